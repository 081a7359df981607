import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { environmentParts, loadBaseline, renderMistake } from '../../lib/baseline';
import { type Edit, EditedFiles } from '../support/edited-files';

const source = join(__dirname, '..', '..', 'baselines');

type Row = readonly [name: string, edits: readonly Edit[], expected: readonly string[]];

function change(file: string, from: string, to: string): Edit {
  return { file, from, to };
}

function network(from: string, to: string): Edit[] {
  return [change('network.yaml', from, to)];
}

function mistakesAfter(edits: readonly Edit[], parts?: typeof environmentParts): [EditedFiles, string[]] {
  const files = new EditedFiles(
    source,
    edits,
    parts === undefined ? ['schema'] : ['schema', 'controls', 'policies'],
  );
  const result = parts === undefined ? loadBaseline(files.folder) : loadBaseline(files.folder, { parts });
  return [files, files.shorten(result.ok ? [] : result.mistakes.map(renderMistake))];
}

function refuses(rows: readonly Row[], parts?: typeof environmentParts): void {
  it.each(rows)('%s', (_, edits, expected) => {
    const [files, lines] = mistakesAfter(edits, parts);
    expect(lines).toEqual(files.withLines(expected));
  });
}

describe('the baseline of this repository', () => {
  it('loads with all its parts, controls in the order of sections', () => {
    const result = loadBaseline(source);
    expect(result.ok ? [] : result.mistakes.map(renderMistake)).toEqual([]);
    if (!result.ok) return;
    expect(result.value.controls.map(({ section }) => section)).toEqual(
      Array.from({ length: 44 }, (_, i) => i + 1),
    );
    expect(Object.keys(result.value.policies)).toContain('nsg-rules-match-role');
    expect(result.value.network.addressPlan.tenantPrefixLength).toBe(22);
  });

  it('loads only the parts that are asked for', () => {
    const result = loadBaseline(source, { parts: ['tags', 'policies'] });
    expect(result.ok && Object.keys(result.value)).toEqual(['tags', 'policies']);
  });
});

