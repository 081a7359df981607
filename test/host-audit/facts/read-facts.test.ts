import { describe, expect, it } from 'vitest';
import { loadBaseline } from '../../../lib/baseline';
import { commandsFor } from '../../../lib/host-audit/collector/all-commands';
import { readFacts } from '../../../lib/host-audit/facts/read-facts';

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
