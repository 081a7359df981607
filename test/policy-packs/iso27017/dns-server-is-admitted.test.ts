import { dnsServerIsAdmitted } from '../../../policy-packs/iso27017/policies/dns-server-is-admitted';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const resource = (type: string, properties: object) => ({
  resource: { type: `azure-native:${type}`, properties: { ...properties } },
});
const network = (dnsServers: unknown) => resource('network:VirtualNetwork', { dhcpOptions: { dnsServers } });
const card = (dnsSettings: unknown) => resource('network:NetworkInterface', { dnsSettings });
const firewall = (dnsSettings: unknown) => resource('network:FirewallPolicy', { dnsSettings });
const byItself = (additionalProperties: unknown) =>
  resource('network:AzureFirewall', { additionalProperties });
const machine = (networkProfile: object) => resource('compute:VirtualMachine', { networkProfile });
const scaleSet = (networkProfile: unknown) =>
  resource('compute:VirtualMachineScaleSet', { virtualMachineProfile: { networkProfile } });

const expected = "Azure's own resolver or inside 10.32.0.0/26";
const made = 'networkProfile.networkInterfaceConfigurations';

describePolicy('dns-server-is-admitted', dnsServerIsAdmitted, {
  compliant: {
    'a network that names nobody': resource('network:VirtualNetwork', {}),
    'a network with an empty list': network([]),
    'a network that asks the hub’s firewall': network(['10.32.0.4']),
    'a network that names Azure’s resolver': network(['168.63.129.16']),
    'an interface that asks whom its network asks': card({ internalDnsNameLabel: 'app' }),
    'an interface that asks Azure, whatever its network asks': card({ dnsServers: ['azureProvidedDNS'] }),
    'an interface that asks the hub’s firewall': card({ dnsServers: ['10.32.0.4'] }),
    'a firewall that asks Azure': firewall({ enableProxy: true, servers: [] }),
    'a firewall that says nothing by itself': byItself({ 'Network.DNS.EnableProxy': 'true' }),
    'a firewall that asks by itself whom it may': byItself({
      'Network.DNS.Servers': '168.63.129.16, 10.32.0.4',
    }),
    'an interface that Azure makes': machine({ networkInterfaceConfigurations: [{ name: 'a' }] }),
  },
  violated: {
    'the only interface that Azure makes, which is no list': {
      ...machine({ networkInterfaceConfigurations: { dnsSettings: { dnsServers: ['1.1.1.1'] } } }),
      says: [`it: ${made}.dnsSettings.dnsServers[0] must be ${expected}, found 1.1.1.1`],
    },
    'a network that asks an outside resolver besides': {
      ...network(['10.32.0.4', '8.8.8.8']),
      says: [`it: dhcpOptions.dnsServers[1] must be ${expected}, found 8.8.8.8`],
    },
    'one server that is no list': {
      ...network('2001:4860:4860::8888'),
      says: [`it: dhcpOptions.dnsServers must be ${expected}, found 2001:4860:4860::8888`],
    },
    'a machine of a tenant that answers': {
      ...card({ dnsServers: ['10.64.1.4'] }),
      says: [`it: dnsSettings.dnsServers[0] must be ${expected}, found 10.64.1.4`],
    },
    'an address of the hub beside the firewall’s subnet': {
      ...card({ dnsServers: ['10.32.0.64'] }),
      says: [`it: dnsSettings.dnsServers[0] must be ${expected}, found 10.32.0.64`],
    },
    'a firewall that passes questions on': {
      ...firewall({ enableProxy: true, servers: ['1.1.1.1'] }),
      says: [`it: dnsSettings.servers[0] must be ${expected}, found 1.1.1.1`],
    },
    'a firewall that passes questions on by itself': {
      ...byItself({ 'network.dns.servers': '10.32.0.4,1.1.1.1' }),
      says: [`it: additionalProperties["network.dns.servers"] must be ${expected}, found 10.32.0.4,1.1.1.1`],
    },
    'an interface that Azure makes for a machine': {
      ...machine({ networkInterfaceConfigurations: [{}, { dnsSettings: { dnsServers: ['1.1.1.1'] } }] }),
      says: [`it: ${made}[1].dnsSettings.dnsServers[0] must be ${expected}, found 1.1.1.1`],
    },
    'one for a scale set’s machines': {
      ...scaleSet({ networkInterfaceConfigurations: [{ dnsSettings: { dnsServers: ['1.1.1.1'] } }] }),
      says: [
        `it: virtualMachineProfile.${made}[0].dnsSettings.dnsServers[0] must be ${expected}, found 1.1.1.1`,
      ],
    },
  },
  undetermined: {
    'options that are not known yet': {
      ...resource('network:VirtualNetwork', { dhcpOptions: unknown }),
      says: [`it: dhcpOptions.dnsServers is not known before deployment, must be ${expected}`],
    },
    'one server of several': {
      ...network(['10.32.0.4', unknown]),
      says: [`it: dhcpOptions.dnsServers[1] is not known before deployment, must be ${expected}`],
    },
    'a firewall’s servers': {
      ...firewall({ servers: unknown }),
      says: [`it: dnsSettings.servers is not known before deployment, must be ${expected}`],
    },
    'the interfaces that Azure makes': {
      ...scaleSet(unknown),
      says: [
        `it: virtualMachineProfile.${made}.dnsSettings.dnsServers is not known before deployment, must be ${expected}`,
      ],
    },
  },
  notApplicable: {
    'a machine with interfaces of their own': {
      ...machine({ networkInterfaces: [{ id: '/x' }] }),
      because: 'the machine has no interfaces but those beside it',
    },
  },
});
