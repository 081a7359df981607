import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { commandsFor, type FactName } from '../../../../lib/host-audit/collector/all-commands';
import type { Command } from '../../../../lib/host-audit/collector/command';
import { collectorScript } from '../../../../lib/host-audit/collector/script';
import { readTranscript } from '../../../../lib/host-audit/facts/frames';
import { readFacts } from '../../../../lib/host-audit/facts/read-facts';
import type { Facts } from '../../../../lib/host-audit/facts/readers';
import { hostBaseline } from '../../../support/debian-host';
import { temporaryFolder } from '../../../support/temporary-folder';

const mark = '0123456789abcdefXYZ';
const commands = commandsFor(hostBaseline);

/** What a real shell brings back from some of the commands, as this account, in a tree of the test's own. */
function collect(names: readonly FactName[], root = ''): Facts {
  const chosen = Object.fromEntries(
    names.map((name): [string, Command] => {
      const { asRoot: _, ...command } = commands[name] as Command;
      const [program, ...words] = command.run.map((word) => word.replaceAll(/\/(etc|root)\b/g, `${root}/$1`));
      return [name, { ...command, run: [program ?? '', ...words] }];
    }),
  );
  const { stdout } = spawnSync('sh', ['-s'], { input: collectorScript(chosen, mark) });
  return readFacts(readTranscript(stdout, mark), commands);
}

it("reads this machine's own accounts", () => {
  const { accounts, groups, homes, nameSources } = collect(['accounts', 'groups', 'homes', 'nameSources']);
  expect(accounts).toMatchObject({
    value: { entries: expect.arrayContaining([expect.objectContaining({ name: 'root', uid: 0 })]) },
  });
  expect(groups).toMatchObject({ value: { nisLines: [] } });
  expect(homes).toHaveProperty('value');
  expect(nameSources).toMatchObject({ value: { passwd: expect.arrayContaining(['files']) } });
});

it('keeps hashes on the host', () => {
  const hash = '$y$j9T$F5Jx5fExrKuPp53xLKQ..1$X3DX6M94c7o.9agCG9G317fhZg9SqC.5i5rd.RhAtQ7';
  const root = temporaryFolder({
    'etc/passwd': `# none\n\nroot:x:0:0:root:/root:/bin/bash\nold:${hash}:1000:100::/home/old:\n+\n`,
    'etc/group': `root:x:0:\nadm:${hash}:4:a,b\nopen::5:\n`,
    'etc/shadow': [
      'root:*:20784:0:99999:7:::',
      `new:${hash}:20784:0:99999:7:::`,
      `kept:!${hash}:20784::::::`,
      'old:$6$salt$hash:20784::::::',
      'traditional:abJnggxhB/yWI:20784::::::',
      'locked:!:20784::::::',
      'none:!*:20784::::::',
      'empty::20784::::::',
    ].join('\n'),
  });
  const { accounts, groups, shadow } = collect(['accounts', 'groups', 'shadow'], root);
  expect(accounts).toMatchObject({
    value: { nisLines: [5], entries: [{ password: 'shadowed' }, { line: 4, password: 'hash', shell: '' }] },
  });
  expect(groups).toMatchObject({
    value: { entries: [{ password: 'shadowed' }, { password: 'hash' }, { password: 'empty' }] },
  });
  expect(shadow).toEqual({
    value: {
      nisLines: [],
      entries: [
        { line: 1, name: 'root', isLocked: false, scheme: 'none' },
        { line: 2, name: 'new', isLocked: false, scheme: 'yescrypt' },
        { line: 3, name: 'kept', isLocked: true, scheme: 'yescrypt' },
        { line: 4, name: 'old', isLocked: false, scheme: 'sha512crypt' },
        { line: 5, name: 'traditional', isLocked: false, scheme: 'unknown' },
        { line: 6, name: 'locked', isLocked: true, scheme: 'none' },
        { line: 7, name: 'none', isLocked: true, scheme: 'none' },
        { line: 8, name: 'empty', isLocked: false, scheme: 'empty' },
      ],
    },
  });
  expect(JSON.stringify([accounts, groups, shadow])).not.toMatch(/j9T|salt|abJ/);
});

it('counts keys of root and keeps them there', () => {
  const root = temporaryFolder({
    'root/.ssh/authorized_keys': '# mine\n\nssh-ed25519 AAAA one\n  command="x" ssh-rsa BBBB two\n',
    'root/.ssh/authorized_keys2': '#\n',
  });
  expect(collect(['rootKeys'], root).rootKeys).toEqual({
    value: { [`${root}/root/.ssh/authorized_keys`]: 2 },
  });
  expect(collect(['rootKeys'], temporaryFolder({ 'root/.profile': '' })).rootKeys).toEqual({ value: {} });
});

it('counts the keys of root behind links', () => {
  const root = temporaryFolder({ 'srv/keys/authorized_keys': 'ssh-ed25519 AAAA one\n', 'root/.profile': '' });
  symlinkSync('../srv/keys', path.join(root, 'root/.ssh'));
  expect(collect(['rootKeys'], root).rootKeys).toEqual({
    value: { [`${root}/root/.ssh/authorized_keys`]: 1 },
  });
});

it('takes the lines that name a setting, and nothing else of their files', () => {
  const root = temporaryFolder({
    'etc/login.defs': '#UMASK 077\nUMASK 022\nSECRET 1\n',
    'etc/profile.d/proxy.sh': 'export http_proxy=http://user:password@proxy\nTMOUT=60\n',
    'etc/apt/apt.conf.d/50x':
      '//Unattended-Upgrade::SyslogEnable "no";\nUnattended-Upgrade::SyslogEnable "true";\n',
    'etc/apt/apt.conf.d/90proxy': 'Acquire::http::Proxy "http://user:password@proxy";\n',
    'etc/security/pwquality.conf.d/10.conf': '  MinLen = 3\n',
    'etc/other.conf': 'minlen = 1\n',
  });
  const { settingLines } = collect(['settingLines'], root);
  const found = 'value' in settingLines ? settingLines.value : [];
  expect(found.map(({ file, line, text }) => `${file.slice(root.length)}:${line}:${text}`).sort()).toEqual([
    '/etc/apt/apt.conf.d/50x:2:Unattended-Upgrade::SyslogEnable "true";',
    '/etc/login.defs:2:UMASK 022',
    '/etc/profile.d/proxy.sh:2:TMOUT=60',
    '/etc/security/pwquality.conf.d/10.conf:1:  MinLen = 3',
  ]);
});

it('is told nothing by a tree in which the files are not there', () => {
  const { accounts, shadow, nameSources } = collect(
    ['accounts', 'shadow', 'nameSources'],
    temporaryFolder({ x: '' }),
  );
  for (const fact of [accounts, shadow, nameSources]) expect(fact).toHaveProperty('unknown');
});
