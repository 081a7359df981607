import { describe, expect, it } from 'vitest';
import { loadBaseline } from '../../../lib/baseline';
import { commandsFor } from '../../../lib/host-audit/collector/all-commands';
import { readFacts } from '../../../lib/host-audit/facts/read-facts';
import { fewCommands } from '../../support/few-commands';

const baseline = loadBaseline('baselines');
if (!baseline.ok) throw new Error('the baselines are wrong');
const commands = commandsFor(baseline.value);

const good = 'ii \tbash\t5.2.15-2+b9\n';

/** What is known of the packages when their command ended like this. */
function packagesAfter(stdout: string | Buffer, code: number | 'none' = 0, said = '') {
  const end = { code: code === 'none' ? undefined : code, message: said };
  const output = { name: 'packages', stdout: Buffer.from(stdout), ...end };
  return readFacts({ outputs: new Map([['packages', output]]), isWhole: true }, commands).packages;
}

describe('a fact', () => {
  it('is known when its command ended well and printed what it must', () => {
    expect(packagesAfter(good)).toEqual({ value: { bash: { state: 'ii', version: '5.2.15-2+b9' } } });
  });

  it.each([
    ['did not come to its end', packagesAfter(good, 'none')],
    ['took longer than 10 seconds', packagesAfter(good, 124)],
    ['took longer than 10 seconds', packagesAfter(good, 137)],
    ['is not there', packagesAfter('', 127)],
    ['ended with 2: no such option', packagesAfter(good, 2, 'no such option')],
    ['printed more than 1048576 bytes', packagesAfter('x'.repeat(1024 * 1024 + 1), 141)],
    ['expected state, name and version of a package, found "junk"', packagesAfter('junk\n')],
    ['expected state, name and version of a package', packagesAfter(Buffer.from([0xff, 0, 0x1b]))],
    ['/bash/state: Expected string to match', packagesAfter('9 \tbash\t1\n')],
  ])('%s', (why, fact) => {
    expect(fact).toEqual({ unknown: expect.stringContaining(why) });
  });

  it('is unknown when the collector never came to it', () => {
    const facts = readFacts({ outputs: new Map(), isWhole: false }, commands);
    expect(Object.values(facts).filter((fact) => !('unknown' in fact))).toEqual([]);
    expect(facts.packages).toEqual({ unknown: 'dpkg-query was not run: the connection ended before' });
  });

  it('of root says that the account may not ask for it', () => {
    const output = { stdout: Buffer.of(), code: 1, message: 'sudo: a password is required' };
    const { kernelSettings } = readFacts(
      { outputs: new Map([['kernelSettings', { name: 'kernelSettings', ...output }]]), isWhole: true },
      commands,
    );
    expect(kernelSettings).toEqual({
      unknown: '/usr/sbin/sysctl may not be run as root: sudo: a password is required',
    });
  });
});

describe('a fact of root', () => {
  const few = fewCommands({ kernelSettings: { run: ['/usr/sbin/sysctl'], asRoot: true, good: [0, 1] } });
  const ended = (stdout: string, code: number, message: string) => {
    const output = { name: 'kernelSettings', stdout: Buffer.from(stdout), code, message };
    return readFacts({ outputs: new Map([['kernelSettings', output]]), isWhole: true }, few).kernelSettings;
  };
  const warning = 'sudo: unable to resolve host app-1: Name or service not known';

  // Messages of sudo 1.9.13p3 and dash 0.5.12 of Debian 12.
  it.each([
    [
      `${warning} sudo: a password is required`,
      1,
      '/usr/sbin/sysctl may not be run as root: sudo: a password is required',
    ],
    ['sh: 31: sudo: not found', 127, 'sudo is not there'],
    [
      `timeout: failed to run command '/usr/sbin/sysctl': No such file or directory`,
      127,
      '/usr/sbin/sysctl is not there',
    ],
  ])('after %j (%i) is unknown', (message, code, unknown) => {
    expect(ended('', code, message)).toEqual({ unknown });
  });

  it('is known although sudo warns', () => {
    expect(ended('a = 1\n', 1, warning)).toEqual({ value: { a: '1' } });
  });
});
