import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { environmentParts, loadBaseline, loadHostInventory, renderMistake } from '../../lib/baseline';
import { EditedFiles } from '../support/edited-files';
import { expectValue } from '../support/results';
import { temporaryFolder } from '../support/temporary-folder';

const root = join(__dirname, '..', '..');
const folder = join(__dirname, '..', 'fixtures', 'baseline', 'registers');
const baseline = expectValue(loadBaseline(join(root, 'baselines'), { parts: environmentParts }));

type Row = readonly [name: string, from: string, to: string, expected: readonly string[]];

describe('an inventory of hosts', () => {
  it('loads', () => {
    const { value } = expectValue(loadHostInventory(join(folder, 'hosts.yaml'), baseline));
    expect(value.hosts.map(({ name, role }) => [name, role])).toEqual([
      ['hana-app-1', 'app'],
      ['hana-db-1', 'db'],
      ['intranet.example.jp', 'app'],
    ]);
  });

  it('loads with 20,000 hosts', () => {
    const lines = Array.from(
      { length: 20_000 },
      (_, number) => `  - { name: h${number}, role: app, address: 10.${number >> 8}.${number & 255}.1 }`,
    );
    const file = join(temporaryFolder({ 'hosts.yaml': `hosts:\n${lines.join('\n')}\n` }), 'hosts.yaml');
    expect(expectValue(loadHostInventory(file, baseline)).value.hosts).toHaveLength(20_000);
  });

  it.each<Row>([
    [
      'a name given twice, in other letters',
      'name: hana-db-1',
      'name: HANA-app-1',
      ['hosts.yaml:19 hosts[1].name: the name "hana-app-1" is already taken on line 14'],
    ],
    [
      'a host under two names',
      'address: 10.64.2.4',
      'address: 10.64.1.4',
      [
        'hosts.yaml:19 hosts[1]: the way to "10.64.1.4 port 22 via bastion" is already taken by host hana-app-1 on line 14',
      ],
    ],
    [
      'a host under two names, by another spelling of its address',
      'address: 10.64.2.4',
      "address: '::ffff:10.64.1.4'",
      [
        'hosts.yaml:19 hosts[1]: the way to "10.64.1.4 port 22 via bastion" is already taken by host hana-app-1 on line 14',
      ],
    ],
    [
      'defaults of another form',
      'via: [bastion]',
      'via:',
      ['hosts.yaml:4 defaults.via: expected a list, found nothing'],
    ],
    [
      'a role that there is not',
      'role: db',
      'role: bd',
      ['hosts.yaml:21 hosts[1].role: there is no machine role "bd"; did you mean `db`?'],
    ],
    [
      'a jump host that is not listed',
      'via: [bastion]',
      'via: [bastoin]',
      ['hosts.yaml:4 defaults.via[0]: there is no jump host "bastoin"; did you mean `bastion`?'],
    ],
    [
      'a jump host of one host that is not listed',
      'via: []',
      'via: [bastion, other]',
      ['hosts.yaml:29 hosts[2].via[1]: there is no jump host "other"; known are bastion'],
    ],
    [
      'a slot that the address plan has not',
      'role: app\n    tenantSlot: 0',
      'role: app\n    tenantSlot: 4096',
      [
        'hosts.yaml:17 hosts[0].tenantSlot: 4096 is not a slot of the address plan, whose slots are 0 to 4095',
      ],
    ],
    [
      'a port that is none',
      'port: 2222',
      'port: 70000',
      ['hosts.yaml:10 jumpHosts[0].port: 70000 is not a port (1–65535); 22 when left out'],
    ],
    [
      'an address with a port',
      'address: 10.64.1.4',
      `address: '10.64.1.4:2222'`,
      [
        'hosts.yaml:15 hosts[0].address: "10.64.1.4:2222" has a port; write `address: 10.64.1.4` and `port: 2222`',
      ],
    ],
    [
      'an address with which a command could be told something else',
      'address: 10.64.1.4',
      `address: '-oProxyCommand=x'`,
      [
        'hosts.yaml:15 hosts[0].address: "-oProxyCommand=x" is not a DNS name or an address, such as 10.64.1.4; the name when left out',
      ],
    ],
    [
      'an account with which a shell could be told something else',
      'account: operator',
      `account: 'a;id'`,
      ['hosts.yaml:11 jumpHosts[0].account: "a;id" is not an account such as yosai-audit'],
    ],
    [
      'a name that is no name of a file',
      'name: hana-app-1',
      'name: ../hana',
      [
        'hosts.yaml:14 hosts[0].name: "../hana" is not a name of at most 63 letters, digits, dots, hyphens and underscores that begins with a letter or digit',
      ],
    ],
    [
      'a misspelled key',
      'account: operator\n    hostKeys: [',
      'account: operator\n    hostkeys: [',
      ['hosts.yaml:12 jumpHosts[0].hostkeys: unknown key; did you mean `hostKeys`?'],
    ],
    [
      'a private key in the place of its file',
      'key: ~/.ssh/audit',
      "key: '-----BEGIN OPENSSH PRIVATE KEY-----'",
      ['hosts.yaml:25 hosts[1].key: holds what looks like a secret (private key); keep it in a key vault'],
    ],
    [
      'no host at all',
      'hosts:\n  - name: hana-app-1',
      'hosts: []\nx:\n  - name: hana-app-1',
      expect.anything(),
    ],
  ])('is refused for %s', (_, from, to, expected) => {
    const files = new EditedFiles(folder, [{ file: 'hosts.yaml', from, to }]);
    const result = loadHostInventory(files.path('hosts.yaml'), baseline);
    expect(files.shorten(result.ok ? [] : result.mistakes.map(renderMistake))).toEqual(expected);
  });

  it('gives a value or mistakes for whatever the file holds', () => {
    const text = readFileSync(join(folder, 'hosts.yaml'), 'utf8');
    const file = join(temporaryFolder(), 'hosts.yaml');
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('', '- ', ': ', '\n', '{', '[', '&a', '*a', 'hosts:', 'null'),
    );
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(40), piece, (at, length, put) => {
        writeFileSync(file, text.slice(0, at) + put + text.slice(at + length));
        const result = loadHostInventory(file, baseline);
        if (!result.ok) expect(result.mistakes.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});
