import { expect, it } from 'vitest';
import { describeLab } from '../support/lab';
import { officialRun } from '../support/official-engine';
import { packFolder, previewFixture, runFixture } from '../support/preview-fixture';
import { byUrn, fromPlan, officialPreview, violationsOf } from '../support/two-engines';

/** Programs that come to their end, and what they need. */
const programs: readonly (readonly [string, { readonly config?: readonly string[] }])[] = [
  ['001-components', {}],
  ['002-secrets', { config: ['token=a-token-in-the-clear'] }],
  ['003-unknowns', {}],
  ['004-aliases', {}],
  ['005-providers', {}],
  ['008-transforms', {}],
  ['009-transformations', {}],
  ['010-options', {}],
  ['011-assets', { config: ['offline=true'] }],
  ['012-references', {}],
  ['014-messages', {}],
  ['014-messages', { config: ['fail=true'] }],
  ['028-many', {}],
  ['029-module', {}],
  ['031-judged', {}],
  ['032-debug', {}],
];

describeLab('both engines say the same of', () => {
  it.each(programs)('%s', async (name, options) => {
    const ours = await previewFixture(name, options);
    const official = await officialPreview(await officialRun(name, options));
    expect(official.failed, official.output).toBe(false);
    expect(byUrn(fromPlan(ours.plan))).toEqual(byUrn(official.resources));
  });
});

describeLab('both engines hear the same of', () => {
  it.each([
    ['a pack that judges resources and the stack', 'judge'],
    ['a pack that mends resources', 'mend'],
  ])('%s', async (_, pack) => {
    const ours = await previewFixture('031-judged', { packs: [pack] });
    const official = await officialPreview(await officialRun('031-judged'), [
      '--policy-pack',
      packFolder(pack),
    ]);
    // The official engine tells a remediation that could not run as a violation, ours as a note.
    const isNote = ({ message }: { message: string }) => message.startsWith("can't run remediation");
    const violations = official.violations.filter((violation) => !isNote(violation));
    const notes = official.violations.filter(isNote).map(({ message }) => message);
    expect(violations.length, official.output).toBeGreaterThan(0);
    expect(byUrn(violationsOf(ours))).toEqual(byUrn(violations));
    expect(ours.analysis.notes.map((note) => note.trim()).sort()).toEqual(notes.sort());
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
