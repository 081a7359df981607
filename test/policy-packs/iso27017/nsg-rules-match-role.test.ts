import { nsgRulesMatchRole } from '../../../policy-packs/iso27017/policies/nsg-rules-match-role';
import { describePolicy } from './support/describe-policy';
import { baselineRules, group, hubRules, type PlannedRule, placeTags } from './support/network';
import { type Shown, unknown } from './support/pack-run';

const rules = baselineRules('app');
const added = rules.length;
const listed =
  'within the inbound traffic of tenant subnet app of slot 0 (Tcp 443 from 10.64.0.0/24; Tcp 22 from 10.32.0.64/26; Tcp 22 from 10.32.0.128/26)';
const ssh: PlannedRule = {
  name: 'allow-ssh',
  priority: 3000,
  direction: 'Inbound',
  access: 'Allow',
  protocol: 'Tcp',
  sourceAddressPrefix: 'Internet',
  sourcePortRange: '*',
  destinationAddressPrefix: '*',
  destinationPortRange: '22',
};
const { sourceAddressPrefix: _one, ...sshFrom } = ssh;
const withRule = (rule: PlannedRule) => ({ resource: group([...rules, rule]) });
const refused = (rule: PlannedRule, what: string) => ({
  ...withRule(rule),
  says: [`nsg: securityRules[${added}] must be ${listed}, found allow-ssh admits ${what}`],
});
const separate = (properties: PlannedRule, name = 'ssh', more: Partial<Shown> = {}): Shown => ({
  type: 'azure-native:network/v20240301:SecurityRule',
  name,
  properties: {
    resourceGroupName: 'rg-aoba',
    networkSecurityGroupName: 'NSG-app',
    ...properties,
  },
  ...more,
});
const bastion = (rule: PlannedRule) =>
  group([...hubRules('bastion'), rule], placeTags({ network: 'hub', role: 'bastion' }));
const office: PlannedRule = {
  ...sshFrom,
  name: 'allow-office',
  destinationPortRange: '443',
  sourceAddressPrefix: '198.51.100.0/24',
};
const closed = (what: string) =>
  `nsg: securityRules must be closed by a rule that denies ${what}, before Azure's default rules`;

/** The baseline's rules, and denials up to a number of rules. */
const manyDenies = (count: number): PlannedRule[] => [
  ...rules,
  ...Array.from({ length: count - rules.length }, (_, index) => ({
    ...ssh,
    name: `deny-${index}`,
    priority: 101 + index * 2,
    access: 'Deny',
  })),
];
const listedSources = rules.filter(({ sourceAddressPrefix }) =>
  /^\d/.test(String(sourceAddressPrefix)),
).length;

