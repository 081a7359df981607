import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadBaseline } from '../../../lib/baseline';
import { commandsFor } from '../../../lib/host-audit/collector/all-commands';
import { digestsOf, stillKnown } from '../../../lib/host-audit/facts/command-digest';
import { readDocument } from '../../../lib/host-audit/facts/read-document';
import { keptFacts } from '../../support/kept-facts';
import { expectValue } from '../../support/results';
import { temporaryFolder } from '../../support/temporary-folder';

const baseline = expectValue(loadBaseline(path.resolve(__dirname, '../../../baselines')));
const commands = commandsFor(baseline);

const document = {
  ...keptFacts,
  collected: { ...keptFacts.collected, commands: digestsOf(commands) },
  facts: {
    packages: { value: { sudo: { state: 'ii', version: '1.9' } } },
    kernelSettings: { unknown: 'sudo refuses' },
  },
};

function read(changed: unknown) {
  const file = path.join(temporaryFolder(), 'app-1.facts.json');
  writeFileSync(file, typeof changed === 'string' ? changed : JSON.stringify(changed));
  return readDocument(file);
}

describe('kept facts', () => {
  it('are read as they were written', () => expect(read(document)).toEqual({ ok: true, value: document }));

  it('in a form of another version are unknown, and those that this one does not know are left out', () => {
    const facts = { packages: { value: ['sudo'] }, weather: { value: 'fine' } };
    expect(read({ ...document, facts })).toMatchObject({
      value: { facts: { packages: { unknown: 'it was kept in another form; collect anew' } } },
    });
    expect(read({ ...document, facts })).not.toHaveProperty('value.facts.weather');
  });

  it.each<[string, unknown, RegExp, string | undefined]>([
    ['no JSON', '{', /^could not be read as JSON: /, undefined],
    ['nothing', 'null', /^found the form nothing, expected "yosai-facts\/1"$/, undefined],
    ['another form', { ...document, form: 'yosai-facts/2' }, /^found the form "yosai-facts\/2"/, undefined],
    [
      'findings of an audit',
      { version: 1, verdict: 'ok', hosts: [], findings: [] },
      /^is a result, as it holds findings; facts stand in files that end in \.facts\.json$/,
      undefined,
    ],
    [
      'what a probe saw',
      { form: 'yosai-probe/1', findings: [] },
      /^is a result, as it holds findings;/,
      undefined,
    ],
    [
      'a host without a role',
      { ...document, host: { ...document.host, role: undefined } },
      /^is missing; expected a text that is not empty; take it as `yosai audit` wrote it, or collect anew$/,
      'host.role',
    ],
    ['a host that is none', { ...document, host: [] }, /^expected a mapping, found a list; take it/, 'host'],
    [
      'on a platform that is no answer',
      { ...document, host: { ...document.host, onAzure: 'no' } },
      /^expected true or false, found the text "no"; take it/,
      'host.onAzure',
    ],
    [
      'of a command that is no digest',
      { ...document, collected: { ...document.collected, commands: { 'a/b': 'x' } } },
      /^expected a text like \^\[0-9a-f\]\{16\}\$, found the text "x"; take it/,
      'collected.commands["a/b"]',
    ],
    [
      'that took less than no time',
      { ...document, collected: { ...document.collected, seconds: -1 } },
      /^expected a number from 0 on, found the number -1; take it/,
      'collected.seconds',
    ],
    [
      'a host of a name that would steer the terminal',
      { ...document, host: { ...document.host, name: '\u001b[2Jx' } },
      /^expected a text like \^.*\$, found the text "\\u001b\[2Jx"; take it/,
      'host.name',
    ],
    [
      'a host of an address that would steer it',
      { ...document, host: { ...document.host, address: '\u001b[2J' } },
      /^expected a text like \^.*\$, found the text "\\u001b\[2J"; take it/,
      'host.address',
    ],
    [
      'of no day',
      { ...document, collected: { ...document.collected, at: '2026-13-45T00:00:00.000Z' } },
      /^2026-13-45T00:00:00.000Z is no date$/,
      'collected.at',
    ],
    [
      'of a form without end',
      { ...document, form: 'y'.repeat(100_000) },
      /^found the form "y{60}…", expected/,
      undefined,
    ],
    [
      'another port',
      { ...document, host: { ...document.host, port: 0 } },
      /^expected a whole number from 1 to 65535, found the number 0; take it/,
      'host.port',
    ],
    [
      'words of its own',
      { ...document, verdict: 'compliant' },
      /^has no place in the document; take it/,
      'verdict',
    ],
  ])('that are %s are refused', (_, changed, text, at) => {
    const result = read(changed);
    if (result.ok) throw new Error('it was read');
    expect(result.mistakes[0]?.text).toMatch(text);
    expect(result.mistakes[0]?.path).toBe(at);
  });

  it('do not answer what is asked in another way today, nor what was not asked', () => {
    const value = { value: { sudo: { state: 'ii', version: '1.9' } } };
    const asked = digestsOf(commands);
    expect(stillKnown({ packages: value }, asked, commands)).toMatchObject({
      packages: value,
      kernelSettings: { unknown: 'it was not collected' },
    });
    const more = { ...commands, packages: { ...commands.packages, asRoot: true as const } };
    expect(stillKnown({ packages: value }, asked, more).packages).toEqual({
      unknown: 'the baseline asks more of it than was collected; collect anew',
    });
  });
});
