import { describe, expect, it } from 'vitest';
import type { JudgedClaim, Proof } from '../../../lib/reachability/proof';
import { describeWitness } from '../../../lib/reachability/proof';
import { prove } from '../../../lib/reachability/prove';
import { fromPlans } from '../../../lib/resources/from-plan';
import {
  baseline,
  named,
  networkPlan,
  operators,
  type Planned,
  peering,
  stackOf,
  subnetId,
} from '../../support/network-plan';
import { debugRule } from '../../support/planned-rule';

const tenants = [
  { id: 'aoba', slot: 0 },
  { id: 'kita', slot: 1 },
];
const unknown = { 'yosai:value': 'unknown' };

/** Proves the plan after a change of it. */
function proofAfter(change: (plan: Planned[]) => void = () => {}, register = tenants): Proof {
  const plan = networkPlan();
  change(plan);
  return prove({
    stacks: ['test/test'],
    view: fromPlans([stackOf(plan)]),
    baseline,
    operators,
    tenants: register,
  });
}

const told = ({ answer }: JudgedClaim): string[] => {
  if (answer.verdict === 'violated') return answer.witnesses.map(describeWitness);
  return answer.verdict === 'undetermined' ? answer.unknowns.map(({ what }) => what) : [];
};
const claimOf = (proof: Proof, id: string) => {
  const claim = proof.claims.find((one) => one.id === id);
  if (claim === undefined) throw new Error(`there is no claim ${id}`);
  return claim;
};
const withVerdict = (proof: Proof, verdict: string) =>
  proof.claims.filter(({ answer }) => answer.verdict === verdict).map(({ id }) => id);

const rulesOf = (plan: readonly Planned[], name: string) => named(plan, name).properties['securityRules'];
const open = (plan: readonly Planned[], name: string, rule: object) =>
  rulesOf(plan, name).unshift({ ...debugRule, ...rule });
const letOut = (plan: readonly Planned[], name: string) =>
  open(plan, name, { direction: 'Outbound', destinationPortRange: '*', protocol: '*' });
const collections = (plan: readonly Planned[]) =>
  named(plan, 'hub-firewall-rules').properties['ruleCollections'];

describe('networks as the baseline describes them', () => {
  const proof = proofAfter();

  it('keep every claim', () => {
    expect(proof.claims.flatMap(told)).toEqual([]);
    expect(withVerdict(proof, 'proven')).toEqual(baseline.claims.claims.map(({ id }) => id));
    expect(proof.verdict).toBe('proven');
    expect(proof.faults).toEqual([]);
  });

  it('say of what each proof is one', () => {
    expect(claimOf(proof, 'tenants-apart').answer).toEqual({
      verdict: 'proven',
      judged: '8 sources × 14 destinations',
    });
    expect(claimOf(proof, 'slots-apart').answer).toEqual({
      verdict: 'proven',
      judged: 'any two of 4096 slots',
    });
  });
});

/** For each claim a change of the plan that makes it false, and one of the lines that say so. */
const mutants: Readonly<
  Record<string, { readonly change: (plan: Planned[]) => void; readonly says: string }>
