import { beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../../lib/findings/finding';
import { readPackProject } from '../../../lib/preview/pack-project';
import type { PreviewResult } from '../../../lib/preview/preview';
import { toFindings } from '../../../lib/preview/to-findings';
import { failFixture, packFolder, previewFixture, resourceNamed } from '../../support/preview-fixture';
import { mistakesOf } from '../../support/results';

const program = '031-judged';

/** A finding as one line: verdict, enforcement, severity, policy, subject, message. */
function lineOf({ verdict, enforcement, severity, source, subject, message }: Finding): string {
  return `${verdict} ${enforcement} ${severity} ${source.id} ${subject.name}: ${message}`;
}

async function judge(packs: readonly string[], packConfigs: readonly unknown[] = []) {
  const result = await previewFixture(program, { packs, packConfigs });
  const findings = toFindings(result.analysis, result.filter);
  return { result, findings, lines: findings.map(lineOf) };
}

describe('what a pack gets to see', () => {
  it('is nothing that is only read, no internal property, no alias, and providers as mended', async () => {
    const { analysis } = await previewFixture('053-reads', { packs: ['witness', 'mend-more'] });
    const names = analysis.diagnostics.map(({ diagnostic }) => diagnostic.urn.split('::').at(-1));
    expect(names).toContain('made');
    expect(names).not.toContain('read');
    const regions = analysis.diagnostics
      .filter(({ diagnostic }) => diagnostic.policy === 'tells-the-region')
      .map(({ diagnostic }) => diagnostic.message.split('\n').at(-1));
    expect(new Set(regions)).toEqual(new Set(['its provider is in mended']));
    const odd = await previewFixture('066-odd-values', { packs: ['witness'] });
    const told = odd.analysis.diagnostics.map(({ diagnostic }) => diagnostic.message).join('\n');
    expect(told).toContain('"__kept":"shown"');
    expect(told).not.toContain('__internal_to_the_provider');
    const aliased = await previewFixture('004-aliases', { packs: ['witness'] });
    for (const { diagnostic } of aliased.analysis.diagnostics) {
      expect(diagnostic.message).toContain('"aliases":[]');
    }
  });
});

describe('a policy pack of a third party', () => {
  let result: PreviewResult;
  let findings: Finding[];
  let lines: string[];
  beforeAll(async () => {
    ({ result, findings, lines } = await judge(['judge']));
  });

  it('judges by enforcement and severity; what it cannot decide is undetermined', () => {
    expect(lines.filter((line) => !line.includes('stack-is-whole'))).toEqual([
      'violated advisory critical keeps-secrets store: the key is [secret]',
      'violated mandatory high name-is-given reader: it has no name',
      "undetermined mandatory low size-is-small later: can't run policy 'size-is-small' from policy pack " +
        "'judge@v1.2.3' during preview: string value at .size can't be known during preview",
      'violated mandatory low size-is-small reader: size must be at most 10, found 20',
    ]);
  });

  it('hands on what to do about a violation, and its own name and version', () => {
    expect(findings.find(({ source }) => source.id === 'name-is-given')).toMatchObject({
      fix: 'Give it a name.',
      source: { kind: 'policy', id: 'name-is-given', pack: 'judge@1.2.3' },
      controls: [],
    });
  });

  it('sees the stack as a whole: parents, providers, dependencies and options', () => {
    const seen = findings.filter(({ source }) => source.id === 'stack-is-whole');
    const whole = seen.find(({ subject }) => subject.kind === 'stack');
    expect(whole).toMatchObject({ message: 'the stack was seen', subject: { name: 'fixture-dev' } });
    const things = seen.filter(({ subject }) => subject.kind === 'resource');
    const told = Object.fromEntries(
      things.map(({ subject, message }) => [subject.name, JSON.parse(message ?? '')]),
    );
    const plainOptions = { protect: false, ignoreChanges: [], create: 0 };
    expect(told).toEqual({
      store: {
        parent: 'group',
        provider: 'mine',
        dependencies: [],
        opts: { protect: true, ignoreChanges: ['tags'], create: 60 },
      },
      reader: {
        parent: 'fixture-dev',
        provider: 'default',
        dependencies: ['store'],
        of: ['store'],
        opts: plainOptions,
      },
      later: { parent: 'fixture-dev', provider: 'default', dependencies: ['reader'], opts: plainOptions },
    });
  });

  it('is counted by policy: compliant, not applicable, reported; what is switched off is not', () => {
    expect(result.analysis.tallies).toEqual([
      {
        pack: 'judge',
        policy: 'name-is-given',
        kind: 'resource',
        compliant: 2,
        notApplicable: 4,
        reported: 1,
      },
      {
        pack: 'judge',
        policy: 'size-is-small',
        kind: 'resource',
        compliant: 1,
        notApplicable: 4,
        reported: 2,
      },
      {
        pack: 'judge',
        policy: 'keeps-secrets',
        kind: 'resource',
        compliant: 6,
        notApplicable: 0,
        reported: 1,
      },
      { pack: 'judge', policy: 'stack-is-whole', kind: 'stack', compliant: 0, notApplicable: 0, reported: 1 },
    ]);
  });

  it('leaves no secret in what comes out', () => {
    expect(JSON.stringify({ plan: result.plan, findings, messages: result.messages })).not.toContain(
      'judged-secret',
    );
  });
});

describe('the configuration of a pack', () => {
  it('changes levels and parameters', async () => {
    const { lines } = await judge(
      ['judge'],
      [
        {
          all: 'disabled',
          'size-is-small': { enforcementLevel: 'advisory', maximum: 19 },
          'never-runs': 'mandatory',
        },
      ],
    );
    expect(lines.filter((line) => line.includes('size-is-small'))).toEqual([
      expect.stringMatching(/^undetermined advisory low size-is-small later: /),
      'violated advisory low size-is-small reader: size must be at most 19, found 20',
    ]);
    expect(lines.filter((line) => line.includes('a disabled policy ran'))).toHaveLength(7);
    expect(lines.filter((line) => !/size-is-small|never-runs/.test(line))).toEqual([]);
  });

  it('is used by policies that cannot do without it', async () => {
    const { lines } = await judge(['strict'], [{ 'region-is-allowed': { regions: ['west'] } }]);
    expect(lines).toEqual([
      'violated mandatory medium region-is-allowed store: region east is not one of west',
    ]);
  });

  it.each([
    ['is missing', {}, 'pack.json:1 region-is-allowed: `regions` is missing'],
    [
      'is of the wrong kind',
      { 'region-is-allowed': { regions: 'east' } },
      'pack.json:1 region-is-allowed.regions: expected a list, found the text "east"',
    ],
    [
      'names no policy',
      { 'region-is-alowed': 'advisory', all: 'disabled' },
      'pack.json:1 region-is-alowed: the pack has no policy "region-is-alowed"; did you mean `region-is-allowed`?',
    ],
  ])('that %s is refused', async (_, config, text) => {
    const failure = await failFixture(program, { packs: ['strict'], packConfigs: [config] });
    expect(failure).toMatchObject({ kind: 'packConfig', text });
  });
});

describe('remediation', () => {
  it('changes what is registered and says so; where a value is not known it says that', async () => {
    const { result, lines } = await judge(['mend']);
    expect(resourceNamed(result.plan, 'store').inputs).toMatchObject({
      owner: 'platform',
      key: { 'yosai:value': 'secret' },
    });
    const urn = 'urn:pulumi:dev::fixture::test:groups:Group$test:index:Thing::store';
    expect(result.analysis.remediations).toEqual([{ pack: 'mend', policy: 'owner-is-set', urn }]);
    expect(result.analysis.notes).toContain(
      "can't run remediation 'size-is-known' from policy pack 'mend@v1.2.3' during preview: " +
        "string value at .size can't be known during preview",
    );
    expect(lines).toEqual([
      'violated mandatory medium owner-is-set later: it has no owner',
      'violated mandatory medium owner-is-set reader: it has no owner',
      'violated mandatory medium stays-wrong store: it is still wrong',
    ]);
    expect(JSON.stringify(result.plan)).not.toContain('judged-secret');
  });

  it('that throws is a failure of the pack, not of the program', async () => {
    const failure = await failFixture(program, { packs: ['mend-broken'] });
    expect(failure.kind).toBe('pack');
    expect(failure.text).toMatch(
      /'breaks' from policy pack 'mend-broken@v1\.2\.3':\nError: the remediation is broken$/,
    );
  });
});

describe('a pack that fails says why', () => {
  it.each([
    ['throws in a policy', 'broken', /analyze failed: .*'breaks'.*\nError: the policy is broken$/],
    ['ends while it judges', 'exits', /it ended while it was needed \(exit code 7\)\n {2}about to end$/],
    [
      'lacks a module',
      'lost',
      /it ended before it served any policy .*\n.*\n.*Cannot find module 'a-module-that-nobody-installed'/,
    ],
  ])('when it %s', async (_, pack, text) => {
    const failure = await failFixture(program, { packs: [pack] });
    expect(failure.kind).toBe('pack');
    expect(failure.text).toMatch(text);
    expect(failure.text).not.toMatch(/^\s+at /m);
  });

  it('when it never serves', async () => {
    const failure = await failFixture(program, { packs: ['silent'], packStartLimitMs: 1500 });
    expect(failure.kind).toBe('pack');
    expect(failure.text).toMatch(/packs\/silent: it did not start within 1\.5 s$/);
  });

  it.each([
    [
      'no-file',
      'test/fixtures/packs/no-file: found no PulumiPolicy.yaml in this folder, so it is not a policy pack',
    ],
    [
      'python',
      "test/fixtures/packs/python/PulumiPolicy.yaml: found the runtime 'python'; yosai preview supports policy packs of nodejs",
    ],
    [
      'nowhere',
      'test/fixtures/packs/nowhere: found no such folder, expected a policy pack. Give the folder that holds PulumiPolicy.yaml',
    ],
  ])('before it is started (%s)', (pack, text) => {
    expect(mistakesOf(readPackProject(packFolder(pack)), process.cwd())).toEqual([text]);
  });
});

describe('several packs', () => {
  it('judge side by side, and one may print before it serves', async () => {
    const { result, lines } = await judge(['judge', 'noisy']);
    expect(result.packs.map(({ name, version }) => `${name} ${version}`)).toEqual([
      'judge 1.2.3',
      'noisy 1.2.3',
    ]);
    expect(lines).toContain('violated advisory medium says-hello fixture-dev: hello');
    expect(lines).toContain('violated mandatory high name-is-given reader: it has no name');
  });

  it('fail together when one of them does', async () => {
    const failure = await failFixture(program, { packs: ['judge', 'broken'] });
    expect(failure).toMatchObject({ kind: 'pack', text: expect.stringContaining('the policy is broken') });
  });
});
