import { createColors } from 'picocolors';
import { describe, expect, it } from 'vitest';
import {
  renderCoverage,
  renderExcused,
  renderFindings,
  renderLastLine,
  renderTree,
  renderUndetermined,
  totalsOf,
} from '../../../lib/cli/preview/output';
import type { Terminal } from '../../../lib/cli/terminal';
import type { Finding } from '../../../lib/findings/finding';
import type { Plan, PlanResource } from '../../../lib/preview/plan';
import { findingOf } from '../../support/findings';
import { provenance } from '../../support/provenance';

const terminal: Terminal = {
  write() {},
  writeError() {},
  progress() {},
  colors: createColors(false),
  width: 60,
};
const stackUrn = 'urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev';

function resource(
  name: string,
  parent: string | undefined,
  custom = true,
  type = 'own:index:Thing',
): PlanResource {
  const urn = name === 'shop-dev' ? stackUrn : `urn:pulumi:dev::shop::${type}::${name}`;
  return {
    urn,
    type,
    name,
    operation: 'create',
    custom,
    inputs: {},
    ...(parent === undefined ? {} : { parent }),
  };
}

function planOf(...resources: PlanResource[]): Plan {
  const root = resource('shop-dev', undefined, false, 'pulumi:pulumi:Stack');
  return {
    version: 2 as const,
    provenance,
    organization: 'organization',
    project: 'shop',
    stack: 'dev',
    resources: [root, ...resources],
    outputs: {},
    unansweredCalls: [],
  };
}

const hub = resource('hub', stackUrn, false, 'own:index:Hub');
const full = planOf(
  hub,
  resource('network', hub.urn),
  resource('inner', hub.urn, false, 'own:index:Inner'),
  resource('deep', 'urn:pulumi:dev::shop::own:index:Inner::inner'),
  resource('alone', stackUrn),
  resource('default', undefined, true, 'pulumi:providers:own'),
);

const detailed: Finding = findingOf({
  at: { path: 'ipConfigurations[0].publicIPAddress' },
  expected: 'left out',
  found: 'a reference to web-ip',
  fix: 'Remove the public address and reach the machine through the gateway.',
});
const open: Finding = findingOf({
  ...detailed,
  verdict: 'undetermined',
  at: { path: 'size' },
  expected: 'at most 10',
});
const excused: Finding = {
  ...detailed,
  enforcement: 'advisory',
  exception: {
    approvedBy: 'security@example.jp',
    reason: 'The old client is replaced in January.',
    until: '2026-12-31',
  },
};
const foreign: Finding = findingOf({
  controls: [],
  enforcement: 'advisory',
  severity: 'low',
  source: { kind: 'policy', id: 'third-party' },
  message: 'it has no name',
});

describe('the resource tree', () => {
  it('shows what stands below the stack and how much each holds', () => {
    expect(renderTree(full, terminal)).toBe(
      '  3 resources in 2 components\n  ├─ hub Hub (2 resources)\n  └─ alone Thing\n',
    );
  });

  it('of an empty stack is a count', () => {
    expect(renderTree(planOf(), terminal)).toBe('  0 resources in 0 components\n');
  });
});

