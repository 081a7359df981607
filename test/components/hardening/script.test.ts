import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hardeningScript } from '../../../components/hardening/script';
import { temporaryFolder } from '../../support/temporary-folder';
import { repositoryBaseline } from '../support/deployment';
import { PlayedMachine } from '../support/played-machine';

const script = hardeningScript(
  { baseline: repositoryBaseline(), tenantSlot: 0, role: 'app', hostName: 'aoba-app-1', privateNames: [] },
  undefined,
);

/** The script's functions, and then a call of one of them. */
function run(call: string): string {
  const functions = script.slice(0, script.indexOf('\nif [ -e /dev/ptp_hyperv'));
  return execFileSync('sh', ['-c', `${functions}\nlogger() { echo "$*"; }\n${call}\necho "$failures"`], {
    encoding: 'utf8',
  });
}

describe('the hardening script', () => {
  it('is sound for a shell', () => {
    expect(() => execFileSync('sh', ['-n'], { input: script })).not.toThrow();
  });

  it.each([
    ['A key that is set', 'UMASK\t022\nOTHER 1\n', 'UMASK 027\nOTHER 1\n'],
    ['one that is set twice', 'UMASK 022\nOTHER 1\n UMASK=0\n', 'UMASK 027\nOTHER 1\n'],
    ['one that is commented out', '# UMASK 022\n#UMASK 1\n', '# UMASK 022\n#UMASK 1\nUMASK 027\n'],
    ['one that is part of another', 'UMASKS 1\nXUMASK 2\n', 'UMASKS 1\nXUMASK 2\nUMASK 027\n'],
    ['one in an empty file', '', 'UMASK 027\n'],
  ])('%s gets its line once', (_, before, after) => {
    const file = path.join(temporaryFolder(), 'login.defs');
    writeFileSync(file, before, { mode: 0o640 });
    const call = `apply setting '${file}' UMASK 'UMASK 027'`;
    expect(run(call)).toBe('0\n');
    expect(readFileSync(file, 'utf8')).toBe(after);
    expect(statSync(file).mode & 0o7777).toBe(0o640);
    const { ino } = statSync(file);
    run(call);
    expect(readFileSync(file, 'utf8')).toBe(after);
    expect(statSync(file).ino).toBe(ino);
  });

  it('gives a key several lines in the place of those that it has', () => {
    const file = path.join(temporaryFolder(), 'clamd.conf');
    writeFileSync(file, 'Path /old\nOther 1\nPath /older\n');
    const call = `apply setting '${file}' Path 'Path /home' 'Path /srv\\n'`;
    expect(run(call)).toBe('0\n');
    expect(readFileSync(file, 'utf8')).toBe('Path /home\nPath /srv\\n\nOther 1\n');
  });

  it('tells which files got other settings', () => {
    const folder = temporaryFolder();
    const [same, other] = [path.join(folder, 'same'), path.join(folder, 'other')];
    for (const file of [same, other]) writeFileSync(file, file === same ? 'A 1\n' : 'A 2\n');
    const calls = [same, other].map((file) => `apply setting '${file}' A 'A 1'`).join('\n');
    expect(run(`${calls}\necho "$changed"`)).toBe(` ${other}\n0\n`);
  });

  it('counts a file that is not there as a failure', () => {
    expect(run("apply setting /nowhere/at-all UMASK 'UMASK 027'")).toBe(
      '-t yosai-harden -p auth.err failed: setting /nowhere/at-all UMASK UMASK 027\n1\n',
    );
  });

  it.each([
    ['after the line that it belongs to', 'rootok\nother\n', 'rootok\n  wheel\nother\n'],
    ['once, in the place of others', ' wheel\nrootok\nother\nwheel root\n', 'rootok\n  wheel\nother\n'],
    ['once more', 'rootok\n  wheel\nother\n', 'rootok\n  wheel\nother\n'],
  ])('places a line %s', (_, before, after) => {
    const file = path.join(temporaryFolder(), 'su');
    writeFileSync(file, before, { mode: 0o640 });
    expect(run(`apply place '${file}' '^[ \t]*wheel' '^rootok' '  wheel'`)).toBe('0\n');
    expect(readFileSync(file, 'utf8')).toBe(after);
    expect(statSync(file).mode & 0o7777).toBe(0o640);
  });

  it('places a line last where nothing is said of its place', () => {
    const file = path.join(temporaryFolder(), 'fstab');
    writeFileSync(file, '# shm\nshm old\nroot\n');
    expect(run(`apply place '${file}' '^shm[ \t]' '' 'shm new' 'more'`)).toBe('0\n');
    expect(readFileSync(file, 'utf8')).toBe('# shm\nroot\nshm new\nmore\n');
  });

  it('changes nothing where the place of a line is not found', () => {
    const file = path.join(temporaryFolder(), 'su');
    writeFileSync(file, 'other\n');
    expect(run(`apply place '${file}' '^wheel' '^rootok' wheel`)).toContain('failed: place');
    expect(readFileSync(file, 'utf8')).toBe('other\n');
  });

  it.each([
    ['that are not locked are loaded', 'enabled 1', 'No change', 'augenrules --load\n', false],
    ['that are locked and the same are left alone', 'enabled 2', 'No change', '', false],
    [
      'that are locked wait for a restart, which is asked for',
      'enabled 2',
      'Rules have changed and should be updated',
      'augenrules \n',
      true,
    ],
  ])('has audit rules %s', (_, status, answer, calls, isAsked) => {
    const machine = new PlayedMachine('aoba-app-1');
    machine.play('auditctl', `echo '${status}'`);
    machine.play(
      'augenrules',
      `if [ "$1" = --check ]; then echo '${answer}'; else echo "augenrules $*" >> '${machine.file('calls')}'; fi`,
    );
    const from = script.indexOf('if auditctl -s');
    const steps = script.slice(from, script.indexOf('\nfi\n', from) + 4);
    machine.run(`apply() { "$@"; }\n${steps}`, { '/run/reboot-required': 'reboot-required' });
    expect([machine.read('calls'), machine.exists('reboot-required')]).toEqual([calls, isAsked]);
    machine.remove();
  });

  it.each([
    ['enforces the listed profiles', '\napply enforce usr.sbin.chronyd\n'],
    ['keeps the zone of the baseline', '  apply timedatectl set-timezone Asia/Tokyo\n'],
    ['takes away rights', '\napply /usr/local/sbin/yosai-rights\n'],
    ['starts the web server anew', ' nginx.service; do\n  apply systemctl --quiet enable "$unit"\n'],
  ])('%s', (_, text) => {
    expect(script).toContain(text);
  });

  it('leaves behind how it ended, and when one first did', () => {
    const folder = path.join(temporaryFolder(), 'yosai');
    const file = path.join(folder, 'yosai-harden');
    const call = `finish '${folder}' '${file}'`;
    expect(run(`failures=2; mkdir -p '${folder}'; echo 1 > '${file}'; apply ${call}`)).toBe('2\n');
    const mark = () => readFileSync(path.join(folder, 'hardened'), 'utf8');
    const [, now = ''] = /^at=(\d+)$/m.exec(mark()) ?? [];
    const digest = '4355a46b19d348dc2f57c046f8ef63d4538ebb936000f3c9ee954a27460dd865';
    expect(mark()).toBe(`script=${digest}\nat=${now}\nsince=${now}\nfailures=2\n`);
    expect(Number(now)).toBeGreaterThan(1_700_000_000);
    writeFileSync(path.join(folder, 'hardened'), mark().replaceAll(now, '1700000000'));
    run(`apply ${call}`);
    expect(mark()).toMatch(/\nsince=1700000000\nfailures=0\n$/);
    expect(mark()).not.toContain('at=1700000000');
    expect(statSync(path.join(folder, 'hardened')).mode & 0o777).toBe(0o600);
  });
});
