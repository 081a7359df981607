import { describe, expect, it } from 'vitest';
import { type AuditRule, covers, hides, parseAuditRule } from '../../../lib/host-audit/checks/audit-rule';

function read(line: string): AuditRule {
  const rule = parseAuditRule(line);
  if (rule === undefined) throw new Error(`${line} is no rule`);
  return rule;
}

/** What of the second rule the first one records. */
function covered(rule: string, asked: string): string {
  const found = covers(read(rule), read(asked));
  return found === 'all' ? 'all' : [...found].join(' ');
}

const watch = '-w /etc/passwd -p wa -k identity';
const time = '-a always,exit -F arch=b64 -S adjtimex,settimeofday -F key=time';
const mounts = '-a always,exit -F arch=b64 -S mount -F auid>=1000 -F auid!=unset -F key=mounts';
const root = '-a always,exit -F arch=b64 -S execve -C uid!=euid -F euid=0 -F key=privilege';
const denied = '-a always,exit -F arch=b64 -S openat -F exit=-EACCES -F key=access';

describe('a rule of auditing', () => {
  it.each([
    ['is itself', watch, watch, 'all'],
    ['is the same by other words', '-w /etc/passwd -k identity -p aw', watch, 'all'],
    [
      'is the same as a rule of system calls',
      '-a always,exit -S all -F path=/etc/passwd -F perm=wa -F key=identity',
      watch,
      'all',
    ],
    [
      'is the same without system calls',
      '-a always,exit -F path=/etc/passwd -F perm=wa -k identity',
      watch,
      'all',
    ],
    ['of a folder is the same with a slash', '-w /etc/passwd/ -p wa -k identity', watch, 'all'],
    [
      'of a folder is the same with dir',
      '-a exit,always -S all -F dir=/etc/passwd -F perm=rwa -F key=identity',
      watch,
      'all',
    ],
    ['is more with more permissions', '-w /etc/passwd -p rwxa -k identity', watch, 'all'],
    ['is more without any', '-w /etc/passwd -k identity', watch, 'all'],
    ['is less with fewer permissions', '-w /etc/passwd -p w -k identity', watch, ''],
    ['is another of another file', '-w /etc/passwd2 -p wa -k identity', watch, ''],
    ['is another with another key', '-w /etc/passwd -p wa -k other', watch, ''],
    ['is the same with a further key', '-w /etc/passwd -p wa -k other -k identity', watch, 'all'],
    [
      'is less under a condition',
      '-a always,exit -S all -F path=/etc/passwd -F perm=wa -F uid!=0 -F key=identity',
      watch,
      '',
    ],
    [
      'is less for one architecture',
      '-a always,exit -F arch=b64 -S all -F path=/etc/passwd -F perm=wa -F key=identity',
      watch,
      '',
    ],
    [
      'is another when it records nothing',
      '-a never,exit -S all -F path=/etc/passwd -F perm=wa -F key=identity',
      watch,
      '',
    ],
    [
      'has calls in another order',
      '-a always,exit -F arch=b64 -S settimeofday,adjtimex -F key=time',
      time,
      'adjtimex settimeofday',
    ],
    [
      'has calls one by one',
      '-A exit,always -S settimeofday -F arch=x86_64 -S adjtimex -k time',
      time,
      'adjtimex settimeofday',
    ],
    ['has a part of the calls', '-a always,exit -F arch=b64 -S adjtimex,stime -F key=time', time, 'adjtimex'],
    ['has all calls', '-a always,exit -F arch=b64 -S all -F key=time', time, 'all'],
    [
      'has calls of another architecture',
      '-a always,exit -F arch=b32 -S adjtimex,settimeofday -F key=time',
      time,
      '',
    ],
    [
      'has calls of every architecture',
      '-a always,exit -S adjtimex,settimeofday -F key=time',
      time,
      'adjtimex settimeofday',
    ],
    ['is the same with the number of nobody', mounts.replace('unset', '4294967295'), mounts, 'mount'],
    ['is the same with the number of nobody below 0', mounts.replace('unset', '-1'), mounts, 'mount'],
    ['is more without a condition', mounts.replace(' -F auid>=1000', ''), mounts, 'mount'],
    ['is less with another number', mounts.replace('1000', '2000'), mounts, ''],
    ['is the same with the name of root', root.replace('euid=0', 'euid=root'), root, 'execve'],
    ['is the same the other way round', root.replace('uid!=euid', 'euid!=uid'), root, 'execve'],
    ['is another without its comparison', root, root.replace('-C uid!=euid ', ''), ''],
    ['is the same with the number of an error', denied.replace('EACCES', '13'), denied, 'openat'],
    ['is another with another error', denied.replace('EACCES', 'EPERM'), denied, ''],
    ['watches nothing when it only has calls', time.replace('key=time', 'key=identity'), watch, ''],
  ])('%s', (_, rule, asked, expected) => {
    expect(covered(rule, asked)).toBe(expected);
  });

  it.each([
    '-D',
    '-b 8192',
    '-e 2',
    '',
    '-w',
    '-a always -F key=x',
    '-a always,exit -F key',
    '-a always,exit -X y',
    '-F key=x',
    '-C uid -a always,exit',
    'x y',
  ])('is not what %j says', (line) => {
    expect(parseAuditRule(line)).toBeUndefined();
  });

  it.each([
    ['another that records', time, time, false],
    ['one that leaves the same out', '-a never,exit -F arch=b64 -S adjtimex -F auid=1000', time, true],
    ['one that leaves everything out', '-a never,exit -F auid=1000', watch, true],
    ['one of other calls', '-a never,exit -F arch=b64 -S openat', time, false],
    ['one of another architecture', '-a never,exit -F arch=b32 -S adjtimex', time, false],
    ['one of another file', '-a never,exit -F path=/var/log/x -F perm=wa', watch, false],
    ['one of the folder in which the file is', '-a never,exit -F dir=/etc/', watch, true],
    ['one of everything below the root', '-a never,exit -F dir=/', watch, true],
    ['one of a file in the folder', '-a never,exit -F path=/etc/pam.d/su', '-w /etc/pam.d -p wa', true],
    ['one of a file of a longer name', '-a never,exit -F path=/etc/passwd-', watch, false],
    ['one of the same file', '-a never,exit -F path=/etc/passwd -F perm=w', watch, true],
    ['one that leaves processes out', '-a never,task', watch, true],
    ['one that records processes', '-a always,task -F uid=0', watch, false],
    ['one that excludes what only adds', '-a always,exclude -F msgtype=CWD', watch, false],
    ['one that excludes what counts', '-a never,exclude -F msgtype=PATH', watch, true],
    ['one that excludes what counts by number', '-a always,exclude -F msgtype=1300', watch, true],
    ['one that excludes what counts in small letters', '-a always,exclude -F msgtype=path', watch, true],
    ['one that excludes a user', '-a always,exclude -F auid=1000', watch, true],
    ['one that excludes a kind of file system', '-a never,filesystem -F fstype=tracefs', watch, false],
  ])('is hidden, or not, by %s', (_, earlier, asked, expected) => {
    expect(hides(read(earlier), read(asked))).toBe(expected);
  });
});
