import { describe, expect, it } from 'vitest';
import { catalogue } from '../policy-packs/iso27017/support/pack-run';
import { policyNames, tableNames } from './support/policies';

describe('the tables of mutants', () => {
  it('are there for every mandatory policy', () => {
    const mandatory = policyNames.filter((name) => catalogue[name]?.enforcement === 'mandatory');
    const missing = mandatory.filter((name) => !tableNames.includes(name));
    expect(missing.map((name) => `${name} has no mutants: write test/mutation/policies/${name}.ts`)).toEqual(
      [],
    );
  });

  it('are about policies of the pack', () => {
    expect(tableNames.filter((name) => !policyNames.includes(name))).toEqual([]);
  });
});
