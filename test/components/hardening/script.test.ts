import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hardeningScript } from '../../../components/hardening/script';
import { temporaryFolder } from '../../support/temporary-folder';
import { repositoryBaseline } from '../support/deployment';

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

  it('counts a file that is not there as a failure', () => {
    expect(run("apply setting /nowhere/at-all UMASK 'UMASK 027'")).toBe(
      '-t yosai-harden -p auth.err failed: setting /nowhere/at-all UMASK UMASK 027\n1\n',
    );
  });

  it.each([
    [0o644, 0o640],
    [0o4750, 0o640],
    [0o600, 0o600],
    [0o440, 0o440],
  ])('takes away what is too much of %o', (before, after) => {
    const file = path.join(temporaryFolder(), 'shadow');
    writeFileSync(file, '');
    chmodSync(file, before);
    const { uid } = statSync(file);
    const owner = execFileSync('id', ['-un', String(uid)], { encoding: 'utf8' }).trim();
    const group = execFileSync('stat', ['-c', '%G', file], { encoding: 'utf8' }).trim();
    expect(run(`rights ${owner} ${group} 0640 7137 '${file}' /nowhere/at-all`)).toBe('0\n');
    expect(statSync(file).mode & 0o7777).toBe(after);
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
