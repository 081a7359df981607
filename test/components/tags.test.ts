import { describe, expect, it } from 'vitest';
import { dataFacts, tagsOf, tenantFacts } from '../../components/tags';
import { exampleDeployment, exampleTenant } from './support/deployment';

const deployment = exampleDeployment();

describe('tagsOf', () => {
  it('writes what is stated under the keys of the baseline', () => {
    expect(tagsOf(deployment, { ...tenantFacts(exampleTenant, 'operator'), subnetRole: 'app' })).toEqual({
      'yosai-scope': 'cloud-service',
      'yosai-environment': 'dev',
      'yosai-tenant': 'aoba',
      'yosai-slot': '0',
      'yosai-owner': 'operator',
      'yosai-subnet-role': 'app',
    });
  });

  it('counts a data store as the most sensitive class', () => {
    expect(tagsOf(deployment, dataFacts(deployment, exampleTenant))).toMatchObject({
      'yosai-owner': 'customer',
      'yosai-classification': 'secret',
    });
  });

  it('refuses a value that the baseline does not admit', () => {
    expect(() =>
      tagsOf(deployment, { scope: 'cloud-service', owner: 'operator', classification: 'open' }),
    ).toThrow('tag yosai-classification must be one of general, personal, secret, found open');
  });

  it('say of everything of a tenant that leaves which day is its last', () => {
    const leaving = { ...exampleTenant, state: 'terminating', terminatedOn: '2026-12-31' } as const;
    expect(tagsOf(deployment, tenantFacts(leaving, 'operator'))).toMatchObject({
      'yosai-terminated-on': '2026-12-31',
    });
    expect(tagsOf(deployment, tenantFacts(exampleTenant, 'operator'))).not.toHaveProperty(
      'yosai-terminated-on',
    );
  });
});
