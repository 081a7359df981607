import { describe } from 'vitest';
import { change, refuses } from '../support/refused-baseline';

function network(from: string, to: string) {
  return [change('network.yaml', from, to)];
}

describe('what a schema refuses', () => {
  refuses('environment', [
    [
      'a number out of its range',
      network('AzureBastionSubnet, prefixLength: 26', 'AzureBastionSubnet, prefixLength: 99'),
      ['network.yaml:@«prefixLength: 99» subnets.hub[1].prefixLength: 99 is not between 16 and 29'],
    ],
    [
      'a misspelled key, once',
      network('AzureBastionSubnet, prefixLength: 26', 'AzureBastionSubnet, prefixLenght: 26'),
      ['network.yaml:@«prefixLenght» subnets.hub[1].prefixLenght: unknown key; did you mean `prefixLength`?'],
    ],
    [
      'a key that is near to none',
      network('https: { ports', 'https: { colour: red, ports'),
      ['network.yaml:@«colour» services.https.colour: unknown key; known are ports, protocol'],
    ],
    [
      'a key that is missing',
      network('dns: { ports: [53], protocol: Udp }', 'dns: { ports: [53] }'),
      ['network.yaml:@«dns: { ports: [53] }» services.dns: `protocol` is missing'],
    ],
    [
      'a word that is not of the list',
      network('https: { ports: [443], protocol: Tcp }', 'https: { ports: [443], protocol: Tpc }'),
      ['network.yaml:@«Tpc» services.https.protocol: "Tpc" is not one of Tcp, Udp, *; did you mean `Tcp`?'],
    ],
    [
      'a value of another kind',
      network('tenantPrefixLength: 22', 'tenantPrefixLength: "22"'),
      [
        'network.yaml:@«tenantPrefixLength» addressPlan.tenantPrefixLength: expected a whole number, found the text "22"',
      ],
    ],
    [
      'nothing where something is expected',
      network('  tenantPool: 10.64.0.0/10', '  tenantPool:'),
      ['network.yaml:@«tenantPool:» addressPlan.tenantPool: expected text, found nothing'],
    ],
    [
      'a value that promises rest on',
      [change('data-stores.yaml', 'purgeProtection: true', 'purgeProtection: false')],
      [
        'data-stores.yaml:@«purgeProtection» keyVault.purgeProtection: must be true, found false: promises to customers rest on it',
      ],
    ],
    [
      'a port above 65535',
      network('ssh: { ports: [22]', 'ssh: { ports: [70000]'),
      [
        "network.yaml:@«70000» services.ssh.ports[0]: 70000 is not a port (1–65535), a range such as 65200-65535, or '*'",
      ],
    ],
    [
      'port 0',
      network('ssh: { ports: [22]', 'ssh: { ports: [0]'),
      [
        "network.yaml:@«ports: [0]» services.ssh.ports[0]: 0 is not a port (1–65535), a range such as 65200-65535, or '*'",
      ],
    ],
    [
      'a range that is none',
      network('hub: 10.32.0.0/20', 'hub: 10.32.0.256/20'),
      [
        'network.yaml:@«10.32.0.256» addressPlan.hub: "10.32.0.256/20" is not an IPv4 range in CIDR form, such as 10.64.0.0/10',
      ],
    ],
    [
      'a name that is no name',
      network('  ssh: { ports', '  "S SH": { ports'),
      [
        'network.yaml:@«S SH» services["S SH"]: as a key, "S SH" is not a name of lower-case letters, digits and hyphens that begins with a letter (at most 40)',
      ],
    ],
    [
      'an entry given twice',
      network(
        'services: [dns, dns-tcp] }\n  - { id: data-to-dns',
        'services: [dns, dns] }\n  - { id: data-to-dns',
      ),
      ['network.yaml:@«[dns, dns]» flows[8].services[1]: repeats flows[8].services[0]'],
    ],
    [
      'an empty list',
      network('machineRoles:\n  app: { subnet: app }\n  db: { subnet: data }', 'machineRoles: {}'),
      ['network.yaml:@«machineRoles: {}» machineRoles: is empty; at least one entry is expected'],
    ],
    [
      'a region outside Japan, where it is admitted',
      [
        change(
          'regions.yaml',
          '{ name: japanwest, displayName: Japan West, pairedWith: japaneast }',
          '{ name: koreacentral, displayName: Japan West, pairedWith: japaneast }',
        ),
      ],
      ['regions.yaml:@«koreacentral» admitted[1].name: "koreacentral" is not one of japaneast, japanwest'],
    ],
    [
      'a region with a slip of the pen',
      [change('regions.yaml', 'primary: japaneast', 'primary: japneast')],
      [
        'regions.yaml:@«japneast» primary: "japneast" is not one of japaneast, japanwest; did you mean `japaneast`?',
      ],
    ],
    [
      'an administrator whom everybody guesses',
      [change('virtual-machines.yaml', 'adminUser: yosai-admin', 'adminUser: root')],
      ['virtual-machines.yaml:@«adminUser» adminUser: "root" is not admitted'],
    ],
    [
      'control characters, which are not passed on',
      [change('tls.yaml', "minimumVersion: '1.2'", 'minimumVersion: "1.2\\e[31m\\u202e"')],
      ['tls.yaml:@«minimumVersion» minimumVersion: "1.2\\u001b[31m\\u202e" is not one of 1.2, 1.3'],
    ],
  ]);
});