describe('what a schema refuses', () => {
  refuses(
    [
      [
        'a number out of its range',
        network('AzureBastionSubnet, prefixLength: 26', 'AzureBastionSubnet, prefixLength: 99'),
        ['network.yaml:@«prefixLength: 99» subnets.hub[1].prefixLength: 99 is not between 16 and 29'],
      ],
      [
        'a misspelled key, once',
        network('AzureBastionSubnet, prefixLength: 26', 'AzureBastionSubnet, prefixLenght: 26'),
        [
          'network.yaml:@«prefixLenght» subnets.hub[1].prefixLenght: unknown key; did you mean `prefixLength`?',
        ],
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
    ],
    environmentParts,
  );
});

describe('addresses that do not hold together', () => {
  refuses(
    [
      [
        'the hub inside the tenant pool',
        network('hub: 10.32.0.0/20', 'hub: 10.64.16.0/20'),
        [
          'network.yaml:@«hub: 10.64.16.0/20» addressPlan.hub: 10.64.16.0/20 overlaps with addressPlan.tenantPool 10.64.0.0/10 on line @«tenantPool»',
        ],
      ],
      [
        'the corporate network in an on-premises range',
        network('corporate: 172.20.0.0/16', 'corporate: 192.168.0.0/16'),
        [
          'network.yaml:@«onPremises» addressPlan.onPremises[0]: 192.168.0.0/16 overlaps with addressPlan.corporate 192.168.0.0/16 on line @«corporate: 192»',
        ],
      ],
      [
        'a range that begins inside itself',
        network('hub: 10.32.0.0/20', 'hub: 10.32.1.0/20'),
        [
          'network.yaml:@«hub: 10.32.1.0/20» addressPlan.hub: "10.32.1.0/20" does not begin where its prefix does; did you mean `10.32.0.0/20`?',
        ],
      ],
      [
        'a public range for the hub',
        network('hub: 10.32.0.0/20', 'hub: 20.32.0.0/20'),
        [
          'network.yaml:@«hub: 20.» addressPlan.hub: 20.32.0.0/20 is not a private range; expected one inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10',
        ],
      ],
      [
        'a slot too small for its subnets',
        network('tenantPrefixLength: 22', 'tenantPrefixLength: 23'),
        [
          "network.yaml:@«role: data, » subnets.tenant[2].prefixLength: a /24 for data does not fit into what is left of a tenant's slot of /23",
          "network.yaml:@«      prefixLength: 24» subnets.tenant[3].prefixLength: a /24 for endpoints does not fit into what is left of a tenant's slot of /23",
        ],
      ],
      [
        'a subnet larger than its hub',
        network('name: audit-runner, prefixLength: 26', 'name: audit-runner, prefixLength: 20'),
        [
          'network.yaml:@«audit-runner» subnets.hub[2].prefixLength: a /20 for audit does not fit into what is left of the hub range 10.32.0.0/20',
        ],
      ],
      [
        'a slot larger than the pool',
        network('tenantPool: 10.64.0.0/10', 'tenantPool: 10.64.0.0/23'),
        [
          'network.yaml:@«tenantPrefixLength» addressPlan.tenantPrefixLength: a slot of /22 does not fit into the tenant pool 10.64.0.0/23',
        ],
      ],
      [
        'a subnet role in two networks, a name twice in one',
        network('role: audit, name: audit-runner', 'role: app, name: AzureBastionSubnet'),
        [
          'network.yaml:@«role: app, name: AzureBastionSubnet» subnets.hub[2].role: the subnet role "app" is already taken on line @«role: app, name: app»',
          'network.yaml:@«role: app, name: AzureBastionSubnet» subnets.hub[2].name: the subnet name "AzureBastionSubnet" is already taken on line @«role: bastion, name»',
          'network.yaml:@«id: audit-to-machines» flows[13].from: there is no subnet role, peer word or service tag "audit"; known are gateway, app, data, endpoints, firewall, bastion, platform-endpoints, office, tenants, operators, Internet, AzureLoadBalancer, GatewayManager, AzureCloud',
          'network.yaml:@«id: audit-to-endpoints» flows[20].from: there is no subnet role, peer word or service tag "audit"; known are gateway, app, data, endpoints, firewall, bastion, platform-endpoints, office, tenants, operators, Internet, AzureLoadBalancer, GatewayManager, AzureCloud',
        ],
      ],
    ],
    environmentParts,
  );
});

describe('flows that cannot be', () => {
  refuses(
    [
      [
        'two of the same id',
        network('id: app-to-dns, ', 'id: app-to-data, '),
        [
          'network.yaml:@«from: app, to: firewall» flows[8].id: the flow id "app-to-data" is already taken on line @«id: app-to-data»',
        ],
      ],
      [
        'from a role that does not exist',
        network('id: app-to-data, from: app,', 'id: app-to-data, from: apps,'),
        [
          'network.yaml:@«from: apps» flows[5].from: there is no subnet role, peer word or service tag "apps"; did you mean `app`?',
        ],
      ],
      [
        'from a service tag that Azure spells otherwise',
        network('id: clients-to-gateway, from: Internet', 'id: clients-to-gateway, from: internet'),
        [
          'network.yaml:@«from: internet» flows[0].from: there is no subnet role, peer word or service tag "internet"; did you mean `Internet`?',
        ],
      ],
      [
        'with a service that does not exist',
        network('to: data, services: [postgresql]', 'to: data, services: [postgres]'),
        [
          'network.yaml:@«[postgres]» flows[5].services[0]: there is no service "postgres"; did you mean `postgresql`?',
        ],
      ],
      [
        'out of the firewall with a service that does not exist',
        network('id: ntp, services: [ntp]', 'id: ntp, services: [nntp]'),
        [
          'network.yaml:@«[nntp]» outbound[4].services[0]: there is no service "nntp"; did you mean `ntp`?',
          'virtual-machines.yaml:@«timeServers» timeServers[0]: "ntp.nict.jp" is not let out by the firewall for time (`outbound`, network.yaml:@«^outbound:»)',
        ],
      ],
      [
        'from one tenant to another',
        network('id: app-to-data, from: app,', 'id: app-to-data, from: tenants,'),
        [
          'network.yaml:@«from: tenants» flows[5]: tenants → data would join tenants to each other, which section 31 keeps apart',
        ],
      ],
      [
        'from the corporate network into the service',
        network('id: app-to-data, from: app,', 'id: app-to-data, from: office,'),
        [
          'network.yaml:@«id: app-to-data» flows[5]: office → data would join the corporate network to the service; section 31 keeps them apart',
        ],
      ],
      [
        'of nobody',
        network('id: bastion-sessions, from: bastion', 'id: bastion-sessions, from: operators'),
        [
          'network.yaml:@«bastion-sessions» flows[19]: operators → Internet has no subnet role at either side, so no rule would come from it',
        ],
      ],
      [
        'that mix a service tag with others',
        network(
          'id: bastion-to-machines, from: bastion, to: [app, data]',
          'id: bastion-to-machines, from: bastion, to: [app, Internet]',
        ),
        [
          'network.yaml:@«bastion-to-machines» flows[12].to[1]: the service tag Internet stands alone; write a flow of its own for it',
        ],
      ],
      [
        'to a range of ports that falls',
        network('ports: [65200-65535]', 'ports: [65535-65200]'),
        [
          'network.yaml:@«65535-65200» services.gateway-management.ports[0]: "65535-65200" does not rise; did you mean `65200-65535`?',
        ],
      ],
      [
        'to a range of ports that goes too far',
        network('ports: [65200-65535]', 'ports: [65200-65536]'),
        [
          'network.yaml:@«65200-65536» services.gateway-management.ports[0]: "65200-65536" has a port above 65535',
        ],
      ],
      [
        "to '*' and a port beside it",
        network("any: { ports: ['*']", "any: { ports: ['*', 80]"),
        ["network.yaml:@«['*', 80]» services.any.ports[0]: '*' is every port; no other stands beside it"],
      ],
      [
        'to machines in a subnet that does not exist',
        network('db: { subnet: data }', 'db: { subnet: date }'),
        [
          'network.yaml:@«date» machineRoles.db.subnet: there is no tenant subnet of role "date"; did you mean `data`?',
        ],
      ],
    ],
    environmentParts,
  );
});

describe('parts that contradict each other', () => {
  refuses(
    [
      [
        'a primary region that is not admitted',
        [
          change(
            'regions.yaml',
            '  - { name: japaneast, displayName: Japan East, pairedWith: japanwest }\n',
            '',
          ),
        ],
        [
          'regions.yaml:@«primary» primary: there is no admitted region "japaneast"; did you mean `japanwest`?',
        ],
      ],
      [
        'a region under the name of the other, paired with itself',
        [
          change(
            'regions.yaml',
            'japanwest, displayName: Japan West, pairedWith: japaneast',
            'japanwest, displayName: Japan East, pairedWith: japanwest',
          ),
        ],
        [
          'regions.yaml:@«name: japanwest» admitted[1].displayName: "Japan East" is not the name of japanwest',
          'regions.yaml:@«name: japanwest» admitted[1].pairedWith: japanwest cannot be its own pair',
        ],
      ],
      [
        'a region given twice',
        [
          change(
            'regions.yaml',
            'japanwest, displayName: Japan West, pairedWith: japaneast',
            'japaneast, displayName: Japan East, pairedWith: japanwest',
          ),
        ],
        ['regions.yaml:6 admitted[1].name: the region "japaneast" is already taken on line 5'],
      ],
      [
        'one tag key for two facts',
        [change('tags.yaml', 'slot: yosai-slot', 'slot: yosai-tenant')],
        [
          'tags.yaml:@«slot: yosai-tenant» keys.slot: the tag key "yosai-tenant" is already taken by tenant on line @«tenant: yosai-tenant»',
        ],
      ],
      [
        'a gateway policy that is not admitted',
        [change('tls.yaml', 'policy: AppGwSslPolicy20220101S', 'policy: AppGwSslPolicy20230101')],
        [
          'tls.yaml:@«20230101» gateway.policy: there is no admitted policy "AppGwSslPolicy20230101"; did you mean `AppGwSslPolicy20220101`?',
        ],
      ],
      [
        'a version older than the oldest, a renewal later than the end',
        [
          change('tls.yaml', "minimumVersion: '1.2'", "minimumVersion: '1.3'"),
          change('tls.yaml', 'earlyRenewalHours: 720', 'earlyRenewalHours: 2160'),
        ],
        [
          'tls.yaml:@«storageVersions» storageVersions[0]: TLS1_2 is older than minimumVersion 1.3',
          'tls.yaml:@«earlyRenewalHours» certificate.earlyRenewalHours: 2160 is not less than validityHours 2160',
        ],
      ],
      [
        'a size for no role, a role without a size, a disk for no role',
        [
          change('virtual-machines.yaml', '  db: Standard_E2as_v5', '  dbs: Standard_E2as_v5'),
          change('virtual-machines.yaml', '  db: { sizeGiB', '  constructor: { sizeGiB'),
        ],
        [
          'virtual-machines.yaml:@«sizes:» sizes: the machine role db (network.yaml:@«db: { subnet») has no size',
          'virtual-machines.yaml:@«dbs:» sizes.dbs: there is no machine role "dbs"; did you mean `db`?',
          'virtual-machines.yaml:@«constructor» dataDisks.constructor: there is no machine role "constructor"; known are app, db',
        ],
      ],
      [
        'a day that is in no calendar',
        [change('virtual-machines.yaml', 'checked: 2026-11-23', 'checked: 2026-02-30')],
        ['virtual-machines.yaml:@«2026-02-30» images[0].checked: "2026-02-30" is not a date of the calendar'],
      ],
      [
        'an image and an extension given twice',
        [
          change(
            'virtual-machines.yaml',
            'security:\n',
            "  - { publisher: Debian, offer: debian-12, sku: 12-gen2, versions: ['1.2.3'], checked: 2026-11-23 }\nsecurity:\n",
          ),
          change(
            'virtual-machines.yaml',
            'Microsoft.Azure.ActiveDirectory, type: AADSSHLoginForLinux',
            'Microsoft.Azure.Monitor, type: AzureMonitorLinuxAgent',
          ),
        ],
        [
          "virtual-machines.yaml:@«['1.2.3']» images[1]: the image \"Debian debian-12 12-gen2\" is already taken on line @«['latest']»",
          "virtual-machines.yaml:@«version: '1.0'» extensions[1]: the extension \"Microsoft.Azure.Monitor AzureMonitorLinuxAgent\" is already taken on line @«version: '1.33'»",
        ],
      ],
      [
        'a time server that the firewall does not let out',
        [change('virtual-machines.yaml', 'timeServers: [ntp.nict.jp]', 'timeServers: [ntp.example.com]')],
        [
          'virtual-machines.yaml:@«timeServers» timeServers[0]: "ntp.example.com" is not let out by the firewall for time (`outbound`, network.yaml:@«^outbound:»)',
        ],
      ],
      [
        'a kind of storage that is not admitted, a class that is none, a rotation after the end',
        [
          change('data-stores.yaml', '  sku: Standard_ZRS', '  sku: Standard_RAGRS'),
          change('data-stores.yaml', '[personal, secret]', '[personel, secret]'),
          change('data-stores.yaml', 'rotateBeforeExpiryDays: 30', 'rotateBeforeExpiryDays: 365'),
        ],
        [
          'data-stores.yaml:@«rotateBefore» keyVault.rotateBeforeExpiryDays: 365 is not less than itemLifetimeDays 365',
          'data-stores.yaml:@«sku: Standard_RAGRS» storage.sku: there is no admitted sku "Standard_RAGRS"; did you mean `Standard_GRS`?',
          'data-stores.yaml:@«personel» storage.customerManagedKeyFor[0]: there is no classification "personel"; did you mean `personal`?',
        ],
      ],
      [
        'a role that is both granted and denied',
        [
          change(
            'access.yaml',
            '4633458b-17de-408a-b874-0445c86b69e6',
            '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
          ),
        ],
        [
          'access.yaml:@«keyVaultSecretsUser» roles.keyVaultSecretsUser: the role id "8e3af657-a8ff-443c-a75c-2fe8c4bcb635" is already taken by the denied Owner on line @«name: Owner»',
        ],
      ],
      [
        'a pattern that is no regular expression, a form given twice',
        [change('secrets.yaml', "name: GitHub token, pattern: '\\b", "name: AWS access key, pattern: '(")],
        [
          'secrets.yaml:@«36,» forms[4].pattern: "(gh[pousr]_[A-Za-z0-9]{36,}\\b" is not a regular expression',
          'secrets.yaml:@«AKIA» forms[5].name: the form "AWS access key" is already taken on line @«36,»',
        ],
      ],
    ],
    environmentParts,
  );
});

describe('a catalogue with gaps', () => {
  refuses([
    [
      'a promise whose id does not follow',
      [change('controls/20-hardened-virtual-machines.yaml', 'id: "20.2"', 'id: "20.7"')],
      ['controls/20-hardened-virtual-machines.yaml:@«20.7» promises[1].id: "20.7" is not 20.2'],
    ],
    [
      'a section other than that of the file name, which leaves another without a file',
      [change('controls/20-hardened-virtual-machines.yaml', 'section: 20', 'section: 19')],
      [
        'controls: has no file for section 20',
        "controls/20-hardened-virtual-machines.yaml:1 section: 19 is not the 20 of the file's name",
        'controls/20-hardened-virtual-machines.yaml:1 section: section 19 is already in controls/19-each-tenant-on-its-own.yaml',
        ...[1, 2, 3, 4, 5].map(
          (n) =>
            `controls/20-hardened-virtual-machines.yaml:@«"20.${n}"» promises[${n - 1}].id: "20.${n}" is not 19.${n}`,
        ),
      ],
    ],
    [
      'a policy that does not exist, which leaves one without a promise',
      [
        change(
          'controls/31-separation-of-networks.yaml',
          'ref: corporate-network-stays-apart',
          'ref: corporate-network-stay-apart',
        ),
      ],
      [
        'controls/31-separation-of-networks.yaml:@«network-stay-apart» promises[1].keptBy[1].ref: there is no policy "corporate-network-stay-apart"; did you mean `corporate-network-stays-apart`?',
        'policies/corporate-network-stays-apart.yaml: keeps no promise: no control names this policy',
      ],
    ],
    [
      'a mechanism given twice',
      [
        change(
          'controls/20-hardened-virtual-machines.yaml',
          '      - { by: policy, ref: vm-requires-hardening-document }\n      - { by: proof, ref: internet',
          '      - { by: policy, ref: subnet-requires-nsg, status: planned }\n      - { by: proof, ref: internet',
        ),
      ],
      [
        'controls/20-hardened-virtual-machines.yaml:@«subnet-requires-nsg, status» promises[0].keptBy[5]: repeats keptBy[3]: policy subnet-requires-nsg',
        'controls/20-hardened-virtual-machines.yaml:@«subnet-requires-nsg, status» promises[0].keptBy[5].status: the policy subnet-requires-nsg is called planned, but policies/subnet-requires-nsg.yaml is there',
      ],
    ],
    [
      'a severity that is none',
      [change('policies/nsg-rules-match-role.yaml', 'severity: critical', 'severity: crticial')],
      [
        'policies/nsg-rules-match-role.yaml:@«severity» severity: "crticial" is not one of critical, high, medium, low; did you mean `critical`?',
      ],
    ],
  ]);

  it('a policy that no promise names', () => {
    const files = new EditedFiles(source);
    const words =
      'title: { ja: 例です, en: An example }\nseverity: low\nenforcement: advisory\nfix: { ja: 例です, en: Do it. }\n';
    writeFileSync(files.path('policies/vm-is-blue.yaml'), words);
    expect(linesOf(files)).toEqual([
      'policies/vm-is-blue.yaml: keeps no promise: no control names this policy',
    ]);
  });

  it('a control file that is broken counts for the section of its name, and no policy is called unused', () => {
    const files = new EditedFiles(source);
    writeFileSync(files.path('controls/20-hardened-virtual-machines.yaml'), 'section: [');
    expect(linesOf(files)).toEqual([
      'controls/20-hardened-virtual-machines.yaml:1: cannot be read as YAML: unexpected end of the stream within a flow collection',
    ]);
  });

  it('files and folders under wrong names', () => {
    const files = new EditedFiles(source);
    writeFileSync(files.path('controls/notes.yaml'), '');
    writeFileSync(files.path('policies/old.yml'), '');
    mkdirSync(files.path('policies/folder.yaml'));
    expect(linesOf(files)).toEqual([
      'controls/notes.yaml: is empty; one YAML document is expected',
      'controls/notes.yaml: is not named for its section; expected NN-<title>.yaml',
      'policies/folder.yaml: is a folder where a file is expected',
      'policies/old.yml: would not be read: its name must end in .yaml',
    ]);
  });
});

describe('files that are not there', () => {
  it('a part and both folders of the catalogue', () => {
    const files = new EditedFiles(source);
    for (const name of ['tls.yaml', 'controls', 'policies']) rmSync(files.path(name), { recursive: true });
    expect(linesOf(files)).toEqual([
      'controls: does not exist; a folder is expected',
      'policies: does not exist; a folder is expected',
      'tls.yaml: does not exist',
    ]);
  });

  it('the folder itself', () => {
    const files = new EditedFiles(source);
    rmSync(files.folder, { recursive: true });
    expect(linesOf(files)).toEqual(['.: does not exist; a folder is expected']);
  });

  it('a file in the place of the folder', () => {
    const files = new EditedFiles(source);
    const result = loadBaseline(files.path('tls.yaml'));
    expect(files.shorten(result.ok ? [] : result.mistakes.map(renderMistake))).toEqual([
      'tls.yaml: is a file where a folder is expected',
    ]);
  });

  it('a folder in the place of a part', () => {
    const files = new EditedFiles(source);
    rmSync(files.path('tls.yaml'));
    mkdirSync(files.path('tls.yaml'));
    expect(linesOf(files)).toEqual(['tls.yaml: is a folder where a file is expected']);
  });
});

it('mistakes of several files come all at once, in the order of files and lines', () => {
  const [files, lines] = mistakesAfter(
    [
      change('tls.yaml', "minimumVersion: '1.2'", "minimumVersion: '1.1'"),
      change('network.yaml', 'tenantPrefixLength: 22', 'tenantPrefixLength: 99'),
      change('network.yaml', 'ntp: { ports: [123]', 'ntp: { ports: []'),
      change('access.yaml', 'name: Owner', 'name: 7'),
    ],
    environmentParts,
  );
  expect(lines).toEqual(
    files.withLines([
      'access.yaml:@«name: 7» deniedRoles[0].name: expected text, found the number 7',
      'network.yaml:@«tenantPrefixLength» addressPlan.tenantPrefixLength: 99 is not between 16 and 29',
      'network.yaml:@«ntp: { ports: [], » services.ntp.ports: is empty; at least one entry is expected',
      'tls.yaml:@«minimumVersion» minimumVersion: "1.1" is not one of 1.2, 1.3; did you mean `1.2`?',
    ]),
  );
});

function linesOf(files: EditedFiles): string[] {
  const result = loadBaseline(files.folder);
  return files.shorten(result.ok ? [] : result.mistakes.map(renderMistake));
}
