import { describe, expect, it } from 'vitest';
import { undetermined, violated } from '../../../../policy-packs/iso27017/framework/expect';
import type { Rule } from '../../../../policy-packs/iso27017/framework/rule';
import { toPulumi } from '../../../../policy-packs/iso27017/framework/to-pulumi';
import { access, baseline, catalogue, lineOf, operators, PackRun, type Shown } from '../support/pack-run';

const name = 'key-vault-requires-rbac';
const shown: Shown = { type: 'azure-native:keyvault:Vault', properties: {} };

describe('toPulumi', () => {
  const policies = toPulumi({
    baseline,
    operators,
    access,
    exceptions: [],
    catalogue,
    rules: { [name]: { check: () => [] } },
  });

  it('puts the policies about what is excused and undetermined last, advisory', () => {
    expect(policies.map((policy) => [policy.name, policy.enforcementLevel])).toEqual([
      [name, 'mandatory'],
      ['exceptions', 'advisory'],
      ['undetermined', 'advisory'],
    ]);
  });

  it('describes a policy by the words of the catalogue', () => {
    const entry = catalogue[name];
    expect(policies[0]).toMatchObject({
      description: entry?.title,
      displayName: entry?.title,
      severity: entry?.severity,
      remediationSteps: entry?.fix,
      framework: { name: 'ISO/IEC 27017', version: '2015', reference: entry?.clauses.join(', ') },
    });
    expect(entry?.promises).toContain('16.4');
    expect(entry?.clauses).toContain('9.2.4');
  });

  it('refuses a rule without words', () => {
    const rules = { 'no-such-policy': {} };
    expect(() => toPulumi({ baseline, operators, access, exceptions: [], catalogue, rules })).toThrow(
      'policy no-such-policy has no words in the catalogue',
    );
  });

  it('reports a violation beside what is left open, each by its own policy', () => {
    const rule: Rule = { check: () => [violated('a', 'b', 'c'), undetermined('d', 'e')] };
    expect(new PackRun({ [name]: rule }).analyze(shown)).toEqual({
      violated: [lineOf(name, 'it: a must be b, found c')],
      undetermined: [lineOf(name, 'it: d is not known before deployment, must be e')],
    });
  });

  it('says the same only once', () => {
    const rule: Rule = { check: () => [violated('a', 'b', 'c'), violated('a', 'b', 'c')] };
    expect(new PackRun({ [name]: rule }).analyze(shown).violated).toHaveLength(1);
  });

  it('shows a secret in no part of a line', () => {
    const secret = `AccountKey=${'k'.repeat(60)}`;
    const rule: Rule = { check: () => [violated(`tags["${secret}"]`, `not ${secret}`, secret)] };
    const { violated: lines } = new PackRun({ [name]: rule }).analyze(shown);
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('kkkk');
    expect(lines[0]).toContain('found what looks like an Azure storage connection string');
  });

  it('forgets what was open when a resource is judged again', () => {
    let open = true;
    const rule: Rule = { check: () => (open ? [undetermined('a', 'b')] : []) };
    const run = new PackRun({ [name]: rule });
    expect(run.analyze(shown).undetermined).toHaveLength(1);
    open = false;
    expect(run.analyze(shown).undetermined).toEqual([]);
  });

  it('judges a stack by what was shown, and by outputs where nothing was', () => {
    const rule: Rule = {
      checkStack: (stack) =>
        stack.resources.map((resource) => ({
          resource,
          result: violated(
            'accountName',
            'nothing',
            resource.properties.key('accountName').text ?? 'nothing',
          ),
        })),
    };
    const account = { type: 'azure-native:storage:StorageAccount', properties: { accountName: 'input' } };
    const outputs = { ...account, properties: { accountName: 'output' } };
    const fresh = new PackRun({ [name]: rule });
    expect(fresh.analyzeOutputs([outputs]).violated[0]).toContain('found output');
    fresh.analyze(account);
    expect(fresh.analyzeOutputs([outputs]).violated[0]).toContain('found input');
  });
});
