import { baselineRules, group, networkId, type PlannedRule, placeTags } from '../../support/network';
import type { Shown } from '../../support/pack-run';
import { deny, httpsOut, ssh, sshFrom } from '../case';
import {
  azure,
  azurePolicy,
  type Borrowed,
  checkov,
  checkovGraph,
  crossGuard,
  kics,
  psRule,
  publicAddress,
  trivy,
} from './example';

const withRules = (...rules: PlannedRule[]): Shown[] => [group([...rules, ...baselineRules('app')])];
const policy = 'nsg-rules-match-role';
const tcp = (port: string, change: PlannedRule = {}) =>
  ssh({ sourceAddressPrefix: '*', destinationPortRange: port, ...change });
const nic = (ipConfiguration: object): Shown[] => [
  azure('network:NetworkInterface', { ipConfigurations: [ipConfiguration] }),
];
const privateOnly = nic({ name: 'internal', privateIPAllocationMethod: 'Dynamic' });
const open = nic({ name: 'internal', publicIPAddress: publicAddress });
const subnet = (properties: object): Shown[] => [
  azure('network:Subnet', { subnetName: 'app', addressPrefix: '10.64.1.0/24', ...properties }),
];
const gateway = (properties: object): Shown[] => [azure('network:ApplicationGateway', { ...properties })];
const firewallPolicy = (policySettings: object): Shown[] => [
  azure('network:WebApplicationFirewallPolicy', {
    policySettings,
    managedRules: { managedRuleSets: [{ ruleSetType: 'OWASP', ruleSetVersion: '3.2' }] },
  }),
];
const ruleSets = (...managedRuleSets: object[]): Shown[] => [
  azure('network:WebApplicationFirewallPolicy', {
    policySettings: { state: 'Enabled', mode: 'Prevention' },
    managedRules: { managedRuleSets },
  }),
];
const waf = { name: 'WAF_v2', tier: 'WAF_v2' };
const owasp = { enabled: true, firewallMode: 'Prevention', ruleSetType: 'OWASP', ruleSetVersion: '3.2' };

