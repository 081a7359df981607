import { afterAll, describe, expect, it } from 'vitest';
import { corporateNetworkStaysApart } from '../../../../policy-packs/iso27017/policies/corporate-network-stays-apart';
import { endpointSubnetAppliesNsg } from '../../../../policy-packs/iso27017/policies/endpoint-subnet-applies-nsg';
import { nsgRulesMatchRole } from '../../../../policy-packs/iso27017/policies/nsg-rules-match-role';
import { peeringConnectsHubOnly } from '../../../../policy-packs/iso27017/policies/peering-connects-hub-only';
import { subnetDeniesDefaultOutbound } from '../../../../policy-packs/iso27017/policies/subnet-denies-default-outbound';
import { subnetRequiresNsg } from '../../../../policy-packs/iso27017/policies/subnet-requires-nsg';
import { subnetRoutesThroughHub } from '../../../../policy-packs/iso27017/policies/subnet-routes-through-hub';
import { vmDeniesPublicAddress } from '../../../../policy-packs/iso27017/policies/vm-denies-public-address';
import { baselineRules, group } from '../support/network';
import { type Case, ssh } from './case';
import { placesFound } from './judge';
import { networks } from './networks';
import { nsgAddresses } from './nsg-addresses';
import { nsgOrder } from './nsg-order';
import { nsgPorts } from './nsg-ports';
import { nsgShapes } from './nsg-shapes';

/** The policies about networks, which judge every case together. */
const policies = {
  'corporate-network-stays-apart': corporateNetworkStaysApart,
  'endpoint-subnet-applies-nsg': endpointSubnetAppliesNsg,
  'nsg-rules-match-role': nsgRulesMatchRole,
  'peering-connects-hub-only': peeringConnectsHubOnly,
  'subnet-denies-default-outbound': subnetDeniesDefaultOutbound,
  'subnet-requires-nsg': subnetRequiresNsg,
  'subnet-routes-through-hub': subnetRoutesThroughHub,
  'vm-denies-public-address': vmDeniesPublicAddress,
};
const themes: Readonly<Record<string, readonly Case[]>> = {
  addresses: nsgAddresses,
  'ports and protocols': nsgPorts,
  order: nsgOrder,
  'unknown, wrong and separate': nsgShapes,
  networks,
};

const addressOf = (index: number) => `20.0.${index >> 8}.${index & 255}`;

describe('tricky networks', () => {
  const cases = Object.values(themes).flat();
  let right = 0;
  // biome-ignore lint/suspicious/noConsole: the score belongs into the log of CI
  afterAll(() => console.log(`corpus: ${right} of ${cases.length}`));

  describe.each(Object.entries(themes))('%s', (_theme, rows) => {
    it.each(rows)('$name', ({ stack, violated, undetermined }) => {
      expect(placesFound(policies, stack)).toEqual({
        violated: violated.toSorted(),
        undetermined: undetermined.toSorted(),
      });
      right += 1;
    });
  });

  it('judges a group of 10,000 rules in far less than a test may take', () => {
    const rules = Array.from({ length: 10_000 }, (_, index) =>
      ssh({
        name: `rule-${index}`,
        priority: 100 + (index % 3990),
        direction: index % 2 === 0 ? 'Inbound' : 'Outbound',
        access: index % 4 < 2 ? 'Allow' : 'Deny',
        sourceAddressPrefix: index % 2 === 0 ? addressOf(index) : '*',
        destinationAddressPrefix: index % 2 === 0 ? '*' : addressOf(index),
        destinationPortRange: String(1000 + index),
      }),
    );
    const started = performance.now();
    const { violated } = placesFound(policies, [group([...rules, ...baselineRules('app')])]);
    expect(performance.now() - started).toBeLessThan(10_000);
    const tooMany = 'nsg: securityRules';
    expect(violated).toContain(tooMany);
    const refused = violated.filter((place) => !place.endsWith('.priority') && place !== tooMany);
    expect(refused).toHaveLength(5000);
    expect(violated.length - refused.length - 1).toBe(10_000 - 3990 + 3);
  });

  it('names every case once', () => {
    const names = Object.entries(themes).flatMap(([theme, rows]) =>
      rows.map(({ name }) => `${theme}: ${name}`),
    );
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
