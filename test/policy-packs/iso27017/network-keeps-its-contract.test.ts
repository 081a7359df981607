import { networkKeepsItsContract } from '../../../policy-packs/iso27017/policies/network-keeps-its-contract';
import { named, networkPlan, type Planned, peering } from '../../support/network-plan';
import { debugRule } from '../../support/planned-rule';
import { describePolicy } from './support/describe-policy';
import { networkId } from './support/network';
import { unknown } from './support/pack-run';

const config = { hubNetworks: [networkId('rg-hub', 'virtualNetworks', 'vnet-hub')] };
const both = ['aoba', 'kita'];

/** A plan after a change: of one tenant without the platform unless told otherwise. */
const after = (
  change: (plan: Planned[]) => void,
  tenants: readonly string[] = ['aoba'],
  platform = false,
) => {
  const plan = networkPlan(tenants, platform);
  change(plan);
  return { stack: plan, config };
};
const same = () => {};
const rules = (plan: readonly Planned[]) => named(plan, 'aoba-nsg-app').properties['securityRules'];
const routes = (plan: readonly Planned[]) => named(plan, 'aoba-table').properties['routes'];

describePolicy('network-keeps-its-contract', networkKeepsItsContract, {
  compliant: {
    'the stack of one tenant': after(same),
    'the stack of the platform': after(same, [], true),
    'everything in one stack': after(same, both, true),
  },
  violated: {
    'a subnet without its security group': {
      ...after((plan) => {
        delete named(plan, 'aoba-app').properties['networkSecurityGroup'];
      }),
      says: [
        'aoba-app: networkSecurityGroup must be as the claims machines-accept-listed-only, networks-accept-listed-only say, found tcp 1 from 1.0.0.4 to 10.64.1.4 (anyone to vm-aoba-app):\\ no security group stands before aoba app',
      ],
    },
    'a rule that opens a port': {
      ...after((plan) => rules(plan).unshift(debugRule)),
      says: [
        'aoba-nsg-app: securityRules[0] must be as the claims machines-accept-listed-only, networks-accept-listed-only say, found tcp 22 from 1.0.0.4 to 10.64.1.4 (anyone to vm-aoba-app):\\ nsg-app:\\ debug admits Tcp 22 from anywhere (priority 105)',
      ],
    },
    'a route to another tenant': {
      ...after((plan) =>
        routes(plan).push({
          name: 'other',
          addressPrefix: '10.64.4.0/22',
          nextHopType: 'VirtualAppliance',
          nextHopIpAddress: '10.64.4.4',
        }),
      ),
      says: [
        'aoba-table: routes[1] must be as the claim ways-lead-to-hub-only says, found route other leads to 10.64.4.4 (aoba app to 10.64.4.4)',
      ],
    },
    'a peering with another tenant': {
      ...after(
        (plan) => plan.push(peering('aoba', 'kita', false), peering('kita', 'aoba', false)),
        both,
        true,
      ),
      says: [
        'aoba-to-kita: remoteVirtualNetwork.id must be as the claim ways-lead-to-hub-only says, found a peering of vnet-aoba with vnet-kita (aoba to kita)',
        'kita-to-aoba: remoteVirtualNetwork.id must be as the claim ways-lead-to-hub-only says, found a peering of vnet-kita with vnet-aoba (kita to aoba)',
      ],
    },
    'a firewall that lets everything out': {
      ...after(
        (plan) => {
          named(plan, 'hub-firewall-rules').properties['ruleCollections'][1].rules[0].targetFqdns = ['*'];
        },
        [],
        true,
      ),
      says: [
        'hub-firewall-rules: ruleCollections[1].rules[0] must be as the claim outbound-allow-list-only says, found tcp 80 from 10.64.0.4 to * (afw-hub to *):\\ rule debian-updates admits *',
      ],
    },
    'a private endpoint that leads to another tenant': {
      ...after(
        (plan) => {
          const [connection] = named(plan, 'aoba-vault-endpoint').properties['privateLinkServiceConnections'];
          connection.privateLinkServiceId = connection.privateLinkServiceId.replaceAll('aoba', 'kita');
        },
        both,
        true,
      ),
      says: [
        'aoba-vault-endpoint: privateLinkServiceConnections must be as the claim endpoints-lead-to-own-tenant says, found private endpoint pep-aoba leads to kv-kita of kita (aoba to kv-kita of kita)',
      ],
    },
  },
  undetermined: {
    'a peering with a network that nobody knows': {
      ...after(same),
      config: {},
      says: [
        'aoba-to-hub: remoteVirtualNetwork.id is not known before deployment, must be as the claim ways-lead-to-hub-only says',
      ],
    },
    'a rule that is not known yet': {
      ...after((plan) => rules(plan).unshift({ ...debugRule, sourceAddressPrefix: unknown })),
      says: [
        'aoba-nsg-app: securityRules[0].sourceAddressPrefix is not known before deployment, must be as the claims machines-accept-listed-only, networks-accept-listed-only say',
      ],
    },
    'a private endpoint to something outside': {
      ...after((plan) => {
        plan.splice(plan.indexOf(named(plan, 'aoba-vault')), 1);
      }),
      says: [
        'aoba-vault-endpoint: privateLinkServiceConnections is not known before deployment, must be as the claim endpoints-lead-to-own-tenant says',
      ],
    },
  },
  notApplicable: {
    'a stack without a network': {
      stack: [],
      config,
      because: 'the stack has none of azure-native:network:VirtualNetwork',
    },
  },
});
