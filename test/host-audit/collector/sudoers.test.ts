import { describe, expect, it } from 'vitest';
import { commandsFor } from '../../../lib/host-audit/collector/all-commands';
import { auditSudoers } from '../../../lib/host-audit/collector/sudoers';
import { hostBaseline } from '../../support/audited-host';

const rule = (...words: [string, ...string[]]) =>
  auditSudoers({ one: { run: words, asRoot: true }, other: { run: ['id'] } }, 'auditor');

describe('the rule of sudo for the audit account', () => {
  it('admits what is run as root, within its time, and nothing else', () => {
    expect(rule('/usr/sbin/nft', 'list')).toBe(
      [
        '# What the SSH auditor reads as root; it changes nothing.',
        'Defaults:auditor !requiretty',
        'Cmnd_Alias YOSAI_AUDIT = /usr/bin/timeout -k 1 10 /usr/sbin/nft list',
        'auditor ALL = (root) NOPASSWD: YOSAI_AUDIT',
        '',
      ].join('\n'),
    );
  });

  it.each([
    ['what stands for other words', '[a-z]*?', '\\[a-z\\]\\*\\?'],
    ['what separates', 'a, b=c:d #e', 'a\\,\\ b\\=c\\:d\\ \\#e'],
    ['a backslash, which the file and fnmatch each take one of', '\\0', '\\\\\\\\0'],
    ['nothing else, as a backslash before it is an error', `"$a" 'b' {c|d}`, `"$a"\\ 'b'\\ {c|d}`],
  ])('escapes %s', (_, word, escaped) => {
    expect(rule('/usr/bin/awk', word)).toContain(`/usr/bin/awk ${escaped}\n`);
  });

  it.each(['', 'two\nlines'])('refuses what no rule can hold: %j', (word) => {
    expect(() => rule('/usr/bin/awk', word)).toThrow('no sudoers rule can hold the argument');
  });

  it('holds every command of the baseline', () => {
    expect(auditSudoers(commandsFor(hostBaseline), 'auditor')).toContain('/usr/sbin/sshd -T');
  });
});
