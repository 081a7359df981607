import type { PlannedResource } from '../../../lib/resources/from-plan';
import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, copied, other } from '../support/rows';
import { machineType, ofMachines, scaleSet, scaleSetType } from '../support/scale-set';
import { changed } from '../support/world';

const network = { of: 'azure-native:network:VirtualNetwork', path: 'dhcpOptions.dnsServers' };
const card = { of: 'azure-native:network:NetworkInterface', path: 'dnsSettings.dnsServers' };
const firewall = { of: 'azure-native:network:FirewallPolicy', path: 'dnsSettings.servers' };
const itself = 'azure-native:network:AzureFirewall';
const own = 'Network.DNS.Servers';
const list = 'networkProfile.networkInterfaceConfigurations';
const lists = [network, card, firewall, ...ofMachines(`${list}[].dnsSettings.dnsServers`)];

/** Resolvers of others, near addresses, and texts that name no address. */
const strangers = [
  '8.8.8.8',
  '10.32.0.64',
  '10.31.255.255',
  '172.20.0.4',
  '2606:4700:4700::1111',
  'dns.example',
  '',
];
const admitted = ['10.32.0.4', '10.32.0.63', '168.63.129.16', ' 10.32.0.4 '];

/** A machine and a scale set that make interfaces with them: the dev stack's are beside them. */
function makers(plan: readonly PlannedResource[]): PlannedResource[] {
  const machines = plan.filter(({ type }) => type === machineType).slice(0, 1);
  return [...machines.map((machine) => copied(machine, 'maker')), ...scaleSet(plan)].map((one) => {
    const path = one.type === scaleSetType ? ['virtualMachineProfile'] : [];
    const made = ['first', 'second'].map((name) => ({ name, dnsSettings: { dnsServers: ['10.32.0.4'] } }));
    return changed(one, [...path, 'networkProfile'], { networkInterfaceConfigurations: made });
  });
}

export const mutants: PolicyMutants = {
  specimens: makers,
  broken: [
    ...lists.map((place) =>
      change({
        ...place,
        to: [['8.8.8.8'], ...strangers.slice(1).map((one) => [one]), ['10.32.0.4', '1.1.1.1'], '8.8.8.8'],
      }),
    ),
    ...[card, ...ofMachines(`${list}[].dnsSettings.dnsServers`)].map(({ of, path }) =>
      change({ of, path: `${path}[]`, to: strangers }),
    ),
    change({ of: network.of, path: 'dhcpOptions', to: [{ dnsServers: ['8.8.8.8'] }] }),
    change({ of: card.of, path: 'dnsSettings', to: [{ dnsServers: ['8.8.8.8'] }] }),
    change({ of: firewall.of, path: 'dnsSettings', to: [{ enableProxy: true, servers: ['8.8.8.8'] }] }),
    change({
      of: itself,
      path: 'additionalProperties',
      to: [
        '8.8.8.8',
        '10.32.0.4,8.8.8.8',
        '10.32.0.4, 10.32.0.64',
        'dns.example',
        '10.32.0.4 1.1.1.1',
        '',
      ].flatMap((servers) => [
        { [own]: servers },
        { 'Network.DNS.EnableProxy': 'true', [own.toLowerCase()]: servers },
      ]),
    }),
    ...[list, `${list}[].dnsSettings`, `${list}[]`, 'networkProfile'].flatMap((path) =>
      ofMachines(path).map((place) => {
        const settings = { dnsServers: ['8.8.8.8'] };
        const made = [{ name: 'a' }, { name: 'b', dnsSettings: settings }];
        const to = path.endsWith('dnsSettings')
          ? settings
          : path.endsWith('[]')
            ? { dnsSettings: settings }
            : path === list
              ? made
              : { networkInterfaceConfigurations: made };
        return change({ ...place, to: [to] });
      }),
    ),
  ],
  harmless: [
    ...lists.map((place) =>
      other({ ...place, to: [absent, null, [], ...admitted.map((one) => [one]), admitted] }),
    ),
    other({
      of: itself,
      path: 'additionalProperties',
      to: [
        absent,
        {},
        { 'Network.DNS.EnableProxy': 'true' },
        ...['10.32.0.4', '168.63.129.16,10.32.0.4', ' 10.32.0.4 , 10.32.0.5'].map((servers) => ({
          [own]: servers,
        })),
      ],
    }),
    // Azure's word for its own resolver, in whatever case.
    other({ ...card, to: [['AzureProvidedDNS'], ['azureprovideddns']] }),
  ],
};
