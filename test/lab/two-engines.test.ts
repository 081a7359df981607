import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readStackOutputs } from '../../lib/preview/stack-outputs';
import { describeLab } from '../support/lab';
import { deployed, officialRun } from '../support/official-engine';
import { officialPreview } from '../support/official-preview';
import { previewFixture, runFixture } from '../support/preview-fixture';
import { expectValue } from '../support/results';
import { temporaryFolder } from '../support/temporary-folder';
import { inBothEngines, packArguments } from '../support/two-engines';

/** Programs that come to their end, and what they need. 032-debug counts messages that our engine spares. */
const programs: readonly (readonly [string, { readonly config?: readonly string[] }])[] = [
  ['001-components', {}],
  ['002-secrets', { config: ['token=a-token-in-the-clear'] }],
  ['003-unknowns', {}],
  ['004-aliases', {}],
  ['005-providers', {}],
  ['006-invokes', {}],
  ['008-transforms', {}],
  ['009-transformations', {}],
  ['010-options', {}],
  ['011-assets', { config: ['offline=true'] }],
  ['012-references', {}],
  ['013-dynamic', {}],
  ['014-messages', {}],
  ['025-hooks', {}],
  ['027-config', { config: ['token=a-token', 'mixed={"open":1,"closed":"a-closed-value"}'] }],
  ['028-many', {}],
  ['029-module', {}],
  ['031-judged', {}],
  ['040-nested-secrets', {}],
  ['041-secret-outputs', {}],
  ['042-secret-unknowns', {}],
  ['043-nested-unknowns', {}],
  ['044-provider-maps', {}],
  ['045-provider-inputs', {}],
  ['046-component-dependencies', {}],
  ['047-property-dependencies', {}],
  ['048-nested-references', {}],
  ['049-archives', {}],
  ['050-invoke-options', {}],
  ['051-inherited-aliases', {}],
  ['052-more-options', {}],
  ['053-reads', {}],
  ['054-imports', {}],
  ['055-transform-order', {}],
  ['056-transformed-options', {}],
  ['057-transformed-values', {}],
  ['058-transformations', {}],
  ['059-waves', {}],
  ['060-inherited-options', {}],
  ['061-config-objects', {}],
  ['062-typescript', {}],
  ['063-async-program', {}],
  ['064-module-function', {}],
  ['065-async-component', {}],
  ['066-odd-values', {}],
  ['067-stack-outputs', {}],
  ['068-surroundings', {}],
  ['069-logs', {}],
];

describeLab('both engines say the same of', () => {
  it.each(programs)('%s', async (name, options) => {
    const { ours, official } = await inBothEngines(name, { ...options, packs: ['witness'] });
    expect(ours).toEqual(official);
  });

  it('007-stack-reference, of a stack that is there and of its plan', async () => {
    const beside = await deployed('071-platform', 'prod');
    const { plan } = await previewFixture('071-platform', { stack: 'prod' });
    const file = path.join(temporaryFolder(), 'plan.json');
    writeFileSync(file, JSON.stringify(plan));
    const stackOutputs = expectValue(readStackOutputs([file])).outputs;
    const { ours, official } = await inBothEngines('007-stack-reference', {
      ...{ stackOutputs, beside, packs: ['witness'] },
    });
    expect(ours).toEqual(official);
  });
});

const inAPack: readonly (readonly [string, string, readonly string[], readonly unknown[]])[] = [
  ['a pack that judges resources and the stack', '031-judged', ['judge'], []],
  ['a pack that mends resources', '031-judged', ['mend'], []],
  ['packs that judge what others mend', '044-provider-maps', ['witness', 'mend-more', 'judge'], []],
  [
    'a pack with levels and parameters',
    '031-judged',
    ['judge'],
    [{ all: 'advisory', 'size-is-small': { enforcementLevel: 'mandatory', maximum: 25 } }],
  ],
  [
    'a pack with policies switched on and off',
    '031-judged',
    ['judge', 'mend'],
    [{ 'never-runs': 'mandatory', 'name-is-given': 'disabled' }, { 'owner-is-set': 'mandatory' }],
  ],
  [
    'a pack that needs parameters',
    '005-providers',
    ['strict'],
    [{ 'region-is-allowed': { regions: ['east'] } }],
  ],
];

