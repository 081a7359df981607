import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadBaseline } from '../../lib/baseline';
import { commandsFor } from '../../lib/host-audit/collector/all-commands';
import { auditSudoers } from '../../lib/host-audit/collector/sudoers';
import { collectHost } from '../../lib/host-audit/facts/collect-host';
import { algorithmsOf } from '../../lib/host-audit/facts/ssh/algorithms';
import type { Machine } from '../../lib/host-audit/facts/ssh/connect';
import type { Login } from '../../lib/host-audit/facts/ssh/credential';
import { loadLogin } from '../../lib/host-audit/facts/ssh/load-login';
import { parsePin, pinsFromKnownHosts } from '../../lib/host-audit/facts/ssh/pins';
import { fewCommands } from '../support/few-commands';
import { canRunSshd, hardenedSettings, RealSsh, run } from '../support/real-sshd';

const loaded = loadBaseline(path.resolve(__dirname, '../../baselines'));
if (!loaded.ok) throw new Error('the baselines are wrong');
const commands = commandsFor(loaded.value);
const algorithms = algorithmsOf(loaded.value);
if (typeof algorithms === 'string') throw new Error(algorithms);
const hardened = hardenedSettings(algorithms);

describe.skipIf(!canRunSshd)('a real sshd', () => {
  let ssh: RealSsh;
  let target: Machine;
  let jump: Machine;

  const login = (file: string, more: { agentSocket?: string; passphrase?: string } = {}): Login => {
    const key = loadLogin(file === 'agent' ? file : ssh.file(file), {
      admitted: algorithms.signature,
      ...more,
    });
    if (!key.ok) throw new Error(key.mistakes[0]?.text);
    return key.value;
  };
  const machine = (name: string, port: number, by: Login): Machine => ({
    name,
    address: '127.0.0.1',
    port,
    account: ssh.account,
    pins: [parsePin(ssh.fingerprint(name)) ?? { fingerprint: 'none' }],
    login: by,
  });
  const collect = (
    to: Machine,
    more: { jumps?: readonly Machine[]; tunnel?: string; commands?: typeof commands } = {},
  ) =>
    collectHost(
      {
        way: {
          target: to,
          jumps: more.jumps ?? [],
          ...(more.tunnel !== undefined && { tunnel: more.tunnel }),
        },
        is: { role: 'app', onAzure: false },
      },
      {
        commands: more.commands ?? fewCommands(),
        algorithms,
        limitMs: 300_000,
        patienceMs: 20_000,
        by: '0',
        signal: new AbortController().signal,
      },
    );

  beforeAll(async () => {
    ssh = new RealSsh();
    for (const name of ['known', 'certified', 'strange']) ssh.newKey(name);
    ssh.newKey('rsa', 'rsa');
    ssh.newKey('certified-rsa', 'rsa');
    ssh.newKey('sealed', 'ed25519', 'open sesame');
    for (const name of ['known', 'rsa', 'sealed']) ssh.admit(name);
    for (const name of ['certified', 'certified-rsa']) ssh.certify(name);
    target = machine('target', await ssh.startSshd('target', ...hardened), login('known'));
    jump = machine('jump', await ssh.startSshd('jump', ...hardened), login('known'));
    writeFileSync(`/etc/sudoers.d/${ssh.account}`, auditSudoers(commands, ssh.account), { mode: 0o440 });
  });
  afterAll(() => ssh?.end());

  it.each([
    ['a key', 'known', {}],
    ['an RSA key, by SHA-512', 'rsa', {}],
    ['a key with a passphrase', 'sealed', { passphrase: 'open sesame' }],
    ['a certificate', 'certified', {}],
    ['an RSA certificate', 'certified-rsa', {}],
  ])('lets the auditor in with %s', async (_, key, more) => {
    expect(await collect({ ...target, login: login(key, more) })).toHaveProperty('document');
  });

  it('lets the auditor in with keys and certificates of an agent, and with one of many', async () => {
    for (const keys of [['known'], ['rsa'], ['certified'], ['certified-rsa']]) {
      const agentSocket = await ssh.startAgent(`agent-${keys.join('-')}`, ...keys);
      expect(await collect({ ...target, login: login('agent', { agentSocket }) })).toHaveProperty('document');
    }
    for (const name of ['other-1', 'other-2', 'other-3']) ssh.newKey(name);
    const agentSocket = await ssh.startAgent('full', 'other-1', 'other-2', 'other-3', 'known');
    expect(await collect({ ...target, login: login('agent', { agentSocket }) })).toMatchObject({
      unreachable: expect.stringMatching(/Too many authentication failures|any key/),
    });
    expect(await collect({ ...target, login: login('known.pub', { agentSocket }) })).toHaveProperty(
      'document',
    );
  });

  it('does not let in another key, and is not let in by another of its own', async () => {
    expect(await collect({ ...target, login: login('strange') })).toEqual({
      unreachable: `it does not let ${ssh.account} in with the key that was shown; see its authorized_keys and AllowUsers, and what its sshd logs`,
    });
    expect(await collect({ ...target, pins: jump.pins })).toMatchObject({
      unreachable: expect.stringContaining('its host key is not the one that is pinned'),
    });
  });

  it('is known by a line of known_hosts, also by a hashed one', async () => {
    const scanned = run('ssh-keyscan', '-p', String(target.port), '127.0.0.1');
    writeFileSync(ssh.file('known_hosts'), scanned);
    run('ssh-keygen', '-H', '-f', ssh.file('known_hosts'));
    for (const text of [scanned, ssh.read('known_hosts')]) {
      const pins = pinsFromKnownHosts(text, '127.0.0.1', target.port);
      expect(pins.map(({ fingerprint }) => fingerprint)).toContain(ssh.fingerprint('target'));
      expect(pinsFromKnownHosts(text, '127.0.0.1', 22)).toEqual([]);
      expect(await collect({ ...target, pins })).toHaveProperty('document');
    }
  });

  it('is reached through a jump host and through commands', async () => {
    expect(await collect(target, { jumps: [jump] })).toHaveProperty('document');
    writeFileSync(ssh.file('jump-known'), `[127.0.0.1]:${jump.port} ${ssh.read('host-jump.pub')}`);
    const options = `-F none -i ${ssh.file('known')} -p ${jump.port} -o UserKnownHostsFile=${ssh.file('jump-known')} -o BatchMode=yes`;
    const by = {
      speaks: `ssh ${options} -W %h:%p %r@127.0.0.1`,
      listens: `ssh ${options} -N -L %l:%h:%p %r@127.0.0.1`,
    };
    expect(await collect(target, { tunnel: by.speaks })).toHaveProperty('document');
    expect(await collect(target, { tunnel: by.listens })).toHaveProperty('document');
    expect(await collect(target, { tunnel: 'echo no way there >&2; exit 3' })).toEqual({
      unreachable: expect.stringContaining('the tunnel ended with 3: no way there'),
    });
    expect(await collect(target, { tunnel: 'echo gone >&2; exit 4; # %l' })).toEqual({
      unreachable: 'the tunnel ended with 4: gone',
    });
  });

  it('has its facts read as root by the rule, and not without', async () => {
    const outcome = await collect(target, { commands });
    expect(outcome).toMatchObject({
      document: {
        facts: {
          kernelSettings: { value: { 'fs.suid_dumpable': expect.any(String) } },
          unusualFiles: { value: expect.arrayContaining([expect.objectContaining({ kind: 'setid' })]) },
        },
      },
    });
    // sudo says so of each command that no rule admits.
    expect(JSON.stringify(outcome)).not.toContain('may not be run as root');
    writeFileSync(`/etc/sudoers.d/${ssh.account}`, '# nothing\n');
    expect(await collect(target, { commands })).toMatchObject({
      document: {
        facts: {
          kernelSettings: { unknown: expect.stringContaining('may not be run as root') },
          packages: { value: {} },
        },
      },
    });
  });

  it('has a sudo that admits exactly the words of a command', () => {
    const words = [
      'a b',
      'c*',
      '[x]',
      'a,b',
      'k:v=1',
      '#h',
      '"q"',
      "it's",
      '\\n',
      '$HOME',
      '!x',
      '^y$',
      '(a)',
      '{b}',
      '~',
      'u@h',
      '%g',
      '?',
      '-',
      '+1',
      'é',
    ];
    const file = `/etc/sudoers.d/${ssh.account}`;
    const command = { run: ['/usr/bin/printf', '%s|', ...words], asRoot: true } as const;
    writeFileSync(
      file,
      auditSudoers(
        {
          all: command,
          ...Object.fromEntries(
            words.map((word, index) => [
              `w${index}`,
              { run: ['/usr/bin/echo', word], asRoot: true as const },
            ]),
          ),
        },
        ssh.account,
      ),
    );
    chmodSync(file, 0o440);
    expect(run('visudo', '-c', '-f', file)).toContain('parsed OK');
    const asAccount = (...args: string[]) =>
      run(
        'setpriv',
        '--reuid',
        ssh.account,
        '--regid',
        ssh.account,
        '--clear-groups',
        'sudo',
        '-n',
        '/usr/bin/timeout',
        '-k',
        '1',
        '10',
        ...args,
      );
    expect(asAccount('/usr/bin/printf', '%s|', ...words)).toBe(words.map((word) => `${word}|`).join(''));
    for (const word of words) {
      expect(asAccount('/usr/bin/echo', word)).toBe(`${word}\n`);
      for (const other of [`${word}x`, `x${word}`, word.replace(/[^a-z]/g, 'z'), `${word} more`, '']) {
        if (words.includes(other)) continue;
        expect(() => asAccount('/usr/bin/echo', other), `${word} as ${other}`).toThrow('sudo');
      }
    }
    expect(() => asAccount('/usr/bin/printf', '%s|', ...words.slice(1))).toThrow('sudo');
    expect(() => asAccount('/usr/bin/printf', '%s|', ...words, 'x')).toThrow('sudo');
    expect(() => asAccount('/usr/bin/id')).toThrow('sudo');
  });
});
