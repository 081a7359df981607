import { execFileSync } from 'node:child_process';
import { chmodSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { rightsFiles } from '../../../components/hardening/rights';
import { temporaryFolder } from '../../support/temporary-folder';
import { exampleHost, without } from '../support/host';

const files = rightsFiles(exampleHost('app'));
const contentOf = (end: string) => files.find((file) => file.path.endsWith(end))?.content ?? '';
const script = contentOf('/yosai-rights');

describe('the rights of files', () => {
  it('are taken away by a script that is sound', () => {
    execFileSync('sh', ['-n'], { input: script });
    expect(script).toContain('\nrights root shadow 0640 7137 /etc/shadow\n');
    expect(script).toContain('\napply find /var/log -xdev -type f -perm /0007 -exec chmod o-rwx {} +\n');
  });

  it('are taken away again after logs were rotated and packages installed', () => {
    expect(contentOf('/logrotate.service.d/50-yosai.conf')).toBe(
      '[Service]\nExecStartPost=+/usr/local/sbin/yosai-rights\n',
    );
    expect(contentOf('/55-yosai-rights')).toBe(
      'DPkg::Post-Invoke { "[ ! -x /usr/local/sbin/yosai-rights ] || /usr/local/sbin/yosai-rights || :"; };\n',
    );
  });

  it('are taken away from homes that were made before login.defs said how', () => {
    const homes =
      'apply find /home -xdev -mindepth 1 -maxdepth 1 -type d -perm /0077 -exec chmod go-rwx {} +\n';
    expect(script).toContain(homes);
    const host = exampleHost('app');
    without(host, 'home-mode');
    expect(rightsFiles(host)[0]?.content).not.toContain('/home');
  });

  it('stay as they are for logs where no requirement closes them', () => {
    const host = exampleHost('app');
    without(host, 'log-files-are-closed');
    expect(rightsFiles(host)[0]?.content).not.toContain('find /var/log');
  });

  it.each([
    [0o644, 0o640],
    [0o4750, 0o640],
    [0o600, 0o600],
    [0o440, 0o440],
  ])('lose what is too much of %o', (before, after) => {
    const file = path.join(temporaryFolder(), 'shadow');
    writeFileSync(file, '');
    chmodSync(file, before);
    const owner = execFileSync('stat', ['-c', '%U %G', file], { encoding: 'utf8' }).trim();
    const functions = script.slice(0, script.indexOf('\nrights root'));
    execFileSync('sh', [
      '-c',
      `${functions}\nrights ${owner} 0640 7137 '${file}' /nowhere/at-all\nexit "$failures"`,
    ]);
    expect(statSync(file).mode & 0o7777).toBe(after);
  });
});
