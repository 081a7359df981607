import { describe } from 'vitest';
import { change, refuses } from '../support/refused-baseline';

describe('parts that contradict each other', () => {
  refuses('environment', [
    [
      'a primary region that is not admitted',
      [
        change(
          'regions.yaml',
          '  - { name: japaneast, displayName: Japan East, pairedWith: japanwest }\n',
          '',
        ),
      ],
      ['regions.yaml:@«primary» primary: there is no admitted region "japaneast"; did you mean `japanwest`?'],
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
      'managed rules in an ended version, and twice',
      [
        change(
          'network.yaml',
          "minimumVersion: '2.1', version: '2.1'",
          "minimumVersion: '2.10', version: '2.9'",
        ),
        change('network.yaml', 'type: OWASP', 'type: microsoft_defaultruleset'),
      ],
      [
        'network.yaml:@«2.10» webFirewall.ruleSets[0].version: 2.9 is older than minimumVersion 2.10',
        'network.yaml:@«microsoft_defaultruleset» webFirewall.ruleSets[2].type: the rule set "microsoft_defaultruleset" is already taken on line @«2.10»',
      ],
    ],
    [
      'no managed rules against attacks that gateways get',
      [change('network.yaml', "minimumVersion: '2.1', version: '2.1'", "minimumVersion: '2.1'")],
      [
        'network.yaml:@«ruleSets» webFirewall.ruleSets: no set against attacks has a version for gateways to get',
      ],
    ],
    [
      'a version older than the oldest, renewals later than the end',
      [
        change('tls.yaml', "minimumVersion: '1.2'", "minimumVersion: '1.3'"),
        change('tls.yaml', 'earlyRenewalHours: 720', 'earlyRenewalHours: 9480'),
        change('tls.yaml', 'earlyRenewalHours: 17520', 'earlyRenewalHours: 43800'),
        change('data-stores.yaml', 'itemLifetimeDays: 365', 'itemLifetimeDays: 0'),
      ],
      [
        'data-stores.yaml:@«itemLifetimeDays: 0» keyVault.itemLifetimeDays: 0 is not between 28 and 1096',
        'tls.yaml:@«storageVersions» storageVersions[0]: TLS1_2 is older than minimumVersion 1.3',
        'tls.yaml:@«earlyRenewalHours» certificate.earlyRenewalHours: 9480 is not less than validityHours 9480',
        'tls.yaml:@«earlyRenewalHours: 43800» authority.earlyRenewalHours: 43800 is not less than validityHours 43800',
      ],
    ],
    [
      'a certificate that ends before its secret, or after its authority',
      [
        change('tls.yaml', 'validityHours: 9480', 'validityHours: 9479'),
        change('tls.yaml', 'earlyRenewalHours: 17520', 'earlyRenewalHours: 9478'),
      ],
      [
        'tls.yaml:@«validityHours: 9479» certificate.validityHours: 9479 is less than 9480, the lifetime of its secret (365 days, data-stores.yaml:@«itemLifetimeDays») and earlyRenewalHours',
        'tls.yaml:@«earlyRenewalHours: 9478» authority.earlyRenewalHours: 9478 is less than certificate.validityHours 9479: a certificate could outlast its authority',
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
      [change('access.yaml', '4633458b-17de-408a-b874-0445c86b69e6', '8e3af657-a8ff-443c-a75c-2fe8c4bcb635')],
      [
        'access.yaml:@«keyVaultSecretsUser» roles.keyVaultSecretsUser: the role id "8e3af657-a8ff-443c-a75c-2fe8c4bcb635" is already taken by the denied Owner on line @«name: Owner»',
      ],
    ],
    [
      'a pattern that is no regular expression, a form given twice',
      [change('secrets.yaml', "name: GitHub token, pattern: '\\b", "name: AWS access key, pattern: '(")],
      [
        'secrets.yaml:@«github_pat» forms[10].pattern: "((?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{36,})…" is not a regular expression',
        'secrets.yaml:@«KIA» forms[16].name: the form "AWS access key" is already taken on line @«github_pat»',
      ],
    ],
    [
      'two names for one file, an address that is none',
      [
        change('hosts.yaml', 'path: /etc/login.defs', 'path: /etc/audit/auditd.conf'),
        change('hosts.yaml', '168.63.129.16, tcpPorts', '168.63.129.316, tcpPorts'),
      ],
      [
        'hosts.yaml:@«auditd: {» settingFiles.auditd.path: the path "/etc/audit/auditd.conf" is already taken by login-defs on line @«login-defs:»',
        'hosts.yaml:@«129.316» platform.host.address: "168.63.129.316" is not an IPv4 address',
      ],
    ],
    [
      'backups that outlive the deletion deadline',
      [change('data-stores.yaml', 'retentionDays: 14', 'retentionDays: 21')],
      [
        'lifecycle.yaml:@«deletedWithinDays:» deletedWithinDays: a backup lasts 21 days and 14 more when deleted (data-stores.yaml:@«retentionDays: 21»): together more than deletedWithinDays 30',
      ],
    ],
    [
      'an image that an agent does not support',
      [change('virtual-machines.yaml', 'offer: debian-12, sku: 12-gen2', 'offer: debian-13, sku: 13-gen2')],
      [
        'support.yaml:@«images:» agents[0].images: AzureMonitorLinuxAgent is not supported on the image debian-13 (virtual-machines.yaml:@«debian-13»)',
        'support.yaml:18 agents[1].images: AADSSHLoginForLinux is not supported on the image debian-13 (virtual-machines.yaml:@«debian-13»)',
      ],
    ],
    [
      'an agent that the register does not know, and a day that is none',
      [
        change('support.yaml', 'type: AADSSHLoginForLinux', 'type: AADLoginForLinux'),
        change('support.yaml', 'cli\n    checked: 2026-11-24', 'cli\n    checked: 2026-11-31'),
      ],
      [
        'support.yaml:@«^agents:» agents: the extension AADSSHLoginForLinux (virtual-machines.yaml:@«AADSSHLoginForLinux») is not listed',
        'support.yaml:@«2026-11-31» features[0].checked: "2026-11-31" is not a date of the calendar',
      ],
    ],
    [
      'a type listed twice, one that nobody judges and does not say why, and one that is refused by name as well',
      [
        change(
          'resource-types.yaml',
          'type: azure-native:network:Route\n',
          'type:  azure-native:network:RouteTable\n',
        ),
        change('resource-types.yaml', '    unjudged: it only shows what its reader may read\n', ''),
        change(
          'resource-types.yaml',
          "types: ['azure-native:classic*']",
          "types: ['azure-native:security:*']",
        ),
      ],
      [
        'resource-types.yaml:@«type:  azure» admitted[16].type: the type "azure-native:network:RouteTable" is already taken on line @«type: azure-native:network:RouteTable»',
        'resource-types.yaml:@«applicationinsights» admitted[43]: "azure-native:applicationinsights:Workbook" has neither `judgedBy` nor `unjudged`; expected the policies that judge it, or else why none has to',
        `resource-types.yaml:@«'azure-native:security:*'» refused[4].types[0]: "azure-native:security:*" refuses azure-native:security:Pricing, which is admitted`,
      ],
    ],
    [
      'an alert listed twice, looked at less often than it is measured',
      [
        change('monitoring.yaml', 'id: machine-cpu', "id: 'machine-down'"),
        change(
          'monitoring.yaml',
          'threshold: 1\n      windowMinutes: 5\n      everyMinutes: 1\n',
          'threshold: 1\n      windowMinutes: 5\n      everyMinutes: 60\n',
        ),
      ],
      [
        'monitoring.yaml:@«everyMinutes: 60» alerts.metrics[0].everyMinutes: 60 is more than windowMinutes 5: what happens between two looks is not seen',
        `monitoring.yaml:@«'machine-down'» alerts.metrics[1].id: the alert "machine-down" is already taken on line @«id: machine-down»`,
      ],
    ],
    [
      'a type listed twice, of which nothing is kept',
      [
        change(
          'monitoring.yaml',
          'compute:VirtualMachine, logs: [], metrics: true',
          'storage:StorageAccount, logs: [], metrics: false',
        ),
      ],
      [
        'monitoring.yaml:@«metrics: false }» diagnostics[9]: neither logs nor metrics of azure-native:storage:StorageAccount are kept',
        'monitoring.yaml:@«metrics: false }» diagnostics[9].type: the type "azure-native:storage:StorageAccount" is already taken on line @«StorageAccount, logs: [], metrics: true»',
      ],
    ],
  ]);
});
