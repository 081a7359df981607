import { describe, expect, it } from 'vitest';
import { placeMachines, rolesBehindGateway } from '../../components/machine-placement';
import { subnetRanges } from '../../lib/baseline';
import { exampleDeployment, exampleTenant } from './support/deployment';

const deployment = exampleDeployment();
const ranges = subnetRanges(deployment.baseline.network, 'tenant', 1);
const placed = (machines: Record<string, number>, of = deployment) =>
  placeMachines(of, { ...exampleTenant, machines }, ranges).map(
    ({ role, number, address }) => `${role}-${number} ${address}`,
  );

describe('placeMachines', () => {
  it('numbers machines and their addresses in the order of the baseline’s roles', () => {
    expect(placed({ db: 1, app: 2 })).toEqual(['app-1 10.64.5.4', 'app-2 10.64.5.5', 'db-1 10.64.6.4']);
  });

  it('moves no machine when one more of its role comes', () => {
    expect(placed({ app: 3, db: 1 })).toEqual(expect.arrayContaining(placed({ app: 2, db: 1 })));
  });

  it('gives roles of one subnet different addresses', () => {
    const shared = exampleDeployment();
    shared.baseline.network.machineRoles['batch'] = { subnet: 'app' };
    expect(placed({ app: 2, batch: 1 }, shared)).toEqual([
      'app-1 10.64.5.4',
      'app-2 10.64.5.5',
      'batch-1 10.64.5.6',
    ]);
  });

  it('refuses more machines than the subnet holds', () => {
    expect(() => placed({ app: 252 })).toThrow('subnet 10.64.5.0/24 has no room for host 251');
  });
});

describe('rolesBehindGateway', () => {
  it('are those to whose subnet a flow leads from the gateway', () => {
    expect([...rolesBehindGateway(deployment)]).toEqual(['app']);
  });
});
