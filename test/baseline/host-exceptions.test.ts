import path from 'node:path';
import { describe, expect, it } from 'vitest';
import registerSchema from '../../baselines/schema/exception-register.schema.json';
import inventorySchema from '../../baselines/schema/host-inventory.schema.json';
import { loadBaseline, loadExceptions } from '../../lib/baseline';
import { expectValue, mistakesOf } from '../support/results';
import { temporaryFolder } from '../support/temporary-folder';

const baseline = expectValue(loadBaseline(path.resolve(__dirname, '../../baselines')));

const whole = {
  requirement: 'kernel-kexec-load-disabled',
  host: 'aoba-app-1',
  reason: 'Crash dumps are taken until the kernel is mended.',
  requestedBy: 'operations@example.jp',
  approvedBy: 'security@example.jp',
  validFrom: '2026-12-01',
  validUntil: '2026-12-31',
};

type Given = Readonly<Record<string, string | undefined>>;

function load(entries: readonly Given[], before = 'exceptions: []\n') {
  const items = entries.map((entry) => {
    const lines = Object.entries({ ...whole, ...entry }).filter(([, value]) => value !== undefined);
    return `  - ${lines.map(([key, value]) => `${key}: ${value}`).join('\n    ')}\n`;
  });
  const folder = temporaryFolder({ 'exceptions.yaml': `${before}hostExceptions:\n${items.join('')}` });
  return { folder, result: loadExceptions(path.join(folder, 'exceptions.yaml'), baseline) };
}

describe('exceptions of hosts', () => {
  it('stand beside those of policies, with the places of their lines', () => {
    const { document, value } = expectValue(load([{}, { host: 'aoba-app-2' }]).result);
    expect(value.hostExceptions).toEqual([whole, { ...whole, host: 'aoba-app-2' }]);
    expect(document.placeOf(['hostExceptions', 1]).line).toBe(10);
  });

  it.each<[string, Given, string]>([
    [
      'a requirement that is misspelt',
      { requirement: 'kernel-kexec-load-disable' },
      ':3 hostExceptions[0].requirement: there is no requirement "kernel-kexec-load-disable"; did you mean `kernel-kexec-load-disabled`?',
    ],
    [
      'a requirement by the name of what every object has',
      { requirement: 'constructor' },
      ':3 hostExceptions[0].requirement: there is no requirement "constructor"',
    ],
    [
      'a host that is a pattern',
      { host: "'aoba-*'" },
      ':4 hostExceptions[0].host: "aoba-*" is not a host\'s name as an audit prints it, such as aoba-app-1 (letter by letter, one host an entry)',
    ],
    [
      'several hosts',
      { host: '[aoba-app-1, aoba-app-2]' },
      ':4 hostExceptions[0].host: expected text, found a list',
    ],
    ['no host', { host: undefined }, ':3 hostExceptions[0]: `host` is missing'],
    ['no reason', { reason: 'short' }, ':5 hostExceptions[0].reason: "short"'],
    [
      'approval by another address of who asked',
      { approvedBy: 'Operations+approval@example.jp' },
      ':7 hostExceptions[0].approvedBy: "Operations+approval@example.jp" asked for it; somebody else has to approve',
    ],
    [
      'a day that does not exist',
      { validUntil: '2026-02-30' },
      ':9 hostExceptions[0].validUntil: "2026-02-30" is not a date of the calendar',
    ],
    [
      'a day more than the baseline admits',
      { validUntil: '2027-03-03' },
      ':9 hostExceptions[0].validUntil: 93 days from 2026-12-01 to 2027-03-03 are more than 92, for which a violation is excused at most',
    ],
    ['a key of policies', { path: 'a' }, ':10 hostExceptions[0].path: unknown key'],
    [
      'what looks like a secret',
      { reason: 'The old one was -----BEGIN OPENSSH PRIVATE KEY----- and is replaced.' },
      ':5 hostExceptions[0].reason: holds what looks like a secret (private key)',
    ],
  ])('refuse %s', (_, more, expected) => {
    const { folder, result } = load([more]);
    const [mistake, ...others] = mistakesOf(result, folder);
    expect(mistake).toContain(`exceptions.yaml${expected}`);
    expect(others).toEqual([]);
  });

  it.each<[string, Given]>([
    ['for later days', { validFrom: '2027-01-01', validUntil: '2027-03-31' }],
    ['by a name in another case', { host: 'AOBA-App-1' }],
  ])('refuse what excuses a violation once more %s', (_, more) => {
    const { folder, result } = load([{}, more]);
    expect(mistakesOf(result, folder)).toEqual([
      expect.stringMatching(
        /^exceptions\.yaml:10 hostExceptions\[1\]: what it excuses, kernel-kexec-load-disabled by (AOBA-App-1|aoba-app-1), is excused on line 3 already; change the days there when it is approved anew$/,
      ),
    ]);
  });

  it('are told with mistakes in those of policies, in the order of lines', () => {
    const { folder, result } = load([{ approvedBy: 'operations@example.jp' }], 'exceptions:\n  - {}\n');
    const lines = mistakesOf(result, folder).map((line) => line.replace(/: .*/, ''));
    expect(new Set(lines)).toEqual(
      new Set(['exceptions.yaml:2 exceptions[0]', 'exceptions.yaml:8 hostExceptions[0].approvedBy']),
    );
  });

  it('name hosts in the form of the inventory', () => {
    expect(registerSchema.definitions.hostException.properties.host.pattern).toBe(
      inventorySchema.definitions.name.pattern,
    );
  });
});
