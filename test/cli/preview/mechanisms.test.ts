import { describe, expect, it } from 'vitest';
import { shownBy } from '../../../lib/cli/preview/mechanisms';
import type { Verdict } from '../../../lib/findings/finding';
import type { PolicyTally } from '../../../lib/preview/analysis';
import type { Plan } from '../../../lib/preview/plan';
import { findingOf } from '../../support/findings';
import { provenance } from '../../support/provenance';

const plan: Plan = {
  version: 2 as const,
  provenance,
  organization: 'organization',
  project: 'shop',
  stack: 'dev',
  resources: [
    {
      urn: 'urn:pulumi:dev::shop::yosai:azure:HardenedVm::web',
      type: 'yosai:azure:HardenedVm',
      name: 'web',
      operation: 'create',
      custom: false,
      inputs: {},
    },
  ],
  outputs: {},
  unansweredCalls: [],
};

function shown(
  verdicts: readonly Verdict[],
  compliant: number,
  by = 'policy',
  ref = 'vm-denies-public-address',
) {
  const tally: PolicyTally = {
    pack: 'p',
    policy: 'vm-denies-public-address',
    kind: 'resource',
    compliant,
    notApplicable: 9,
    reported: 0,
  };
  const findings = verdicts.map((verdict) => findingOf({ verdict }));
  return shownBy({ plan, tallies: new Map([[tally.policy, tally]]), findings, claims: [] })({ by, ref });
}

describe('what a preview shows of a mechanism', () => {
  it.each<[string, readonly Verdict[], number, string]>([
    ['compliant on a resource', [], 1, 'compliant'],
    ['applicable to none', [], 0, 'notShown'],
    ['violated once', ['undetermined', 'violated', 'undetermined'], 5, 'violated'],
    ['undetermined once', ['undetermined'], 5, 'undetermined'],
  ])('a policy that was %s', (_, verdicts, compliant, expected) => {
    expect(shown(verdicts, compliant)).toBe(expected);
  });

  it('a component by its presence, anything else not at all', () => {
    expect(shown([], 0, 'build', 'hardened-vm')).toBe('compliant');
    expect(shown([], 0, 'build', 'tenant-vault')).toBe('notShown');
    expect(shown([], 0, 'host', 'listening-sockets')).toBe('notShown');
    expect(shown([], 0, 'policy', 'a-policy-that-did-not-run')).toBe('notShown');
  });
});

describe('what a preview shows of a claim', () => {
  const policy = 'network-keeps-its-contract';
  const claimShown = (
    told: { verdict: Verdict; claims: readonly string[] }[],
    asked = true,
    ref = 'tenants-apart',
  ) => {
    const tally: PolicyTally = {
      pack: 'p',
      policy,
      kind: 'stack',
      compliant: asked ? 1 : 0,
      notApplicable: asked ? 0 : 1,
      reported: 0,
    };
    const findings = told.map((one) =>
      findingOf({ ...one, source: { kind: 'policy', id: policy, pack: 'p' } }),
    );
    const input = {
      plan,
      tallies: new Map([[policy, tally]]),
      findings,
      claims: ['tenants-apart', 'slots-apart'],
    };
    return shownBy(input)({ by: 'proof', ref });
  };

  it('compliant where the stack shows it, the policy was asked and found nothing of it', () => {
    expect(claimShown([])).toBe('compliant');
    expect(claimShown([{ verdict: 'violated', claims: ['slots-apart'] }])).toBe('compliant');
  });

  it('not at all where the policy had nothing to judge, or the stack holds nobody of whom it speaks', () => {
    expect(claimShown([], false)).toBe('notShown');
    expect(claimShown([], true, 'corporate-apart')).toBe('notShown');
  });

  it('by the worst finding that names it, alone or beside others', () => {
    const open = { verdict: 'undetermined', claims: ['tenants-apart'] } as const;
    expect(claimShown([open])).toBe('undetermined');
    const broken = { verdict: 'violated', claims: ['slots-apart', 'tenants-apart'] } as const;
    expect(claimShown([open, broken])).toBe('violated');
  });
});
