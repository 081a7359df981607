import { describe, expect, it } from 'vitest';
import { auditedHost, judged, type Said } from '../../../support/audited-host';

describe('secure boot', () => {
  it.each<[string, Said, string]>([
    ['is on', '   6   0   0   0   1\n', 'compliant'],
    ['is off', '   6   0   0   0   0\n', 'violated: secure boot is off'],
    ['is not there', 'bios\n', 'violated: the machine started without UEFI'],
    [
      'says something else',
      '   6   0   0\n',
      'undetermined: sh: expected the five bytes of the variable SecureBoot, found "   6   0   0\\n"',
    ],
    [
      'does not say',
      { code: 1, message: 'od: Permission denied' },
      'undetermined: sh ended with 1: od: Permission denied',
    ],
  ])('%s', (_, secureBoot, expected) => {
    expect(judged('secure-boot-is-on', auditedHost({ secureBoot }))).toBe(expected);
  });
});

describe('the kernel', () => {
  it.each<[string, Said, string]>([
    ['has only its own modules', '0\n', 'compliant'],
    ['warned and had a lockup, which says nothing of modules', `${2 ** 9 + 2 ** 14}\n`, 'compliant'],
    [
      'has one from outside, without a signature',
      '12288\n',
      'violated: a module from outside the kernel was loaded, a module without a signature was loaded',
    ],
    ['has a proprietary one', '1\n', 'violated: a proprietary module was loaded'],
    ['says something else', 'P\n', 'undetermined: cat: expected a number, found "P\\n"'],
  ])('%s', (_, kernelTaint, expected) => {
    expect(judged('kernel-is-not-tainted', auditedHost({ kernelTaint }))).toBe(expected);
  });

  it.each<[string, Said, string]>([
    ['audits from its start', 'root=/dev/vda rw audit=1 audit_backlog_limit=8192 quiet\n', 'compliant'],
    ['audits after all', 'audit=0 audit_backlog_limit=8192 root=/dev/vda audit=1\n', 'compliant'],
    ['is told both', 'audit=1 audit_backlog_limit=8192 audit=0\n', 'violated: audit=0'],
    [
      'is told nothing',
      'root=/dev/vda rw\n',
      'violated: the kernel was started without audit=1, the kernel was started without audit_backlog_limit=8192',
    ],
    ['lets few wait', 'audit=1 rw\n', 'violated: the kernel was started without audit_backlog_limit=8192'],
    ['does not say', { code: 1 }, 'undetermined: cat ended with 1'],
  ])('%s', (_, kernelCommandLine, expected) => {
    expect(judged('audit-from-start', auditedHost({ kernelCommandLine }))).toBe(expected);
  });
});

describe('core dumps', () => {
  it.each<[string, Said, string]>([
    ['of no size', 'core\n0\n0\n', 'compliant'],
    ['thrown away', '|/bin/false\nunlimited\ninfinity\n', 'compliant'],
    ['thrown away with words', '|/usr/bin/true %p\nunlimited\ninfinity\n', 'compliant'],
    [
      'handed to a program of a like name',
      '|/bin/true-keeper %p\n0\n0\n',
      'violated: dumps are handed to /bin/true-keeper %p',
    ],
    [
      'as Debian has them',
      'core\nunlimited\ninfinity\n',
      'violated: a session may dump without limit, services may dump without limit',
    ],
    ['of services', 'core\n0\n1048576\n', 'violated: services may dump 1048576 bytes'],
    [
      'handed to a program, which no limit holds back',
      '|/usr/lib/systemd/systemd-coredump %P %u %g\n0\n0\n',
      'violated: dumps are handed to /usr/lib/systemd/systemd-coredump %P %u %g',
    ],
    [
      'of which nothing is said',
      'core\n0\n',
      'undetermined: sh: expected a pattern and two limits, found "core\\n0\\n"',
    ],
  ])('%s', (_, coreDumps, expected) => {
    expect(judged('core-dumps-are-off', auditedHost({ coreDumps }))).toBe(expected);
  });
});

const mount = (on: string, options: string) => `tmpfs ${on} tmpfs ${options} 0 0\n`;

