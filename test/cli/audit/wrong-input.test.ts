import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { GivenAuditOptions } from '../../../lib/cli/audit/options';
import { audit, inventoryOf } from '../../support/audit-run';
import { auditorKey, startSshServer } from '../../support/ssh-server';
import { temporaryFolder } from '../../support/temporary-folder';

describe('a wrong input of an audit', () => {
  it('is a folder without baselines', async () => {
    const folder = temporaryFolder({});
    const { code, stderr } = await audit(['server.example'], { cwd: folder, role: 'app' });
    expect(code).toBe(2);
    expect(stderr).toContain('has no folder baselines; name the folder of a project that has one');
  });

  it('is told with its place before anything is connected', async () => {
    let connections = 0;
    const server = await startSshServer('never', { onClient: () => (connections += 1) });
    const { folder, file } = inventoryOf([server]);
    const { port } = server;
    const pin = server.pins[0]?.fingerprint;
    writeFileSync(
      file,
      [
        'defaults: { account: auditor, key: key }',
        'hosts:',
        `  - { name: never, port: ${port}, role: app, hostKeys: ['${pin}'] }`,
        `  - { name: unpinned, role: app }`,
        `  - { name: cut, role: app, hostKeys: ['${pin?.slice(0, 20)}'] }`,
        `  - { name: open, role: app, hostKeys: ['${pin}'], key: open }`,
        `  - { name: nobody, role: app, hostKeys: ['${pin}'], key: none }`,
        `  - { name: log, role: app, consoleLog: empty.log }`,
        '',
      ].join('\n'),
    );
    writeFileSync(path.join(folder, 'open'), auditorKey.private);
    chmodSync(path.join(folder, 'open'), 0o644);
    writeFileSync(path.join(folder, 'empty.log'), 'no keys\n');
    const { code, stderr } = await audit([], { inventory: file, out: folder });
    expect(code).toBe(2);
    const lines = stderr
      .replaceAll(`${folder}/`, '')
      .replaceAll(`${path.relative(process.cwd(), folder)}/`, '')
      .split('\n');
    expect(lines).toEqual([
      expect.stringMatching(
        /^hosts.yaml:4 hosts\[1\]: no host key of unpinned is known: whatever answers would be trusted; /,
      ),
      expect.stringMatching(
        /^hosts.yaml:5 hosts\[2\]\.hostKeys\[0\]: "SHA256:.*" is no host key; expected SHA256: and 43 characters/,
      ),
      expect.stringMatching(
        /^hosts.yaml:6 hosts\[3\]\.key: open is a private key that others can use \(mode 0644\); run chmod 600/,
      ),
      'hosts.yaml:7 hosts[4].key: none does not exist',
      expect.stringMatching(/^hosts.yaml:8 hosts\[5\]: no host key of log is known \(empty.log tells none\)/),
      'yosai audit: 5 mistakes in the input; nothing was audited',
      '',
    ]);
    expect(connections).toBe(0);
  });

  it.each<[string, readonly string[], Partial<GivenAuditOptions>, RegExp]>([
    [
      'without hosts',
      [],
      {},
      /^the hosts: none is named; name one, or take --inventory, --outputs or --facts$/m,
    ],
    [
      'with a role that there is not',
      ['a@b'],
      { role: 'ap' },
      /^--role: there is no machine role "ap"; known are app, db; did you mean `app`\?$/m,
    ],
    ['without a role', ['a@b'], {}, /^--role: is missing; known are app, db$/m],
    [
      'with a host that is none',
      ['-oProxyCommand=x'],
      { role: 'app' },
      /^the host: found "-oProxyCommand=x", expected account@address:port/m,
    ],
    ['with a port that is none', ['a@b:70000'], { role: 'app' }, /^the host: found "a@b:70000"/m],
    [
      'with one pin for two hosts',
      ['a@b', 'a@c'],
      { role: 'app', hostKey: ['x'] },
      /^--host-key: is of one host, and several are named/m,
    ],
    ['with a host twice', ['a@b', 'c@b'], { role: 'app' }, /^the host: b port 22 is named twice$/m],
    [
      'with an IPv6 host in two spellings',
      ['a@::1', 'a@[0:0:0:0:0:0:0:1]'],
      { role: 'app' },
      /^the host: 0:0:0:0:0:0:0:1 port 22 is named twice$/m,
    ],
    [
      'with colons that make no IPv6 address',
      ['a@b:22:33'],
      { role: 'app' },
      /^the host: found "a@b:22:33", expected account@address:port/m,
    ],
    [
      'with a file of facts beside hosts',
      ['a@b'],
      { role: 'app', facts: ['x'] },
      /^--facts: stands beside hosts/m,
    ],
    ...(
      [
        ['--identity', { identity: 'key' }],
        ['--host-key', { hostKey: ['x'] }],
        ['--known-hosts', { knownHosts: 'x' }],
        ['--console-logs', { consoleLogs: 'x' }],
        ['--jump', { jump: ['x'] }],
        ['--tunnel', { tunnel: 'x' }],
        ['--platform', { platform: 'azure' }],
        ['--unmanaged', { unmanaged: true }],
      ] as const
    ).map(
      ([name, given]) =>
        [
          `with ${name} beside facts`,
          [],
          { facts: ['x'], ...given },
          new RegExp(`^${name}: stands beside --facts, with which no host is reached$`, 'm'),
        ] as [string, string[], Partial<GivenAuditOptions>, RegExp],
    ),
    [
      'with a role beside an inventory',
      [],
      { inventory: 'x', role: 'app' },
      /^--role: is for hosts on the command line, and none is named there$/m,
    ],
    [
      'with a pin beside outputs',
      [],
      { outputs: 'x', hostKey: ['x'] },
      /^--host-key: is for hosts on the command line, and none is named there$/m,
    ],
    [
      'with a file of facts that is not there',
      [],
      { facts: ['no/such.facts.json'] },
      /^no\/such\.facts\.json: does not exist$/m,
    ],
    [
      'with a file that holds no facts',
      [],
      { facts: ['package.json'] },
      /^package\.json: found the form nothing, expected "yosai-facts\/1"$/m,
    ],
    [
      'with outputs of another stack',
      [],
      { outputs: 'package.json' },
      /^package\.json: has no machineAddresses; expected the outputs of a tenant stack$/m,
    ],
  ])('%s is refused', async (_, hosts, options, expected) => {
    const { code, stderr } = await audit(hosts, { out: temporaryFolder(), ...options });
    expect(stderr).toMatch(expected);
    expect(code).toBe(2);
  });
});
