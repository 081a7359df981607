import { describe, expect, it } from 'vitest';
import { readFacts } from '../../../lib/host-audit/facts/read-facts';
import { fewCommands } from '../../support/few-commands';

const commands = fewCommands({
  packages: { run: ['dpkg-query'] },
  kernelSettings: { run: ['/usr/sbin/sysctl'], asRoot: true, good: [0, 1], bytes: 100, seconds: 3 },
});

/** What becomes of the kernel's settings when their command ends so. */
function read(stdout: string, code: number | undefined, message = '') {
  const output = { name: 'kernelSettings', stdout: Buffer.from(stdout), code, message };
  const transcript = { outputs: new Map([['kernelSettings', output]]), isWhole: true };
  return readFacts(transcript, commands).kernelSettings;
}

describe('a fact', () => {
  // Messages of sudo 1.9.13p3 and dash 0.5.12 of Debian 12.
  it.each<[string, string, number | undefined, string, string]>([
    [
      'whose command sudo refuses',
      '',
      1,
      'sudo: a password is required',
      '/usr/sbin/sysctl may not be run as root: sudo: a password is required',
    ],
    [
      'whose command sudo refuses on a host that does not know its name',
      '',
      1,
      'sudo: unable to resolve host app-1: Name or service not known sudo: a password is required',
      '/usr/sbin/sysctl may not be run as root: sudo: unable to resolve host app-1: Name or service not known sudo: a password is required',
    ],
    ['for which sudo is missing', '', 127, 'sh: 31: sudo: not found', 'sudo is not there'],
    [
      'whose command is missing',
      '',
      127,
      `timeout: failed to run command '/usr/sbin/sysctl': No such file or directory`,
      '/usr/sbin/sysctl is not there',
    ],
    ['whose command took too long', 'a = 1\n', 124, '', '/usr/sbin/sysctl took longer than 3 seconds'],
    ['whose command was killed', 'a = 1\n', 137, '', '/usr/sbin/sysctl took longer than 3 seconds'],
    ['whose command failed', 'a = 1\n', 2, 'sysctl: no', '/usr/sbin/sysctl ended with 2: sysctl: no'],
    ['whose command did not end', 'a = 1\n', undefined, '', '/usr/sbin/sysctl did not come to its end'],
    ['of which there is too much', 'a'.repeat(101), 0, '', '/usr/sbin/sysctl printed more than 100 bytes'],
    [
      'that looks otherwise',
      'what?\n',
      0,
      '',
      '/usr/sbin/sysctl: expected a kernel setting such as fs.suid_dumpable = 0, found "what?"',
    ],
  ])('%s is unknown', (_, stdout, code, message, expected) => {
    expect(read(stdout, code, message)).toEqual({ unknown: expected });
  });

  it('is known when its command ends well, whatever sudo warns of', () => {
    const warning = 'sudo: unable to resolve host app-1: Name or service not known';
    expect(read('a = 1\n', 1, warning)).toEqual({ value: { a: '1' } });
    expect(read('a = 1\n', 0)).toEqual({ value: { a: '1' } });
  });

  it('that did not arrive is unknown', () => {
    const facts = readFacts({ outputs: new Map(), isWhole: false }, commands);
    expect(facts.packages).toEqual({ unknown: 'dpkg-query was not run: the connection ended before' });
  });
});