> = {
  'tenants-apart': {
    change: (plan) => {
      plan.push(peering('aoba', 'kita', false), peering('kita', 'aoba', false));
      letOut(plan, 'aoba-nsg-app');
      open(plan, 'kita-nsg-data', {});
    },
    says: 'tcp 22 from 10.64.1.4 to 10.64.6.4 (aoba app to vm-kita-db): nsg-data: debug admits Tcp 22 from anywhere (priority 105)',
  },
  'corporate-apart': {
    change: (plan) => {
      plan.push(peering('corporate', 'hub', false), peering('hub', 'corporate', false));
      letOut(plan, 'corporate-nsg-office');
      open(plan, 'hub-nsg-audit', {});
    },
    says: 'tcp 1 from 172.20.0.4 to 10.32.0.4 (corporate office to afw-hub): AzureFirewallSubnet has no security group',
  },
  'internet-reaches-gateway-only': {
    change: (plan) => {
      const [ip] = named(plan, 'aoba-app-nic').properties['ipConfigurations'];
      ip.publicIPAddress = { id: ip.subnet.id.replace(/virtualNetworks.*/, 'publicIPAddresses/pip-app') };
      plan.push({
        type: 'azure-native:network:PublicIPAddress',
        name: 'aoba-app-address',
        properties: {
          resourceGroupName: 'rg-aoba',
          publicIpAddressName: 'pip-app',
          sku: { name: 'Standard' },
        },
      });
      open(plan, 'aoba-nsg-app', {});
    },
    says: 'tcp 22 from 1.0.0.4 to 10.64.1.4 (the Internet to vm-aoba-app): nsg-app: debug admits Tcp 22 from anywhere (priority 105)',
  },
  'bastion-from-offices-only': {
    change: (plan) => open(plan, 'hub-nsg-bastion', { destinationPortRange: '443' }),
    says: 'tcp 443 from 1.0.0.4 to 10.32.0.68 (the Internet to bas-hub): nsg-bastion: debug admits Tcp 443 from anywhere (priority 105)',
  },
  'machines-accept-listed-only': {
    change: (plan) => open(plan, 'aoba-nsg-app', {}),
    says: 'tcp 22 from 1.0.0.4 to 10.64.1.4 (anyone to vm-aoba-app): nsg-app: debug admits Tcp 22 from anywhere (priority 105)',
  },
  'networks-accept-listed-only': {
    change: (plan) => {
      delete named(plan, 'aoba-gateway').properties['networkSecurityGroup'];
    },
    says: 'tcp 1 from 0.255.255.255 to 10.64.0.4 (anyone to aoba gateway): no security group stands before aoba gateway',
  },
  'ways-lead-to-hub-only': {
    change: (plan) => {
      plan.push(peering('aoba', 'kita', false), peering('kita', 'aoba', false));
    },
    says: 'a peering of vnet-aoba with vnet-kita (aoba to kita)',
  },
  'operators-through-bastion-only': {
    change: (plan) => {
      letOut(plan, 'aoba-nsg-data');
      open(plan, 'aoba-nsg-app', {});
    },
    says: 'tcp 22 from 10.32.0.4 to 10.64.1.4 (hub firewall to vm-aoba-app): nsg-app: debug admits Tcp 22 from anywhere (priority 105)',
  },
  'auditor-reaches-listed-only': {
    change: (plan) => {
      letOut(plan, 'hub-nsg-audit');
      open(plan, 'aoba-nsg-data', { destinationPortRange: '5432' });
    },
    says: 'tcp 5432 from 10.32.0.132 to 10.64.2.4 (hub audit to vm-aoba-db): nsg-data: debug admits Tcp 5432 from anywhere (priority 105)',
  },
  'outbound-allow-list-only': {
    change: (plan) => {
      collections(plan)[1].rules[0].targetFqdns = ['*'];
    },
    says: 'tcp 80 from 10.64.1.4 to * (aoba app to *): afw-hub: debian-updates allows it',
  },
  'time-from-listed-servers-only': {
    change: (plan) => {
      collections(plan)[0].rules[0].destinationFqdns = ['pool.ntp.org'];
    },
    says: 'udp 123 from 10.64.1.4 to pool.ntp.org (aoba app to pool.ntp.org): afw-hub: ntp allows it',
  },
  'endpoints-reached-by-own-tenant-only': {
    change: (plan) => {
      plan.push(peering('aoba', 'kita', false), peering('kita', 'aoba', false));
      letOut(plan, 'aoba-nsg-app');
      open(plan, 'kita-nsg-endpoints', { destinationPortRange: '443' });
    },
    says: 'tcp 443 from 10.32.0.4 to 10.64.7.4 (hub firewall to pep-kita): nsg-endpoints: debug admits Tcp 443 from anywhere (priority 105)',
  },
  'endpoints-lead-to-own-tenant': {
    change: (plan) => {
      const [connection] = named(plan, 'aoba-vault-endpoint').properties['privateLinkServiceConnections'];
      connection.privateLinkServiceId = connection.privateLinkServiceId.replaceAll('aoba', 'kita');
    },
    says: 'private endpoint pep-aoba leads to kv-kita of kita (aoba to kv-kita of kita)',
  },
  'names-join-no-tenants': {
    change: (plan) => {
      plan.push({
        ...named(plan, 'kita-zone-link'),
        name: 'other-link',
        properties: {
          ...named(plan, 'kita-zone-link').properties,
          virtualNetworkLinkName: 'other',
          virtualNetwork: { id: subnetId('aoba', 'x').replace('/subnets/x', '') },
        },
      });
    },
    says: 'vnet-aoba resolves the names of privatelink.vaultcore.azure.net of kita (aoba to kita)',
  },
};