describeLab('both engines hear the same of', () => {
  it.each(inAPack)('%s', async (_, program, packs, packConfigs) => {
    const { ours, official } = await inBothEngines(program, { packs, packConfigs });
    expect(ours.violations.length).toBeGreaterThan(0);
    expect(ours).toEqual(official);
  });
});

describeLab('two packs that mend resources', () => {
  it('build on each other, in the official engine in the order in which they come up', async () => {
    const packs = ['mend', 'mend-more'];
    const first = await inBothEngines('031-judged', { packs });
    const second = await inBothEngines('031-judged', { packs: packs.toReversed() });
    expect(first.ours).not.toEqual(second.ours);
    const orders = [first.ours, second.ours];
    expect(orders).toContainEqual(first.official);
    expect(orders).toContainEqual(second.official);
  });
});

/** Name, program, configuration, and words of both engines; the third are the official engine's where they differ. */
const refused: readonly (readonly [string, string, readonly string[], string, string | undefined])[] = [
  ['a program that throws at once', '015-throws', ['how=sync'], 'thrown at once', undefined],
  ['a program that throws in an apply', '015-throws', ['how=apply'], 'thrown in an apply', undefined],
  ['a program that rejects a promise', '015-throws', ['how=reject'], 'rejected by the program', undefined],
  [
    'a program that lacks a configuration value',
    '015-throws',
    ['how=config'],
    "Missing required configuration variable 'fixture:missing'",
    undefined,
  ],
  ['a program that does not parse', '016-syntax-error', [], 'SyntaxError', undefined],
  ['a program that lacks a module', '017-missing-module', [], 'a-module-that-nobody-installed', undefined],
  ['a program without its main file', '018-missing-main', [], 'dist/index.js', undefined],
  ['a program that registers a resource twice', '022-duplicate', [], 'Duplicate resource URN', undefined],
  [
    'a program that names a parent that nobody registered',
    '023-unknown-parent',
    [],
    'Group::nobody',
    undefined,
  ],
  ['a program that ends with a code of its own', '021-exits', ['code=3'], 'exit code', undefined],
  ['a timeout that is none', '072-refused-options', ['how=timeout'], "'soon'", 'Value soon'],
  [
    'a version that is none',
    '072-refused-options',
    ['how=version'],
    "version 'one.two'",
    'No Major.Minor.Patch elements found',
  ],
  [
    'such a version of a provider',
    '072-refused-options',
    ['how=providerVersion'],
    "version 'one.two'",
    'No Major.Minor.Patch elements found',
  ],
  [
    'a resource without a provider where it has to name one',
    '012-references',
    ['pulumi:disable-default-providers=["test"]'],
    "Default provider for 'test' disabled",
    undefined,
  ],
];

describeLab('both engines refuse', () => {
  it.each(refused)('%s', async (_, name, config, words, officialWords) => {
    const [ours, official] = await Promise.all([
      runFixture(name, { config }),
      officialRun(name, { config }).then((run) => officialPreview(run)),
    ]);
    expect(ours.ok ? '' : ours.failure.text).toContain(words);
    expect(official.failed).toBe(true);
    expect(official.output).toContain(officialWords ?? words);
  });

  it.each([
    ['a pack that throws', 'broken', {}, 'the policy is broken', undefined],
    [
      'a parameter that does not fit its schema',
      'judge',
      { 'size-is-small': { maximum: 'many' } },
      'expected a whole number, found the text "many"',
      'Invalid type. Expected: integer',
    ],
    ['a parameter that is missing', 'strict', {}, 'regions', undefined],
  ])('%s', async (_, pack, packConfig, words, officialWords) => {
    const packs = { packs: [pack], packConfigs: [packConfig] };
    const [ours, official] = await Promise.all([
      runFixture('031-judged', packs),
      officialRun('031-judged').then((run) => officialPreview(run, packArguments(packs))),
    ]);
    expect(ours.ok ? '' : ours.failure.text).toContain(words);
    expect(official.failed).toBe(true);
    expect(official.output).toContain(officialWords ?? words);
  });
});