/** Rules about who reaches what. */
export const networkRules: readonly Borrowed[] = [
  {
    rule: 'Checkov CKV_AZURE_10',
    page: checkov('NSGRuleSSHAccessRestricted'),
    policy,
    insecure: {
      'SSH from every address': withRules(sshFrom('*')),
      'a range of ports with SSH in it': withRules(tcp('22-23')),
      'ranges of ports, one with SSH in it, from a list': withRules(
        ssh({
          destinationPortRange: undefined,
          destinationPortRanges: ['10-20', '20-30'],
          sourceAddressPrefix: undefined,
          sourceAddressPrefixes: ['10.0.0.0/8', '0.0.0.0/0'],
        }),
      ),
    },
    secure: { 'SSH from one listed range': withRules(sshFrom('10.32.0.64/26')) },
  },
  {
    rule: 'Checkov CKV_AZURE_9',
    page: checkov('NSGRuleRDPAccessRestricted'),
    policy,
    insecure: {
      'remote desktop from the Internet': withRules(tcp('3389', { sourceAddressPrefix: 'Internet' })),
      'remote desktop from /0': withRules(tcp('3389', { sourceAddressPrefix: '0.0.0.0/0' })),
    },
    secure: { 'remote desktop that is denied': withRules(tcp('3389', { access: 'Deny' })) },
  },
  {
    rule: 'Checkov CKV_AZURE_160',
    page: checkov('NSGRuleHTTPAccessRestricted'),
    policy,
    insecure: { 'HTTP from every address': withRules(tcp('80')) },
    secure: { 'HTTP that is denied': withRules(tcp('80', { access: 'Deny' })) },
  },
  {
    rule: 'Checkov CKV_AZURE_77',
    page: checkov('NSGRuleUDPAccessRestricted'),
    policy,
    insecure: {
      'UDP on every port from every address': withRules(tcp('*', { protocol: 'Udp' })),
      'UDP from any': withRules(tcp('*', { protocol: 'Udp', sourceAddressPrefix: 'any' })),
    },
    secure: { 'UDP that is denied': withRules(tcp('*', { protocol: 'Udp', access: 'Deny' })) },
  },
  {
    rule: 'Trivy AZU-0050',
    page: trivy('network/ssh_blocked_from_internet'),
    policy,
    insecure: { 'SSH by TCP from every address': withRules(sshFrom('*')) },
    secure: { 'SSH from one address': withRules(sshFrom('10.32.0.70')) },
  },
  {
    rule: 'Trivy AZU-0048',
    page: trivy('network/disable_rdp_from_internet'),
    policy,
    insecure: { 'remote desktop inside a range of ports': withRules(tcp('3310-3390')) },
    secure: { 'the same range, denied': withRules(tcp('3310-3390', { access: 'Deny' })) },
  },
  {
    rule: 'Trivy AZU-0047',
    page: trivy('network/no_public_ingress'),
    policy,
    insecure: { 'an inbound Allow from /0': withRules(tcp('443', { sourceAddressPrefix: '0.0.0.0/0' })) },
    secure: {
      'an inbound Allow from a private range': withRules(tcp('443', { sourceAddressPrefix: '10.64.0.0/24' })),
    },
  },
  {
    rule: 'Trivy AZU-0051',
    page: trivy('network/no_public_egress'),
    policy,
    insecure: {
      'an outbound Allow to everywhere': withRules(
        httpsOut({ destinationAddressPrefix: '*', destinationPortRange: '*', protocol: '*' }),
      ),
    },
    secure: {
      'an outbound Allow to a private range': withRules(
        httpsOut({ destinationAddressPrefix: '10.64.3.0/24' }),
      ),
    },
  },
  {
    rule: 'KICS 594c198b-4d79-41b8-9b36-fde13348b619',
    page: kics('594c198b-4d79-41b8-9b36-fde13348b619'),
    policy,
    insecure: {
      'Telnet by UDP from /0': withRules(tcp('23', { protocol: 'Udp', sourceAddressPrefix: '0.0.0.0/0' })),
      'mail among a list of ports': withRules(
        tcp('0', { destinationPortRange: undefined, destinationPortRanges: ['22-64', '94', '110'] }),
      ),
      'a sensitive port by every protocol': withRules(tcp('1434', { protocol: '*' })),
    },
    secure: { 'a sensitive port that is denied': withRules(tcp('110', { access: 'Deny' })) },
  },
  {
    rule: 'PSRule AZR-000137 Azure.NSG.AnyInboundSource',
    page: psRule('Azure.NSG.AnyInboundSource'),
    policy,
    insecure: { 'HTTPS from any source': withRules(tcp('443')) },
    secure: { 'HTTPS from a named range': withRules(tcp('443', { sourceAddressPrefix: '10.64.0.0/25' })) },
  },
  {
    rule: 'CrossGuard nsg-restrict-ingress-ssh-all',
    page: crossGuard('nsg-restrict-ingress-ssh-all'),
    policy,
    insecure: { 'SSH from IPv4 and IPv6': withRules(sshFrom('0.0.0.0/0', '::/0')) },
    secure: { 'SSH from everywhere, which comes after a denial': withRules(sshFrom('0.0.0.0/0'), deny()) },
  },
  {
    rule: 'CrossGuard nsg-strict-rules',
    page: crossGuard('nsg-strict-rules'),
    policy,
    insecure: { 'everything from everywhere': withRules(tcp('*', { protocol: '*' })) },
    secure: { 'only what is needed': withRules() },
  },
  {
    rule: 'Checkov CKV_AZURE_119',
    page: checkovGraph('AzureNetworkInterfacePublicIPAddressId'),
    policy: 'vm-denies-public-address',
    insecure: { 'an interface with a public address': open },
    secure: { 'an interface without one': privateOnly },
  },
  {
    rule: 'Trivy AZU-0076',
    page: trivy('network/network_interface_public_ip'),
    policy: 'vm-denies-public-address',
    insecure: {
      'an interface with a public address in one of two configurations': [
        azure('network:NetworkInterface', {
          ipConfigurations: [{ name: 'a' }, { name: 'b', publicIPAddress: publicAddress }],
        }),
      ],
    },
    secure: { 'an interface with private addresses': privateOnly },
  },
  {
    rule: 'KICS c1573577-e494-4417-8854-7e119368dc8b',
    page: kics('c1573577-e494-4417-8854-7e119368dc8b'),
    policy: 'vm-denies-public-address',
    insecure: { 'an interface that names a public address': open },
    secure: { 'an interface that names none': privateOnly },
  },
  {
    rule: 'Checkov CKV2_AZURE_31',
    page: checkovGraph('AzureSubnetConfigWithNSG'),
    policy: 'subnet-requires-nsg',
    insecure: { 'a subnet without a group': subnet({}) },
    secure: {
      'a subnet with one': [
        ...subnet({ networkSecurityGroup: { id: networkId('rg-aoba', 'networkSecurityGroups', 'nsg-app') } }),
        group(baselineRules('app')),
      ],
    },
  },
  {
    rule: 'PSRule AZR-000263 Azure.VNET.UseNSGs',
    page: psRule('Azure.VNET.UseNSGs'),
    policy: 'subnet-requires-nsg',
    insecure: {
      'a network with one subnet of two without a group': [
        azure('network:VirtualNetwork', {
          subnets: [
            {
              name: 'gateway',
              addressPrefix: '10.64.0.0/24',
              networkSecurityGroup: { id: networkId('rg-aoba', 'networkSecurityGroups', 'nsg-app') },
            },
            { name: 'app', addressPrefix: '10.64.1.0/24' },
          ],
        }),
        group(baselineRules('gateway'), placeTags({ network: 'tenant', role: 'gateway', slot: 0 })),
      ],
    },
    secure: {
      'the subnet of a firewall, which takes none': [
        azure('network:VirtualNetwork', {
          subnets: [{ name: 'AzureFirewallSubnet', addressPrefix: '10.32.0.0/26' }],
        }),
      ],
    },
  },
  {
    rule: 'PSRule Azure.AppGw.OWASP',
    page: psRule('Azure.AppGw.OWASP'),
    policy: 'gateway-requires-waf-prevention',
    insecure: {
      'the rules of OWASP of 2.2.9': gateway({
        sku: waf,
        webApplicationFirewallConfiguration: { ...owasp, ruleSetVersion: '2.2.9' },
      }),
    },
    secure: {
      'the rules of OWASP of 3.2': gateway({ sku: waf, webApplicationFirewallConfiguration: owasp }),
    },
  },
  {
    rule: 'PSRule Azure.AppGwWAF.RuleGroups',
    page: psRule('Azure.AppGwWAF.RuleGroups'),
    policy: 'gateway-requires-waf-prevention',
    insecure: {
      'rules of Microsoft before 2.1': ruleSets(
        { ruleSetType: 'Microsoft_DefaultRuleSet', ruleSetVersion: '2.0' },
        { ruleSetType: 'Microsoft_BotManagerRuleSet', ruleSetVersion: '1.0' },
      ),
      'rules against bots alone': ruleSets({
        ruleSetType: 'Microsoft_BotManagerRuleSet',
        ruleSetVersion: '1.0',
      }),
    },
    secure: {
      'rules of Microsoft, and those against bots': ruleSets(
        { ruleSetType: 'Microsoft_DefaultRuleSet', ruleSetVersion: '2.1' },
        { ruleSetType: 'Microsoft_BotManagerRuleSet', ruleSetVersion: '1.0' },
      ),
    },
  },
  {
    rule: 'Checkov CKV_AZURE_120',
    page: checkov('ApplicationGatewayEnablesWAF'),
    policy: 'gateway-requires-waf-prevention',
    insecure: {
      'a gateway without a firewall': gateway({ sku: { name: 'Standard_v2', tier: 'Standard_v2' } }),
      'a firewall that is switched off': gateway({
        sku: waf,
        webApplicationFirewallConfiguration: { ...owasp, enabled: false },
      }),
    },
    secure: {
      'a firewall that is switched on': gateway({
        sku: waf,
        webApplicationFirewallConfiguration: owasp,
      }),
    },
  },
  {
    rule: 'Checkov CKV_AZURE_122',
    page: checkov('AppGWUseWAFMode'),
    policy: 'gateway-requires-waf-prevention',
    insecure: {
      'a policy that is switched off': firewallPolicy({ state: 'Disabled', mode: 'Prevention' }),
    },
    secure: {
      'a policy that prevents': firewallPolicy({ state: 'Enabled', mode: 'Prevention' }),
    },
  },
  {
    rule: 'Azure Policy ca85ef9a-741d-461d-8b7a-18c2da82c666',
    page: azurePolicy('ca85ef9a-741d-461d-8b7a-18c2da82c666'),
    policy: 'gateway-inspects-request-body',
    insecure: { 'a policy that reads no body': firewallPolicy({ requestBodyCheck: false }) },
    secure: { 'a policy that reads bodies': firewallPolicy({ requestBodyCheck: true }) },
  },
  {
    rule: 'Checkov CKV_AZURE_218',
    page: checkov('AppGWDefinesSecureProtocols'),
    policy: 'gateway-requires-modern-tls',
    insecure: {
      'a policy of 2015': gateway({
        sslPolicy: { policyType: 'Predefined', policyName: 'AppGwSslPolicy20150501' },
      }),
      'a custom policy with TLS 1.1': gateway({
        sslPolicy: { policyType: 'Custom', minProtocolVersion: 'TLSv1_1' },
      }),
    },
    secure: {
      'a policy of 2022': gateway({
        sslPolicy: { policyType: 'Predefined', policyName: 'AppGwSslPolicy20220101S' },
      }),
    },
  },
];