describe('a claim is violated, with a witness', () => {
  it.each(Object.entries(mutants))('%s', (id, { change, says }) => {
    const claim = claimOf(proofAfter(change), id);
    expect(claim.answer.verdict).toBe('violated');
    expect(told(claim)[0]).toBe(says);
  });
});

it('has a change that breaks it for every claim about plans', () => {
  const ids = baseline.claims.claims.filter(({ kind }) => kind !== 'addressPlan').map(({ id }) => id);
  expect(Object.keys(mutants).sort()).toEqual(ids.sort());
});

describe('a claim is undetermined', () => {
  it('where the network of a tenant of the register is in no plan, and names it', () => {
    const proof = proofAfter(() => {}, [...tenants, { id: 'minato', slot: 2 }]);
    expect(proof.missing).toEqual(['the network of tenant minato']);
    expect(proof.verdict).toBe('undetermined');
    expect(withVerdict(proof, 'proven')).toEqual(['slots-apart']);
    expect(told(claimOf(proof, 'tenants-apart'))).toEqual([
      'no plan holds the network of tenant minato: preview its stack and pass its plan',
    ]);
  });

  it('where its selector finds nobody', () => {
    const proof = proofAfter((plan) => {
      const endpoints = plan.filter(({ type }) => /PrivateEndpoint$/.test(type));
      for (const endpoint of endpoints) plan.splice(plan.indexOf(endpoint), 1);
    });
    expect(withVerdict(proof, 'undetermined')).toEqual([
      'endpoints-reached-by-own-tenant-only',
      'endpoints-lead-to-own-tenant',
    ]);
    expect(told(claimOf(proof, 'endpoints-lead-to-own-tenant'))).toEqual([
      'the plans hold no private endpoint',
    ]);
  });

  it('where it needs two tenants and there is one', () => {
    const proof = proofAfter(
      (plan) => {
        const others = plan.filter(({ name }) => name.includes('kita'));
        for (const other of others) plan.splice(plan.indexOf(other), 1);
      },
      tenants.slice(0, 1),
    );
    expect(told(claimOf(proof, 'tenants-apart'))).toEqual(['the plans hold fewer than two tenants']);
  });

  it('where a rule on the way is not known, and only there', () => {
    const proof = proofAfter((plan) => open(plan, 'aoba-nsg-app', { sourceAddressPrefix: unknown }));
    expect(withVerdict(proof, 'undetermined')).toEqual([
      'machines-accept-listed-only',
      'networks-accept-listed-only',
      // The firewall's own subnet has no group, so its way to the machine hangs on the rule as well.
      'operators-through-bastion-only',
    ]);
    expect(withVerdict(proof, 'violated')).toEqual([]);
  });

  it('where a name link is not known, and only there', () => {
    const proof = proofAfter((plan) => {
      named(plan, 'aoba-zone-link').properties['virtualNetwork'] = { id: unknown };
    });
    expect(withVerdict(proof, 'undetermined')).toEqual(['names-join-no-tenants']);
  });

  it('where tags say another owner than the addresses', () => {
    const proof = proofAfter((plan) => {
      named(plan, 'kita-vnet').properties['tags']['yosai-slot'] = '0';
    });
    expect(told(claimOf(proof, 'tenants-apart'))).toEqual([
      'the tags of vnet-kita say tenant network of slot 0, and it has addresses of slot 1',
    ]);
  });

  it('where a machine of a tenant stands in a network that is not his', () => {
    const proof = proofAfter((plan) => {
      named(plan, 'aoba-app-nic').properties['tags'] = { 'yosai-tenant': 'kita' };
    });
    expect(told(claimOf(proof, 'tenants-apart'))).toEqual([
      'nic-aoba-app is of tenant kita, and stands in aoba app',
    ]);
  });
});

it('a fault of the plan is not passed over', () => {
  const proof = proofAfter((plan) => open(plan, 'hub-nsg-audit', { priority: 100, direction: 'Outbound' }));
  expect(proof.faults.map(({ what }) => what)).toEqual([
    'has priority 100, which another outbound rule has as well',
  ]);
  expect(proof.verdict).toBe('violated');
});