describe('shared memory', () => {
  it.each<[string, Said, string]>([
    ['runs nothing', mount('/dev/shm', 'rw,nosuid,nodev,noexec,inode64'), 'compliant'],
    [
      'as Debian has it',
      mount('/dev/shm', 'rw,nosuid,nodev,inode64'),
      'violated: /dev/shm is mounted without noexec',
    ],
    [
      'hidden by a later mount',
      mount('/dev/shm', 'nosuid,nodev,noexec') + mount('/dev/shm', 'rw'),
      'violated: /dev/shm is mounted without nodev, nosuid, noexec',
    ],
    [
      'on a folder of a like name',
      mount('/dev/shm\\040x', 'nosuid,nodev,noexec'),
      'violated: nothing is mounted on /dev/shm',
    ],
    [
      'of another form',
      'tmpfs /dev/shm\n',
      'undetermined: cat: expected a line of /proc/mounts, found "tmpfs /dev/shm"',
    ],
  ])('%s', (_, mounts, expected) => {
    expect(judged('temporary-files-cannot-run', auditedHost({ mounts }))).toBe(expected);
  });
});

describe('AppArmor', () => {
  it.each<[string, Said, string]>([
    ['is on', 'Y\n', 'compliant'],
    ['is off', 'N\n', 'violated: AppArmor is off in the kernel'],
    ['does not say', '', 'undetermined: sh: expected Y or N, found ""'],
  ])('%s', (_, apparmorInKernel, expected) => {
    expect(judged('apparmor-is-on', auditedHost({ apparmorInKernel }))).toBe(expected);
  });

  const confined = (program: string, status: string) => ({
    [program]: [{ profile: program, pid: '412', status }],
  });
  const status = (profiles: Record<string, string>, processes: object = {}) =>
    JSON.stringify({ version: '2', profiles, processes });
  const enforced = {
    '/usr/sbin/chronyd': 'enforce',
    '/usr/bin/freshclam': 'enforce',
    lsb_release: 'complain',
  };

  it.each<[string, Said, string]>([
    [
      'confines what is asked for',
      status(enforced, {
        ...confined('/usr/sbin/chronyd', 'enforce'),
        ...confined('/usr/bin/man', 'unconfined'),
      }),
      'compliant',
    ],
    [
      'has one in complain mode and one not at all',
      status({ '/usr/sbin/chronyd': 'complain' }),
      'violated: /usr/sbin/chronyd is in complain mode, /usr/bin/freshclam has no profile',
    ],
    [
      'came after a process',
      status(enforced, confined('/usr/sbin/chronyd', 'unconfined')),
      'violated: a process of /usr/sbin/chronyd is unconfined',
    ],
    [
      'confines one and only watches another, by a list that lacks a comma',
      '{"version": "2", "profiles": {"/usr/sbin/chronyd": "enforce", "/usr/bin/freshclam": "complain"}, "processes": {"/usr/sbin/clamd": [{"profile": "/usr/sbin/clamd", "pid": "460", "status": "enforce"}]"/usr/bin/freshclam": [{"profile": "/usr/bin/freshclam", "pid": "440", "status": "complain"}]}}\n',
      'violated: /usr/bin/freshclam is in complain mode',
    ],
    [
      'says something else',
      'apparmor module is loaded.\n',
      'undetermined: /usr/sbin/aa-status: expected what aa-status says as JSON, found "apparmor module is loaded.\\n"',
    ],
    [
      'says of processes something else',
      '{"profiles": {}, "processes": {"/usr/sbin/chronyd": 5}}\n',
      'undetermined: /usr/sbin/aa-status: expected the processes of aa-status, found "{\\"profiles\\": {}, \\"processes\\": {\\"/usr/sbin/chronyd\\": 5}}\\n"',
    ],
    [
      'may not be asked',
      { code: 1, message: 'sudo: a password is required' },
      'undetermined: /usr/sbin/aa-status may not be run as root: sudo: a password is required',
    ],
  ])('%s', (_, apparmorProfiles, expected) => {
    expect(judged('apparmor-enforces', auditedHost({ apparmorInKernel: 'Y\n', apparmorProfiles }))).toBe(
      expected,
    );
  });

  it('enforces nothing when it is off', () => {
    const host = auditedHost({ apparmorInKernel: 'N\n', apparmorProfiles: { code: 1 } });
    expect(judged('apparmor-enforces', host)).toBe('violated: AppArmor is off in the kernel');
  });
});