describePolicy('nsg-rules-match-role', nsgRulesMatchRole, {
  compliant: {
    "exactly the baseline's rules": { resource: group(rules) },
    'another spelling of the same rules': {
      resource: group(
        rules.map((rule) => ({
          ...rule,
          access: String(rule['access']).toUpperCase(),
          direction: String(rule['direction']).toLowerCase(),
          protocol: String(rule['protocol']).toUpperCase(),
        })),
      ),
    },
    'fewer rules than are listed': {
      resource: group(rules.filter(({ name }) => !String(name).startsWith('audit'))),
    },
    'a listed range in two halves': withRule({
      ...sshFrom,
      sourceAddressPrefixes: ['10.32.0.64/27', '10.32.0.96/27'],
    }),
    'one of the listed addresses': withRule({ ...ssh, sourceAddressPrefix: '10.32.0.70' }),
    'two listed ranges as one': withRule({
      ...ssh,
      sourceAddressPrefixes: ['10.32.0.128/26'],
      sourceAddressPrefix: '10.32.0.64/26',
    }),
    'an Allow that an earlier Deny has taken': {
      resource: group([
        ...rules,
        ssh,
        { ...ssh, name: 'deny-ssh', priority: 2000, access: 'Deny', sourceAddressPrefix: '*', protocol: '*' },
      ]),
    },
    'an Allow that two earlier Denies have taken together': {
      resource: group([
        ...rules,
        { ...sshFrom, sourceAddressPrefix: '0.0.0.0/0' },
        { ...sshFrom, priority: 301, access: 'Deny', sourceAddressPrefix: '0.0.0.0/1' },
        { ...sshFrom, priority: 302, access: 'Deny', sourceAddressPrefix: '128.0.0.0/1' },
      ]),
    },
    'an Allow for every address that Denies of both families have taken': {
      resource: group([
        ...rules,
        { ...ssh, sourceAddressPrefix: '*' },
        { ...ssh, priority: 301, access: 'Deny', sourceAddressPrefix: '0.0.0.0/0' },
        { ...ssh, priority: 302, access: 'Deny', sourceAddressPrefix: '::/0' },
      ]),
    },
    'a rule for addresses that are not of the subnet, which meets no packet': withRule({
      ...ssh,
      destinationAddressPrefix: '10.99.0.0/16',
    }),
    'the operators of the register at Bastion': {
      resource: bastion({ ...office, sourceAddressPrefix: '203.0.113.0/29' }),
    },
    'the operators of the configuration at Bastion, instead': {
      resource: group(
        [office, ...hubRules('bastion').filter(({ name }) => !String(name).startsWith('operators'))],
        placeTags({ network: 'hub', role: 'bastion' }),
      ),
      config: { operators: ['198.51.100.0/24'] },
    },
    'rules of their own beside a group': {
      stack: [group([]), ...rules.map((rule, index) => separate(rule, `rule-${index}`))],
    },
  },
  violated: {
    'more rules than Azure takes': {
      resource: group(manyDenies(1001)),
      says: ['nsg: securityRules must be at most 1000 rules, found 1001'],
    },
    'more addresses than Azure takes over all rules': {
      resource: group([
        ...rules,
        ...[0, 1].map((index) => {
          const sourceAddressPrefixes = Array.from(
            { length: 2001 },
            (_, at) => `10.${index}.${at >> 8}.${at & 255}`,
          );
          return {
            ...sshFrom,
            name: `wide-${index}`,
            priority: 111 + index,
            access: 'Deny',
            sourceAddressPrefixes,
          };
        }),
      ]),
      says: [`nsg: securityRules must be at most 4000 addresses as sources, found ${4002 + listedSources}`],
    },
    'the gateway in numbers that may be octal, and then are 8.52.0.0': refused(
      { ...ssh, destinationPortRange: '443', sourceAddressPrefix: '010.064.000.000/24' },
      'Tcp 443 from 010.064.000.000/24',
    ),
    'SSH from the Internet': refused(ssh, 'Tcp 22 from Internet'),
    'the same as the only rule, where Azure has a list': {
      resource: { ...group([]), properties: { ...group([]).properties, securityRules: ssh } },
      says: [
        `nsg: securityRules must be ${listed}, found allow-ssh admits Tcp 22 from Internet`,
        `${closed('everything from anywhere')}, found no such inbound rule`,
        `${closed('everything to anywhere')}, found no such outbound rule`,
      ],
    },
    'SSH from anywhere': refused({ ...ssh, sourceAddressPrefix: '*' }, 'Tcp 22 from anywhere'),
    'SSH from every IPv4 address': refused(
      { ...ssh, sourceAddressPrefix: '0.0.0.0/0' },
      'Tcp 22 from 0.0.0.0/0',
    ),
    'SSH from every IPv6 address': refused({ ...ssh, sourceAddressPrefix: '::/0' }, 'Tcp 22 from ::/0'),
    'SSH from the Internet in two halves': refused(
      { ...sshFrom, sourceAddressPrefixes: ['0.0.0.0/1', '128.0.0.0/1'] },
      'Tcp 22 from 0.0.0.0/1,128.0.0.0/1',
    ),
    'the tag in lower case': refused({ ...ssh, sourceAddressPrefix: 'internet' }, 'Tcp 22 from internet'),
    'a range of ports with one that is not listed': refused(
      { ...ssh, sourceAddressPrefix: '10.32.0.64/26', destinationPortRange: '20-22' },
      'Tcp 20-22 from 10.32.0.64/26',
    ),
    'plural ports with one that is not listed': refused(
      {
        ...ssh,
        sourceAddressPrefix: '10.32.0.64/26',
        destinationPortRange: undefined,
        destinationPortRanges: ['22', '3389'],
      },
      'Tcp 22,3389 from 10.32.0.64/26',
    ),
    'every port': refused({ ...ssh, destinationPortRange: '*' }, 'Tcp on any port from Internet'),
    'a protocol that is not listed': refused(
      { ...ssh, sourceAddressPrefix: '10.32.0.64/26', protocol: '*' },
      'any protocol 22 from 10.32.0.64/26',
    ),
    'a rule that leaves out where it is from': refused({ ...sshFrom }, 'Tcp 22 from anywhere'),
    "another tenant's addresses": refused(
      { ...ssh, sourceAddressPrefix: '10.64.4.0/24' },
      'Tcp 22 from 10.64.4.0/24',
    ),
    'the whole network and its peers': refused(
      { ...ssh, sourceAddressPrefix: 'VirtualNetwork' },
      'Tcp 22 from VirtualNetwork',
    ),
    'a tag that the baseline does not list': refused(
      { ...ssh, sourceAddressPrefix: 'AzureCloud.japaneast' },
      'Tcp 22 from AzureCloud.japaneast',
    ),
    'an application security group': refused(
      { ...sshFrom, sourceApplicationSecurityGroups: [{ id: '/subscriptions/s/asg/x' }] },
      'Tcp 22 from /subscriptions/s/asg/x',
    ),
    'an application security group as destination': refused(
      {
        ...ssh,
        destinationAddressPrefix: undefined,
        destinationApplicationSecurityGroups: [{ id: '/s/asg' }],
      },
      'Tcp 22 from Internet',
    ),
    'a Deny that comes too late': {
      resource: group([...rules, ssh, { ...ssh, name: 'deny-ssh', priority: 3500, access: 'Deny' }]),
      says: [`nsg: securityRules[${added}] must be ${listed}, found allow-ssh admits Tcp 22 from Internet`],
    },
    'a Deny that takes a part only': {
      resource: group([
        ...rules,
        ssh,
        { ...ssh, name: 'deny-ssh', priority: 300, access: 'Deny', sourceAddressPrefix: '1.0.0.0/8' },
      ]),
      says: [`nsg: securityRules[${added}] must be ${listed}, found allow-ssh admits Tcp 22 from Internet`],
    },
    'an outbound rule that is not listed': {
      ...withRule({
        ...ssh,
        name: 'out',
        direction: 'Outbound',
        sourceAddressPrefix: '*',
        destinationAddressPrefix: 'Internet',
      }),
      says: [
        `nsg: securityRules[${added}] must be within the outbound traffic of tenant subnet app of slot 0 (Tcp 5432 to 10.64.2.0/24; Tcp 443 to 10.64.3.0/24; Udp 53 to 10.32.0.0/26; Tcp 53 to 10.32.0.0/26; Tcp 443,80 to Internet; Udp 123 to Internet; Tcp 443 to 10.32.1.0/26), found out admits Tcp 22 to Internet`,
      ],
    },
    'no denial at the end': {
      resource: group(rules.filter(({ access }) => access === 'Allow')),
      says: [
        `${closed('everything from anywhere')}, found no such inbound rule`,
        `${closed('everything to anywhere')}, found no such outbound rule`,
      ],
    },
    'a denial of one protocol only': {
      resource: group(
        rules.map((rule) =>
          rule['access'] === 'Deny' && rule['direction'] === 'Inbound' ? { ...rule, protocol: 'Tcp' } : rule,
        ),
      ),
      says: [`${closed('everything from anywhere')}, found no such inbound rule`],
    },
    'a gateway without the denial of private networks': {
      resource: group(
        baselineRules('gateway').filter(({ name }) => name !== 'deny-virtual-network-out'),
        placeTags({ network: 'tenant', role: 'gateway', slot: 0 }),
      ),
      says: [`${closed('everything to VirtualNetwork')}, found no such outbound rule`],
    },
    'a word that Azure does not know': {
      ...withRule({ ...ssh, access: 'Permit' }),
      says: [`nsg: securityRules[${added}].access must be Allow or Deny, found something else`],
    },
    'a priority that Azure refuses, and what the rule would admit': {
      ...withRule({ ...ssh, priority: 99 }),
      says: [
        `nsg: securityRules[${added}].priority must be a whole number from 100 to 4096, found 99`,
        `nsg: securityRules[${added}] must be ${listed}, found allow-ssh admits Tcp 22 from Internet`,
      ],
    },
    'a priority that another rule has': {
      ...withRule({ ...ssh, priority: 100, sourceAddressPrefix: '10.32.0.64/26' }),
      says: [
        `nsg: securityRules[${added}].priority must be its own among the inbound rules, found 100, which gateway-to-app-tcp-in has`,
      ],
    },
    'a Deny that leaves something out, which denies nothing': {
      resource: group([...rules, ssh, { ...sshFrom, name: 'deny-ssh', priority: 2000, access: 'Deny' }]),
      says: [
        `nsg: securityRules[${added}] must be ${listed}, found allow-ssh admits Tcp 22 from Internet`,
        `nsg: securityRules[${added + 1}].sourceAddressPrefix must be an address prefix, a service tag or *, found nothing`,
      ],
    },
    'a text where a list belongs': {
      ...withRule({ ...ssh, sourceAddressPrefixes: '0.0.0.0/0' }),
      says: [`nsg: securityRules[${added}].sourceAddressPrefixes must be a list, found something else`],
    },
    'a port that there is not': {
      ...withRule({ ...ssh, destinationPortRange: '70000' }),
      says: [
        `nsg: securityRules[${added}] must be addresses, protocol and ports of Azure, found allow-ssh admits Tcp 70000 from Internet`,
      ],
    },
    'SSH in a group whose tags name no subnet': {
      resource: group([ssh], {}),
      says: [
        'nsg: securityRules[0] must be in a group whose tags name a subnet of the address plan by yosai-network, yosai-subnet-role, yosai-slot, found allow-ssh admits Tcp 22 from Internet',
      ],
    },
    'a group without open rules whose tags name no subnet': {
      resource: group(
        [{ ...ssh, access: 'Deny' }],
        placeTags({ network: 'tenant', role: 'app', slot: 9999 }),
      ),
      says: [
        'nsg: tags must be a subnet of the address plan by yosai-network, yosai-subnet-role, yosai-slot, found tenant, app, 9999',
      ],
    },
    'offices that are not of the register at Bastion': {
      resource: bastion(office),
      says: [
        'nsg: securityRules[10] must be within the inbound traffic of hub subnet bastion (Tcp 443 from 203.0.113.0/28; Tcp 443 from GatewayManager; Tcp 443 from AzureLoadBalancer; any protocol 8080,5701 from 10.32.0.64/26), found allow-office admits Tcp 443 from 198.51.100.0/24',
      ],
    },
    'SSH by a rule of its own': {
      stack: [group(rules), separate(ssh)],
      says: [`ssh: the resource must be ${listed}, found allow-ssh admits Tcp 22 from Internet`],
    },
    'SSH by a rule of its own that knows its group by what its name was made from': {
      stack: [
        group(rules),
        separate({ ...ssh, networkSecurityGroupName: unknown }, 'ssh', {
          madeFrom: { networkSecurityGroupName: ['nsg'] },
        }),
      ],
      says: [`ssh: the resource must be ${listed}, found allow-ssh admits Tcp 22 from Internet`],
    },
    'a group without any rule': {
      stack: [group(undefined)],
      says: [
        `${closed('everything from anywhere')}, found no such inbound rule`,
        `${closed('everything to anywhere')}, found no such outbound rule`,
      ],
    },
  },
  undetermined: {
    'rules that are not known yet': {
      resource: group(unknown),
      says: ['nsg: securityRules is not known before deployment, must be rules that the baseline lists'],
    },
    'one source that is not known yet': {
      ...withRule({ ...ssh, sourceAddressPrefix: unknown }),
      says: [
        `nsg: securityRules[${added}].sourceAddressPrefix is not known before deployment, must be within the traffic that the baseline lists for tenant subnet app of slot 0`,
      ],
    },
    'an Allow that a Deny which is not known yet may take': {
      resource: group([
        ...rules,
        ssh,
        { ...ssh, access: 'Deny', priority: 290, sourceAddressPrefix: unknown },
      ]),
      says: [
        `nsg: securityRules[${added}] is not known before deployment, must be ${listed}`,
        `nsg: securityRules[${added + 1}].sourceAddressPrefix is not known before deployment, must be within the traffic that the baseline lists for tenant subnet app of slot 0`,
      ],
    },
    'a subnet role that is not known yet': {
      resource: group([ssh], { ...placeTags({ network: 'tenant', slot: 0 }), 'yosai-subnet-role': unknown }),
      says: [
        'nsg: tags.yosai-subnet-role is not known before deployment, must be the tag of a subnet in the address plan',
      ],
    },
    'a rule of its own in a group that is not in the stack': {
      stack: [group(rules), separate({ ...ssh, networkSecurityGroupName: 'elsewhere' })],
      says: [
        'ssh: networkSecurityGroupName is not known before deployment, must be a network security group of this stack',
      ],
    },
  },
  notApplicable: {
    'a rule of its own, before the stack is known': {
      resource: separate(ssh),
      because: 'a rule of its own is judged with the stack',
    },
    'a group without a list, before the stack is known': {
      resource: group([]),
      because: 'a group without a list of rules is judged with the stack',
    },
    'a subnet': {
      resource: { type: 'azure-native:network:Subnet', properties: {} },
      because:
        'the policy is for azure-native:network:NetworkSecurityGroup, azure-native:network:SecurityRule',
    },
  },
});