describe('findings', () => {
  it('are shown by control, with what was found and what to do', () => {
    const titles = new Map([['20.1', 'No machine has a public address']]);
    expect(renderFindings([detailed, foreign], titles, {}, terminal)).toBe(
      [
        '20.1 No machine has a public address',
        '  ✗ high vm-denies-public-address',
        '    web: ipConfigurations[0].publicIPAddress must be left',
        '    out, found a reference to web-ip',
        '    Fix: Remove the public address and reach the machine',
        '    through the gateway.',
        '',
        'Other policies',
        '  ✗ low third-party (advisory)',
        '    web: it has no name',
        '',
      ].join('\n'),
    );
  });

  it('of a promise without words are headed by its id', () => {
    expect(renderFindings([detailed], new Map(), {}, terminal)).toMatch(/^Promise 20\.1\n/);
  });

  it('that could not be decided are shown only where they block', () => {
    expect(renderFindings([open], new Map(), {}, terminal)).toBe('');
    expect(renderFindings([open], new Map(), { undetermined: true }, terminal)).toContain(
      '  ? high vm-denies-public-address\n    web: size is not known before deployment, must be at\n    most 10\n',
    );
  });

  it('without a found value say that nothing was found', () => {
    const { found: _, ...missing } = detailed;
    expect(renderFindings([missing], new Map(), {}, terminal).replace(/\s+/g, ' ')).toContain(
      'must be left out, found nothing',
    );
  });

  it('that could not be decided and do not block stand in a group of their own, by policy', () => {
    const place = '    web: size is not known before deployment, must be at\n    most 10\n';
    expect(renderUndetermined([open, open, foreign], {}, terminal)).toBe(
      `  ? high vm-denies-public-address\n${place}${place}`,
    );
    expect(renderUndetermined(Array(5).fill(open), {}, terminal)).toBe(
      `  ? high vm-denies-public-address\n${place.repeat(3)}    … and 2 more places, all in findings.json\n`,
    );
    expect(renderUndetermined([open, foreign], { undetermined: true }, terminal)).toBe('');
  });

  it('that an exception excuses stand in a group of their own, with who, why and until when', () => {
    expect(renderExcused([excused, foreign], {}, terminal)).toBe(
      [
        '  ! high vm-denies-public-address',
        '    web: ipConfigurations[0].publicIPAddress must be left',
        '    out, found a reference to web-ip',
        '    Excused until 2026-12-31 by security@example.jp: The old',
        '    client is replaced in January.',
        '',
      ].join('\n'),
    );
    expect(renderFindings([excused], new Map(), {}, terminal)).toBe('');
    const blocking: Finding = { ...excused, enforcement: 'mandatory' };
    expect(renderExcused([blocking], {}, terminal)).toBe('');
    expect(renderFindings([blocking], new Map(), {}, terminal)).toContain('✗ high');
  });
});

describe('the end of the output', () => {
  it('counts promises', () => {
    const counts = { kept: 1, partly: 2, violated: 3, undetermined: 4, notShown: 5, planned: 6 };
    const promises = Array.from({ length: 21 }, (_, index) => ({
      id: `1.${index}`,
      status: 'kept' as const,
    }));
    const lines = renderCoverage({ promises, counts: { ...counts, notShown: 0 } }, terminal).split('\n');
    expect(lines.map((line) => line.trim()).filter((line) => /^\d/.test(line))).toEqual([
      '1 of 21 promises kept and shown by this preview',
      '3 violated',
      '4 undetermined: a value is known only after deployment',
      '2 kept in part: some of what keeps them does not exist yet',
      '6 not kept yet: nothing that keeps them exists',
    ]);
  });

  it.each<[string, Finding[], boolean, string]>([
    ['nothing found', [], false, 'OK – 3 resources, 0 blocking, 0 advisory, 0 undetermined'],
    ['advice only', [foreign, open], false, 'OK – 3 resources, 0 blocking, 1 advisory, 1 undetermined'],
    [
      'a violation',
      [detailed, foreign, open],
      false,
      'BLOCKED – 3 resources, 1 blocking, 1 advisory, 1 undetermined',
    ],
    [
      'what is excused',
      [excused, foreign],
      false,
      'OK – 3 resources, 0 blocking, 1 advisory, 0 undetermined, 1 excused',
    ],
    [
      'undetermined that blocks',
      [foreign, open],
      true,
      'BLOCKED – 3 resources, 1 blocking, 1 advisory, 1 undetermined',
    ],
  ])('says how it went: %s', (_, findings, undetermined, words) => {
    const totals = totalsOf(findings, { undetermined });
    expect(renderLastLine('dev', totals, full, true, 1.26)).toBe(`yosai preview dev: ${words} (1.3 s)\n`);
  });

  it('does not say OK where nothing was judged', () => {
    const none = totalsOf([], {});
    expect(renderLastLine('dev', none, full, false, 1)).toBe(
      'yosai preview dev: NOT JUDGED – 3 resources, no policy was asked (1.0 s)\n',
    );
  });
});
