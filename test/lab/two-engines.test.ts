import { expect, it } from 'vitest';
import { describeLab } from '../support/lab';
import { officialRun } from '../support/official-engine';
import { officialPreview } from '../support/official-preview';
import { runFixture } from '../support/preview-fixture';
import { inBothEngines } from '../support/two-engines';

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
});

describeLab('both engines hear the same of', () => {
  it.each([
    ['a pack that judges resources and the stack', 'judge'],
    ['a pack that mends resources', 'mend'],
  ])('%s', async (_, pack) => {
    const { ours, official } = await inBothEngines('031-judged', { packs: [pack] });
    expect(ours.violations.length).toBeGreaterThan(0);
    expect(ours).toEqual(official);
  });
});

describeLab('both engines refuse', () => {
  it.each([
    ['a program that throws at once', '015-throws', ['how=sync'], 'thrown at once'],
    ['a program that throws in an apply', '015-throws', ['how=apply'], 'thrown in an apply'],
    ['a program that rejects a promise', '015-throws', ['how=reject'], 'rejected by the program'],
    [
      'a program that lacks a configuration value',
      '015-throws',
      ['how=config'],
      "Missing required configuration variable 'fixture:missing'",
    ],
    ['a program that does not parse', '016-syntax-error', [], 'SyntaxError'],
    ['a program that lacks a module', '017-missing-module', [], 'a-module-that-nobody-installed'],
    ['a program without its main file', '018-missing-main', [], 'dist/index.js'],
    ['a program that registers a resource twice', '022-duplicate', [], 'Duplicate resource URN'],
    ['a program that names a parent that nobody registered', '023-unknown-parent', [], 'Group::nobody'],
    ['a program that ends with a code of its own', '021-exits', ['code=3'], 'exit code'],
  ])('%s', async (_, name, config, words) => {
    const ours = await runFixture(name, { config });
    expect(ours.ok ? '' : ours.failure.text).toContain(words);
    const official = await officialPreview(await officialRun(name, { config }));
    expect(official.failed).toBe(true);
    expect(official.output).toContain(words);
  });
});
