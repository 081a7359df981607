// Made from baselines/schema/*.schema.json by `npm run generate`. Change the schema, not this file.

/**
 * Where a role is granted.
 */
export type AccessPlace =
  'platformHub' | 'corporateNetwork' | 'auditLog' | 'customerAssets' | 'operatorAssets' | 'tenantLogs';

/**
 * Who holds which role where, until when, and who approved it.
 */
export interface AccessRegister {
  /**
   * The groups of the Entra directory that hold roles.
   */
  groups: AccessGroup[];
  /**
   * What they hold.
   */
  grants: AccessGrant[];
}

/**
 * A group of people in the Entra directory.
 */
export interface AccessGroup {
  /**
   * A short name of 2 to 30 lower-case letters, digits and hyphens that begins with a letter
   */
  id: string;
  /**
   * An object id in lower case, such as 00000000-0000-4000-8000-000000000101
   */
  objectId: string;
  name: LocalizedText;
  purpose: LocalizedText;
  /**
   * A mail address such as head-of-operations@example.jp (who answers for its members)
   */
  owner: string;
  /**
   * A tenant's id, on the group of a customer; left out for the provider's own
   */
  tenant?: string;
}

/**
 * The same words in Japanese and in English.
 */
export interface LocalizedText {
  /**
   * In Japanese.
   */
  ja: string;
  /**
   * In English.
   */
  en: string;
}

/**
 * A role that a group holds at a place.
 */
export interface AccessGrant {
  /**
   * A short name of 2 to 30 lower-case letters, digits and hyphens that begins with a letter
   */
  group: string;
  /**
   * The role, by its word in the access baseline.
   */
  role: string;
  place: AccessPlace;
  /**
   * Whose environments are meant; of places that a tenant has.
   *
   * @minItems 1
   */
  tenants?: string[];
  /**
   * A mail address such as head-of-operations@example.jp (who approved it)
   */
  approvedBy: string;
  /**
   * A date such as 2026-04-01 (the first day on which it is granted)
   */
  validFrom: string;
  /**
   * A date such as 2026-04-01 (the last day on which it is granted)
   */
  validUntil: string;
  /**
   * A date such as 2026-04-01 (the day by which somebody asks whether it is still needed)
   */
  reviewOn: string;
}

/**
 * A role id in lower case, such as 8e3af657-a8ff-443c-a75c-2fe8c4bcb635
 */
export type RoleId = string;

export type PrincipalType = 'Group' | 'ServicePrincipal';

/**
 * Who may hold rights.
 */
export interface AccessBaseline {
  /**
   * Built-in roles that nobody holds permanently.
   *
   * @minItems 1
   */
  deniedRoles: DeniedRole[];
  /**
   * Kinds of principal that may be granted a role.
   *
   * @minItems 1
   */
  principalTypes: PrincipalType[];
  roles: RoleIds;
  /**
   * What the access register may grant to groups, and where.
   *
   * @minItems 1
   */
  grantable: GrantableRole[];
  /**
   * For how many days a grant of the register is valid at most.
   */
  longestGrantDays: number;
}

/**
 * A built-in role.
 */
export interface DeniedRole {
  /**
   * The role's name as Azure writes it.
   */
  name: string;
  id: RoleId;
}

/**
 * The ids of the built-in roles that components grant to managed identities.
 */
export interface RoleIds {
  keyVaultSecretsUser: RoleId;
  keyVaultCryptoServiceEncryptionUser: RoleId;
  storageBlobDataContributor: RoleId;
}

/**
 * A built-in role and the places where it may be granted.
 */
export interface GrantableRole {
  /**
   * A word of letters that begins with a small one, such as logAnalyticsReader
   */
  role: string;
  /**
   * The role's name as Azure writes it.
   */
  name: string;
  id: RoleId;
  /**
   * Places where the provider's own groups may hold it.
   */
  operator: AccessPlace[];
  /**
   * Places where a customer's group may hold it.
   */
  customer: AccessPlace[];
}

/**
 * A name of lower-case letters, digits and hyphens that begins with a letter (at most 40)
 */
export type Word = string;

/**
 * How the claim is answered. `traffic`: what gets from one side to another. `accepts`: what the security groups before one side let in. `outbound`: what the hub's firewall lets out. `ways`: where peerings and routes lead. `endpointTargets`: whose service each private endpoint leads to. `dnsLinks`: whose networks each private DNS zone serves. `addressPlan`: any two slots, from the plan alone.
 */
export type ClaimKind =
  'traffic' | 'accepts' | 'outbound' | 'ways' | 'endpointTargets' | 'dnsLinks' | 'addressPlan';

/**
 * How much harm it does when the claim is false.
 */
export type ClaimSeverity = 'critical' | 'high' | 'medium' | 'low';

/**
 * A kind of network of the address plan, or the Internet.
 */
export type ClaimNetwork = 'tenant' | 'hub' | 'corporate' | 'internet';

/**
 * Names, each once, one at least.
 *
 * @minItems 1
 */
export type Names = Word[];

/**
 * Which pairs are meant where both sides are of tenants: those of different tenants, or of one. All when left out.
 */
export type ClaimTenants = 'different' | 'same';

/**
 * Ids of flows in network.yaml, or of entries of its `outbound` where the kind is so; `listed` for all of them.
 */
export type ClaimAdmits = Word[] | string;

/**
 * What is proven of the network of all stacks.
 */
export interface ClaimsBaseline {
  /**
   * Every claim, in the order in which they are printed.
   *
   * @minItems 1
   * @maxItems 100
   */
  claims: Claim[];
}

/**
 * Something that is true of every network that keeps the promises.
 */
export interface Claim {
  id: Word;
  kind: ClaimKind;
  severity: ClaimSeverity;
  words: LocalizedText;
  from?: ClaimSelector;
  to?: ClaimSelector;
  tenants?: ClaimTenants;
  /**
   * Whether the same is claimed from `to` to `from`; false when left out.
   */
  bothWays?: boolean;
  /**
   * The only services that are looked at, by their names in network.yaml; all traffic when left out.
   *
   * @minItems 1
   */
  services?: Word[];
  admits?: ClaimAdmits;
}

/**
 * Who is meant: everything in the named networks; only what stands in the named subnets, or in none of `exceptSubnets`; only machines of the named roles; or only private endpoints.
 */
export interface ClaimSelector {
  /**
   * Kinds of network, or the Internet.
   *
   * @minItems 1
   */
  networks: ClaimNetwork[];
  subnets?: Names;
  machines?: Names;
  exceptSubnets?: Names;
  /**
   * Whether only private endpoints are meant; false when left out.
   */
  privateEndpoints?: boolean;
}

/**
 * Who carries a promise: the provider, its customer, both, or the IaaS vendor.
 */
export type ControlOwner = 'provider' | 'customer' | 'shared' | 'iaasVendor';

/**
 * One section of the white paper: what it is about (`title`), who carries it unless a promise names another `owner`, and what it promises.
 */
export interface Control {
  /**
   * Number of the section in the white paper; the file name starts with it in two digits.
   */
  section: number;
  /**
   * Clause of the standard for each edition; empty where the section has none.
   */
  clauses: {
    /**
     * Clause number in the edition that the key names.
     */
    [k: string]: string;
  };
  title: LocalizedText;
  owner: ControlOwner;
  /**
   * Every separate promise of the section, numbered from 1 without gaps.
   *
   * @minItems 1
   */
  promises: ControlPromise[];
}

/**
 * One promise in one or two sentences (`words`) with the mechanisms that keep it. `owner` only where it differs from the section's; `notAutomated` says why no machine can see it, and is required when a commitment is kept by registers alone.
 */
export interface ControlPromise {
  /**
   * Section and number within the section, for example 20.1; quoted, so that 20.10 stays text.
   */
  id: string;
  words: LocalizedText;
  owner?: ControlOwner;
  /**
   * A commitment counts in coverage; an informative one explains or supports and does not count.
   */
  kind?: 'commitment' | 'informative';
  /**
   * Mechanisms that keep the promise, strongest first; empty only for an informative promise.
   */
  keptBy: Mechanism[];
  notAutomated?: LocalizedText;
}

/**
 * One way in which a promise is kept.
 */
export interface Mechanism {
  /**
   * Kind of mechanism, from the strongest (build) to the weakest (register).
   */
  by: 'build' | 'policy' | 'proof' | 'host' | 'probe' | 'register';
  /**
   * Name of the component, policy, claim, host check, probe or register.
   */
  ref: string;
  /**
   * Present while the mechanism does not exist yet, when it counts as not kept; left out afterwards.
   */
  status?: 'planned';
}

/**
 * Performance and redundancy of a storage account.
 */
export type StorageSku =
  | 'Standard_LRS'
  | 'Standard_ZRS'
  | 'Standard_GRS'
  | 'Standard_GZRS'
  | 'Standard_RAGRS'
  | 'Standard_RAGZRS'
  | 'Premium_LRS'
  | 'Premium_ZRS';

/**
 * Key vaults, storage accounts and logs.
 */
export interface DataStoresBaseline {
  keyVault: KeyVaultRequirements;
  storage: StorageRequirements;
  logs: LogRequirements;
  backup: BackupRequirements;
  /**
   * Types of which every resource has a lock against deletion.
   *
   * @minItems 1
   */
  deleteLocks: (
    | 'azure-native:compute:Disk'
    | 'azure-native:keyvault:Vault'
    | 'azure-native:operationalinsights:Workspace'
    | 'azure-native:recoveryservices:Vault'
    | 'azure-native:storage:StorageAccount'
  )[];
}

/**
 * What every key vault is.
 */
export interface KeyVaultRequirements {
  /**
   * Days for which a deleted vault or item can be recovered; Azure admits 7 to 90.
   */
  softDeleteDays: number;
  /**
   * Whether nobody can purge before those days are over. Promises to customers rest on it, so it has no other value.
   */
  purgeProtection: true;
  /**
   * Whether rights come from role assignments, not access policies. Promises to customers rest on it, so it has no other value.
   */
  rbac: true;
  enabledFor: VaultRetrieval;
  /**
   * Whether the data plane answers on a public address. Promises to customers rest on it, so it has no other value.
   */
  publicNetworkAccess: 'Disabled';
  /**
   * The vault's tier.
   */
  sku: 'standard' | 'premium';
  /**
   * Longest time from creation to expiry of a key or secret, in days.
   */
  itemLifetimeDays: number;
  /**
   * How long before its expiry a key is rotated, in days; Azure's least is 7.
   */
  rotateBeforeExpiryDays: number;
  /**
   * Characters of a password that the environment makes for itself, letters and digits.
   */
  passwordLength: number;
  key: KeyRequirements;
}

/**
 * Services of Azure that may fetch from a vault for whoever deploys, without a role in it.
 */
export interface VaultRetrieval {
  /**
   * Whether virtual machines may fetch certificates that are kept as secrets.
   */
  deployment: boolean;
  /**
   * Whether Azure Disk Encryption may fetch secrets and unwrap keys.
   */
  diskEncryption: boolean;
  /**
   * Whether Resource Manager may fetch secrets for the parameters of templates.
   */
  templateDeployment: boolean;
}

/**
 * The keys that encrypt data.
 */
export interface KeyRequirements {
  /**
   * The key's type.
   */
  type: 'RSA' | 'RSA-HSM';
  /**
   * The key's length in bits.
   */
  bits: 2048 | 3072 | 4096;
}

/**
 * What every storage account is.
 */
export interface StorageRequirements {
  sku: StorageSku;
  /**
   * The kinds of redundancy that keep every copy in Japan.
   *
   * @minItems 1
   */
  admittedSkus: StorageSku[];
  /**
   * Whether the data plane answers on a public address. Promises to customers rest on it, so it has no other value.
   */
  publicNetworkAccess: 'Disabled';
  /**
   * Whether a blob may be read without login. Promises to customers rest on it, so it has no other value.
   */
  anonymousBlobAccess: false;
  /**
   * Whether the account's keys open it. Promises to customers rest on it, so it has no other value.
   */
  sharedKeyAccess: false;
  /**
   * Whether overwritten blobs are kept as versions. Promises to customers rest on it, so it has no other value.
   */
  versioning: true;
  /**
   * Days for which deleted blobs and containers can be recovered.
   */
  softDeleteDays: number;
  /**
   * Classes of data that are encrypted with the tenant's own key.
   */
  customerManagedKeyFor: string[];
}

/**
 * How long logs are kept, and how they are protected.
 */
export interface LogRequirements {
  /**
   * Days for which a log workspace keeps its tables; Azure admits 30 to 730.
   */
  workspaceRetentionDays: number;
  /**
   * Days for which the operators' audit log cannot be changed or deleted.
   */
  auditRetentionDays: number;
  /**
   * The state in which the audit log's immutability is created; locking is a separate step.
   */
  auditImmutability: 'Unlocked' | 'Locked';
}

/**
 * How machines and their disks are backed up, and for how long backups are kept.
 */
export interface BackupRequirements {
  /**
   * The time zone of the time of day, as Azure Backup writes it.
   */
  timeZone: 'Tokyo Standard Time' | 'UTC';
  /**
   * A time of day on the hour or half hour, in quotes, such as '02:00'
   */
  timeOfDay: string;
  /**
   * How often a backup is made. Promises to customers rest on it, so it has no other value.
   */
  frequency: 'Daily';
  /**
   * Days for which snapshots are kept beside the machine.
   */
  instantRestoreDays: number;
  /**
   * Days for which a daily backup is kept in the vault; Azure admits 7 to 9999.
   */
  retentionDays: number;
  /**
   * Days for which deleted backups can be brought back; Azure admits 14 to 180.
   */
  softDeleteDays: number;
  /**
   * Whether soft delete can be turned off again.
   */
  softDeleteState: 'Enabled' | 'AlwaysON';
  /**
   * Where the copies of a backup are; the second region of GeoRedundant is the pair of the first.
   */
  redundancy: 'LocallyRedundant' | 'ZoneRedundant' | 'GeoRedundant';
}

/**
 * One line of 10 to 300 characters (why it is needed, and what is done instead)
 */
export type Reason = string;

/**
 * A mail address such as operations@example.jp (who asked for it)
 */
export type RequestedBy = string;

/**
 * A mail address such as security@example.jp (who approved it, somebody else)
 */
export type ApprovedBy = string;

/**
 * A date such as 2026-04-01 (the first day on which it excuses)
 */
export type ValidFrom = string;

/**
 * A date such as 2026-04-01 (the last day on which it excuses)
 */
export type ValidUntil = string;

/**
 * Which violations are excused, who approved it, why and until when.
 */
export interface ExceptionRegister {
  /**
   * The exceptions of policies.
   */
  exceptions: PolicyException[];
  /**
   * The exceptions of hosts; none when left out.
   */
  hostExceptions?: HostException[];
}

/**
 * One policy whose violation by one resource is excused for a time.
 */
export interface PolicyException {
  /**
   * The policy's name, such as vm-image-is-allowed
   */
  policy: string;
  subject: ExceptionSubject;
  /**
   * A property path as findings show it, such as properties.enableRbacAuthorization; every place of the resource when left out
   */
  path?: string;
  reason: Reason;
  requestedBy: RequestedBy;
  approvedBy: ApprovedBy;
  validFrom: ValidFrom;
  validUntil: ValidUntil;
}

/**
 * The one resource that is meant: of a stack, or of a tenant in whatever stack holds its environment.
 */
export interface ExceptionSubject {
  /**
   * A stack's name, such as dev
   */
  stack?: string;
  /**
   * A tenant's id
   */
  tenant?: string;
  /**
   * A type token without API version, such as azure-native:compute:VirtualMachine
   */
  type: string;
  /**
   * The resource's name in the program, such as aoba-app-1-machine
   */
  name: string;
}

/**
 * One requirement whose violation by one host is excused for a time.
 */
export interface HostException {
  /**
   * The requirement's id in baselines/hosts, such as kernel-kexec-load-disabled
   */
  requirement: string;
  /**
   * A host's name as an audit prints it, such as aoba-app-1 (letter by letter, one host an entry)
   */
  host: string;
  reason: Reason;
  requestedBy: RequestedBy;
  approvedBy: ApprovedBy;
  validFrom: ValidFrom;
  validUntil: ValidUntil;
}

/**
 * For how long a violation may be excused.
 */
export interface ExceptionsBaseline {
  /**
   * Days that an exception lasts at most, its first and its last day counted.
   */
  longestDays: number;
  /**
   * Days before its end from which a preview or an audit tells of it.
   */
  endsSoonDays: number;
}

/**
 * A kernel module, such as dccp; set by modprobe.d(5) so that it cannot be loaded, checked there and among those that are loaded.
 */
export type Module = string;

/**
 * What one area of a Debian host must be. The file name is the area's name; promises name the area, not the reverse.
 */
export interface HostArea {
  title: LocalizedText;
  /**
   * One entry for each thing that is set and checked by itself.
   *
   * @minItems 1
   */
  requirements: HostRequirement[];
}

/**
 * One requirement: what must be true (`title`), why (`reason`), where that is written (`source`), and exactly one of the keys from `sshd` to `state`, which says at once how it is set, how it is checked and what is expected.
 */
export interface HostRequirement {
  /**
   * A name of lower-case letters, digits and hyphens that no other requirement has, such as sshd-max-auth-tries
   */
  id: string;
  /**
   * How much a violation harms.
   */
  severity: 'critical' | 'high' | 'medium' | 'low';
  title: LocalizedText;
  reason: LocalizedText;
  /**
   * An https address or a manual page such as sshd_config(5)
   */
  source: string;
  /**
   * Machine roles of the network baseline to which it applies; all when left out.
   *
   * @minItems 1
   */
  roles?: string[];
  /**
   * Debian releases to which it applies; all that the baseline knows when left out.
   *
   * @minItems 1
   */
  releases?: (12 | 13)[];
  /**
   * Only on machines of this cloud: what the cloud provides cannot be shown elsewhere.
   */
  onlyOn?: 'azure';
  /**
   * Only on machines that yosai sets up: what its updater needs, others do not have.
   */
  onlyManaged?: true;
  sshd?: SshdOption;
  kernel?: KernelSetting;
  module?: Module;
  package?: DebianPackage;
  unit?: SystemdUnit;
  setting?: FileSetting;
  path?: PathRights;
  /**
   * A rule of auditd on one line that begins with a hyphen, such as -w /etc/shadow -p wa -k identity; set in the rules of auditd, checked in the kernel's list, as auditctl(8) gives it out.
   */
  auditRule?: string;
  state?: HostState;
}

/**
 * An option of sshd; set in a file of its own, checked in what sshd makes of its whole configuration, for root and for each user that a Match names.
 */
export interface SshdOption {
  /**
   * A keyword of sshd_config, such as MaxSessions
   */
  keyword: string;
  /**
   * A value on one line, in quotes, without #
   */
  value: string;
  /**
   * Whether the host must have exactly this, at most this number but not 0, at least this number, or for a list some of these and no others; exactly when left out.
   */
  compare?: 'exactly' | 'atMost' | 'atLeast' | 'subset';
  /**
   * Members of a list that are as good and are not set, because not every release knows them.
   *
   * @minItems 1
   */
  alsoGood?: string[];
}

/**
 * A setting of the kernel; set by sysctl.d(5), checked in /proc/sys.
 */
export interface KernelSetting {
  /**
   * A kernel setting, such as kernel.kptr_restrict
   */
  key: string;
  /**
   * The number that it must have.
   */
  value: number;
  /**
   * Whether a larger value is as good; no when left out.
   */
  orMore?: boolean;
  /**
   * Whether a kernel without the setting is as good, because it lacks what the setting limits; no when left out.
   */
  mayBeMissing?: boolean;
}

/**
 * A Debian package that is installed, or is not.
 */
export interface DebianPackage {
  /**
   * A Debian package name, such as auditd
   */
  name: string;
  /**
   * Whether it must be there.
   */
  installed: boolean;
}

/**
 * A unit of systemd. `running` is enabled and active; `stopped` is neither, or not there; `masked` cannot be started.
 */
export interface SystemdUnit {
  /**
   * A systemd unit with its ending, such as auditd.service
   */
  name: string;
  /**
   * What it must be.
   */
  is: 'running' | 'stopped' | 'masked';
  /**
   * Whether hardening restarts it with its new files; a few services refuse that, or wait for something. Yes when left out.
   */
  restart?: boolean;
  /**
   * Whether the image or an extension brings and starts it, so that hardening does not; no when left out.
   */
  onlyChecked?: boolean;
}

/**
 * A key with its value in a configuration file that hosts.yaml lists under settingFiles; set and checked there.
 */
export interface FileSetting {
  /**
   * Name of a file under settingFiles, such as login-defs
   */
  file: string;
  /**
   * A key as the file writes it, such as ENCRYPT_METHOD
   */
  key: string;
  /**
   * A value on one line as the file writes it, in quotes; empty for a key that stands alone, a list for one that stands several times.
   *
   * @minItems 2
   */
  value: string | string[];
  /**
   * Whether the host must have exactly this, at most or at least this number; exactly when left out.
   */
  compare?: 'exactly' | 'atMost' | 'atLeast';
}

/**
 * Who owns a file or folder and what others may do with it; set by chown and chmod, checked by stat(1).
 */
export interface PathRights {
  /**
   * An absolute path; * stands for anything within one folder.
   */
  path: string;
  /**
   * The name of an account such as root, which it belongs to; root is as good
   */
  owner: string;
  /**
   * The name of a group such as root, which it belongs to; root is as good
   */
  group: string;
  /**
   * The most that is admitted, in four octal digits in quotes, such as 0640; fewer rights are as good.
   */
  mode: string;
  /**
   * Whether a host without it is as good; no when left out.
   */
  mayBeMissing?: boolean;
}

/**
 * What is no single setting: a named check of lib/host-audit/checks, with the numbers and lists that it needs.
 */
export interface HostState {
  /**
   * Name of the check, such as sockets-match-role
   */
  is: string;
  /**
   * The largest number that is admitted, in the unit of the check.
   */
  atMost?: number;
  /**
   * The smallest number that is admitted, in the unit of the check.
   */
  atLeast?: number;
  /**
   * What is admitted, and nothing else.
   */
  only?: string[];
}

/**
 * An account such as yosai-audit
 */
export type Account = string;

/**
 * A port (1–65535); 22 when left out
 */
export type Port = number;

/**
 * What lets the auditor in: `agent`, the file of a private key beside which its certificate may lie, or a file that ends in .pub for this one key of the agent; from the inventory's folder. The agent when left out.
 */
export type Key = string;

/**
 * Names of jump hosts, nearest first.
 */
export type Via = string[];

/**
 * A command through which the first machine is reached: %h, %p, %r and %n stand for address, port, account and name; with %l it listens on that local port.
 */
export type Tunnel = string;

/**
 * Major release of Debian; what the host says when left out.
 */
export type Release = 12 | 13;

/**
 * Where it runs; left out, nothing is asked that only Azure provides.
 */
export type Platform = 'azure' | 'other';

/**
 * Whether yosai set the host up; of another, false, nothing is asked that only its updater needs, and the account that comes is admitted.
 */
export type Managed = boolean;

/**
 * A name of at most 63 letters, digits, dots, hyphens and underscores that begins with a letter or digit
 */
export type Name = string;

/**
 * A DNS name or an address, such as 10.64.1.4; the name when left out
 */
export type Address = string;

/**
 * Host keys of which one must be shown: fingerprints (SHA256:…), public keys or lines of known_hosts.
 *
 * @minItems 1
 */
export type HostKeys = string[];

/**
 * What the machine wrote to its console at first boot, with its host keys: Azure's boot diagnostics; from the inventory's folder.
 */
export type ConsoleLog = string;

/**
 * The hosts that the auditor visits, and the ways to them.
 */
export interface HostInventory {
  defaults?: HostDefaults;
  /**
   * A file of known hosts, in whose lines the keys of hosts are looked up that have none here; from the inventory's folder.
   */
  knownHosts?: string;
  /**
   * Machines through which connections go.
   */
  jumpHosts?: InventoryJumpHost[];
  /**
   * The hosts.
   *
   * @minItems 1
   */
  hosts: InventoryHost[];
}

/**
 * What holds for every host and jump host that does not say otherwise.
 */
export interface HostDefaults {
  account?: Account;
  port?: Port;
  key?: Key;
  via?: Via;
  tunnel?: Tunnel;
  release?: Release;
  platform?: Platform;
  managed?: Managed;
}

/**
 * One machine on the way.
 */
export interface InventoryJumpHost {
  name: Name;
  address?: Address;
  port?: Port;
  account?: Account;
  hostKeys?: HostKeys;
  consoleLog?: ConsoleLog;
  key?: Key;
}

/**
 * One host and what it is.
 */
export interface InventoryHost {
  name: Name;
  address?: Address;
  port?: Port;
  account?: Account;
  /**
   * A machine role of the network baseline, such as app
   */
  role: string;
  /**
   * The tenant's place in the address plan; left out, addresses of firewall rules are not compared.
   */
  tenantSlot?: number;
  release?: Release;
  platform?: Platform;
  managed?: Managed;
  hostKeys?: HostKeys;
  consoleLog?: ConsoleLog;
  key?: Key;
  via?: Via;
  tunnel?: Tunnel;
}

/**
 * What is the same for every hardened Debian host and is no requirement by itself.
 */
export interface HostsBaseline {
  /**
   * Debian packages of the tools that scripts of a machine need.
   *
   * @minItems 1
   */
  tools: string[];
  /**
   * Name of the account as which the auditor logs in, such as yosai-audit
   */
  auditAccount: string;
  update: HostUpdates;
  /**
   * A path of lower-case letters, digits, hyphens and underscores, such as /srv/data (where a role's data disk is mounted)
   */
  dataPath: string;
  /**
   * Files whose settings requirements name, by the name that they use.
   */
  settingFiles: {
    [k: string]: SettingFile;
  };
  platform: PlatformAddresses;
}

/**
 * How machines look for another hardening bundle.
 */
export interface HostUpdates {
  /**
   * Minutes between two looks.
   */
  everyMinutes: number;
  /**
   * Minutes over which machines spread.
   */
  spreadMinutes: number;
}

/**
 * A file of settings on a host.
 */
export interface SettingFile {
  /**
   * An absolute path, such as /etc/login.defs
   */
  path: string;
  /**
   * Whether single lines of a file of the distribution are replaced (edited), or the file holds our settings alone (own).
   */
  written: 'edited' | 'own';
  /**
   * How a key and its value stand on a line.
   */
  form: 'space' | 'equals' | 'ini' | 'sudoers' | 'shell' | 'apt';
  /**
   * The section of an ini file, such as Journal
   */
  section?: string;
  /**
   * Rights of a file of our own, in four octal digits in quotes; 0644 when left out.
   */
  mode?: '0440' | '0600' | '0640' | '0644';
  /**
   * The package that reads the file: where it is not installed nothing is asked of the file, because what it would do is not done.
   */
  onlyWith?: string;
}

/**
 * Addresses of the platform that a machine on Azure must reach.
 */
export interface PlatformAddresses {
  host: PlatformAddress;
  metadata: PlatformAddress;
}

export interface PlatformAddress {
  /**
   * An IPv4 address
   */
  address: string;
  /**
   * TCP ports that are reached there.
   *
   * @minItems 1
   */
  tcpPorts: number[];
}

/**
 * What happens when a customer leaves, in days after the last day of service.
 */
export interface LifecycleBaseline {
  /**
   * From this day on the service cannot be reached.
   */
  closedAfterDays: number;
  /**
   * From this day on the engine no longer refuses to delete the customer's data.
   */
  releasedAfterDays: number;
  /**
   * From this day on the environment is no longer part of the program, so that the next deployment deletes it.
   */
  removedAfterDays: number;
  /**
   * Until the end of this day the environment is gone, and nothing of it can be recovered.
   */
  deletedWithinDays: number;
  /**
   * What Azure can still recover after a deletion, where no setting decides for how long.
   */
  recoverable: RecoverableType[];
}

/**
 * A type of resource that can be recovered after its deletion.
 */
export interface RecoverableType {
  /**
   * A type token without API version, such as azure-native:storage:StorageAccount
   */
  type: string;
  /**
   * Days after its deletion for which it can be recovered.
   */
  days: number;
  /**
   * An https address of the page that says so
   */
  source: string;
  /**
   * A date such as 2026-11-01 (when the page was read)
   */
  checked: string;
}

/**
 * An id of lower-case words with hyphens, such as machine-cpu
 */
export type AlertId = string;

/**
 * What of a tenant is watched.
 */
export type Watched = 'machines' | 'gateway';

/**
 * Minutes that are looked at; Azure admits these only.
 */
export type WindowMinutes = 1 | 5 | 15 | 30 | 60 | 360 | 720 | 1440;

/**
 * Minutes between two looks; Azure admits these only.
 */
export type EveryMinutes = 1 | 5 | 15 | 30 | 60 | 360 | 720 | 1440;

/**
 * From 0, critical, to 4, verbose.
 */
export type Severity = number;

/**
 * What the query watches, where a policy asks for it.
 */
export type WatchedByQuery = 'machines';

/**
 * What is watched, recorded and reported.
 */
export interface MonitoringBaseline {
  /**
   * Resource types that say what they do, and what of it is kept.
   *
   * @minItems 1
   */
  diagnostics: Diagnosed[];
  /**
   * Kinds of destinations of a resource's owner to which its logs may go.
   *
   * @minItems 1
   */
  destinations: ('workspace' | 'storageAccount')[];
  auditTrail: AuditTrail;
  /**
   * Plans of Microsoft Defender for Cloud that are on, in the tier Standard, for the whole subscription.
   */
  defender: DefenderPlan[];
  flowLogs: FlowLogs;
  counters: Counters;
  /**
   * Charts on the page that shows how much a tenant uses.
   *
   * @minItems 1
   */
  workbook: WorkbookChart[];
  alerts: Alerts;
}

/**
 * A resource type, its log categories and whether its metrics are kept.
 */
export interface Diagnosed {
  /**
   * A type of Azure Native without API version, such as azure-native:keyvault:Vault
   */
  type: string;
  /**
   * Log categories as Azure writes them.
   */
  logs: string[];
  /**
   * Whether platform metrics are kept, too.
   */
  metrics: boolean;
}

/**
 * What the operators did, and where it is logged.
 */
export interface AuditTrail {
  /**
   * Categories of the subscription's activity log.
   *
   * @minItems 1
   */
  subscription: string[];
  /**
   * Resource types whose logs tell what operators did.
   */
  types: Audited[];
}

/**
 * A resource type and its log categories.
 */
export interface Audited {
  /**
   * A type of Azure Native without API version, such as azure-native:keyvault:Vault
   */
  type: string;
  /**
   * Log categories as Azure writes them.
   *
   * @minItems 1
   */
  logs: string[];
}

/**
 * A plan, its variant, and its extensions.
 */
export interface DefenderPlan {
  /**
   * A plan as Azure writes it, such as VirtualMachines
   */
  plan: string;
  /**
   * The plan's variant, such as P2
   */
  subPlan: string;
  /**
   * Whether each extension of the plan is on.
   */
  extensions?: {
    /**
     * Whether it is on.
     */
    [k: string]: boolean;
  };
}

/**
 * Flow logs of networks.
 */
export interface FlowLogs {
  /**
   * Resource group of the network watchers that Azure makes.
   */
  watcherResourceGroup: string;
  /**
   * What precedes the region in a network watcher's name.
   */
  watcherPrefix: string;
  /**
   * Days for which flow logs are kept; Azure admits up to 365.
   */
  retentionDays: number;
}

/**
 * What the agent measures inside a machine.
 */
export interface Counters {
  /**
   * Seconds between two measurements.
   */
  everySeconds: number;
  /**
   * Performance counters.
   *
   * @minItems 1
   */
  names: string[];
}

/**
 * A query over the tenant's workspace, shown over time.
 */
export interface WorkbookChart {
  /**
   * What the chart shows.
   */
  title: string;
  /**
   * A query in Kusto's language.
   */
  query: string;
  /**
   * Days that the chart covers.
   */
  days: number;
}

/**
 * What is reported to the on-call address.
 */
export interface Alerts {
  /**
   * One or two lower-case letters or digits that end the short name of the alert group; the environment's name takes ten more
   */
  groupName: string;
  /**
   * Alerts on platform metrics.
   *
   * @minItems 1
   */
  metrics: MetricAlertRule[];
  /**
   * Alerts on what logs say.
   *
   * @minItems 1
   */
  queries: QueryAlertRule[];
}

/**
 * A metric that must not pass a threshold.
 */
export interface MetricAlertRule {
  id: AlertId;
  of: Watched;
  /**
   * The metric's name in Azure's REST interface.
   */
  metric: string;
  /**
   * How values within the window become one.
   */
  aggregation: 'Average' | 'Minimum' | 'Maximum' | 'Total' | 'Count';
  /**
   * On which side of the threshold the alert is.
   */
  operator: 'GreaterThan' | 'LessThan';
  /**
   * The threshold.
   */
  threshold: number;
  windowMinutes: WindowMinutes;
  everyMinutes: EveryMinutes;
  severity: Severity;
}

/**
 * A query that must find nothing.
 */
export interface QueryAlertRule {
  id: AlertId;
  of?: WatchedByQuery;
  /**
   * A query in Kusto's language.
   */
  query: string;
  windowMinutes: WindowMinutes;
  everyMinutes: EveryMinutes;
  severity: Severity;
}

/**
 * An IPv4 range in CIDR form, such as 10.64.0.0/10
 */
export type Range = string;

/**
 * The subnets of one kind of network.
 *
 * @minItems 1
 */
export type Subnets = Subnet[];

/**
 * A subnet role, `tenants`, `operators` or an Azure service tag; or a list of subnet roles
 *
 * @minItems 1
 */
export type Peers = string | Peer[];

/**
 * A subnet role, `tenants`, `operators` or an Azure service tag
 */
export type Peer = string;

/**
 * Names of entries of `services`.
 *
 * @minItems 1
 */
export type ServiceNames = Word[];

/**
 * A version in quotes with major and minor number, such as '2.1'
 */
export type RuleSetVersion = string;

/**
 * What the network of every environment looks like and the only traffic that is admitted in it.
 */
export interface NetworkBaseline {
  addressPlan: AddressPlan;
  /**
   * The subnets of each kind of network, in the order in which they are cut from its range.
   */
  subnets: {
    tenant: Subnets;
    hub: Subnets;
    corporate: Subnets;
  };
  /**
   * The Azure service tags that a flow may name, spelled as Azure spells them.
   *
   * @minItems 1
   */
  serviceTags: string[];
  /**
   * Named services: what a flow may carry.
   */
  services: {
    [k: string]: Service;
  };
  /**
   * Roles of virtual machines and where each stands.
   */
  machineRoles: {
    [k: string]: MachineRole;
  };
  /**
   * Roles of the hub's subnets in which somebody answers questions for names, besides Azure's own resolver.
   */
  resolvers: Word[];
  /**
   * The only traffic that is admitted; everything else is denied explicitly, both ways.
   *
   * @minItems 1
   * @maxItems 100
   */
  flows: Flow[];
  /**
   * What the hub firewall lets out, by name.
   *
   * @maxItems 100
   */
  outbound: OutboundRule[];
  webFirewall: WebFirewall;
}

/**
 * Where the addresses of tenants, hub and corporate network come from.
 */
export interface AddressPlan {
  tenantPool: Range;
  /**
   * Prefix length of one tenant's slot in the pool.
   */
  tenantPrefixLength: number;
  hub: Range;
  corporate: Range;
  /**
   * The vendor's networks outside Azure, with which no other range may overlap.
   */
  onPremises: Range[];
}

/**
 * One subnet, its place in the plan and how its traffic leaves it.
 */
export interface Subnet {
  role: Word;
  /**
   * A subnet name of letters, digits and hyphens that begins with a letter (at most 80)
   */
  name: string;
  /**
   * Prefix length of the subnet. Azure's smallest subnet is a /29.
   */
  prefixLength: number;
  /**
   * Whether a route table sends everything outside to the hub's firewall.
   */
  routesThroughHub: boolean;
  /**
   * What may leave: the listed flows only; those and the Internet, but no private network; or what the platform itself decides.
   */
  outbound: 'listedOnly' | 'internetOnly' | 'platformManaged';
  /**
   * Whether a network security group stands on the subnet.
   */
  nsg: boolean;
  /**
   * Whether private endpoints stand in the subnet, so that network policies apply to them; false when left out.
   */
  privateEndpoints?: boolean;
}

/**
 * A protocol and the ports that one service uses.
 */
export interface Service {
  /**
   * The destination ports.
   *
   * @minItems 1
   */
  ports: (number | string)[];
  /**
   * The transport protocol.
   */
  protocol: 'Tcp' | 'Udp' | '*';
}

/**
 * Where the machines of one role stand.
 */
export interface MachineRole {
  subnet: Word;
}

/**
 * Traffic that is admitted.
 */
export interface Flow {
  id: Word;
  from: Peers;
  to: Peers;
  services: ServiceNames;
}

/**
 * Names outside that the hub firewall lets machines reach.
 */
export interface OutboundRule {
  id: Word;
  services: ServiceNames;
  /**
   * Fully qualified names; a leading `*.` stands for one or more labels.
   *
   * @minItems 1
   */
  names: string[];
}

/**
 * How much of a request the web application firewall of a gateway reads, that it lets nothing larger through, and by which rules it judges.
 */
export interface WebFirewall {
  /**
   * Whether bodies are read at all. Promises to customers rest on it, so it has no other value.
   */
  requestBodyCheck: true;
  /**
   * Whether what is larger than the limits is refused. Promises to customers rest on it, so it has no other value.
   */
  limitsEnforced: true;
  /**
   * The largest body without files, in KB, all of which is read; Azure admits 8 to 2000.
   */
  bodyKb: number;
  /**
   * The largest file upload, in MB; Azure admits up to 4000.
   */
  fileUploadMb: number;
  /**
   * The sets of managed rules that a gateway may have.
   *
   * @minItems 1
   */
  ruleSets: ManagedRuleSet[];
}

/**
 * A set of managed rules.
 */
export interface ManagedRuleSet {
  /**
   * The set's name in Azure, such as Microsoft_DefaultRuleSet
   */
  type: string;
  /**
   * What the set recognises. A gateway needs one against attacks.
   */
  against: 'attacks' | 'bots';
  minimumVersion: RuleSetVersion;
  version?: RuleSetVersion;
}

/**
 * Public addresses of the vendor's offices, the only ones from which operators reach Bastion.
 */
export interface OfficeRegister {
  /**
   * The offices.
   *
   * @minItems 1
   */
  offices: Office[];
}

/**
 * One office.
 */
export interface Office {
  name: LocalizedText;
  /**
   * The office's public addresses.
   *
   * @minItems 1
   */
  ranges: string[];
}

/**
 * What one policy requires: `title` is what must be true, affirmatively; `fix` is one imperative sentence that names the Azure property. The file name is the policy name; promises name the policy, not the reverse.
 */
export interface PolicyWords {
  title: LocalizedText;
  /**
   * How much a violation harms.
   */
  severity: 'critical' | 'high' | 'medium' | 'low';
  /**
   * Whether a violation blocks the change (mandatory) or is only reported (advisory).
   */
  enforcement: 'mandatory' | 'advisory';
  fix: LocalizedText;
  /**
   * Whether an exception may excuse a violation for a time; true when left out.
   */
  excusable?: boolean;
}

/**
 * Name of a service of the network, such as https
 */
export type ProbedService = string;

/**
 * What a stranger must find when he looks at a host from outside.
 */
export interface ProbeBaseline {
  services: ProbedServices;
  /**
   * Methods of compression that SSH may offer.
   *
   * @minItems 1
   */
  sshCompression: string[];
  /**
   * Paths that are asked for without a login.
   *
   * @minItems 1
   */
  paths: string[];
  /**
   * How long a browser has to remember that a name is served by https alone, in days.
   */
  transportSecurityDays: number;
  /**
   * One entry for each thing that is looked at and judged by itself.
   *
   * @minItems 1
   */
  probes: ProbeRequirement[];
}

/**
 * The service of network.yaml at whose ports each protocol is looked at.
 */
export interface ProbedServices {
  ssh: ProbedService;
  tls: ProbedService;
  plainHttp: ProbedService;
}

/**
 * What must be found (`title`), what to do when it is not (`fix`), why (`reason`), and where that is written (`source`). `id` names the judge in lib/host-audit/probe.
 */
export interface ProbeRequirement {
  /**
   * A name of lower-case letters, digits and hyphens that no other probe has, such as port-scan
   */
  id: string;
  /**
   * How much a violation harms.
   */
  severity: 'critical' | 'high' | 'medium' | 'low';
  title: LocalizedText;
  fix: LocalizedText;
  reason: LocalizedText;
  /**
   * An https address or a manual page such as sshd_config(5)
   */
  source: string;
  /**
   * Roles of which it is asked, of machines or of subnets that the Internet reaches; all when left out.
   *
   * @minItems 1
   */
  roles?: string[];
}

/**
 * The name as ARM writes it. Japan's regions alone are supported: customers are told that their data stays in Japan.
 */
export type RegionName = 'japaneast' | 'japanwest';

/**
 * Where data may be.
 */
export interface RegionsBaseline {
  primary: RegionName;
  /**
   * The regions in which a resource may stand.
   *
   * @minItems 1
   */
  admitted: Region[];
  /**
   * Types that Azure runs without a region and that hold no customer data.
   */
  globalTypes: string[];
}

/**
 * One admitted region.
 */
export interface Region {
  name: RegionName;
  /**
   * The name as the portal writes it.
   */
  displayName: 'Japan East' | 'Japan West';
  pairedWith: RegionName;
}

/**
 * Plain words that fit into a sentence.
 */
export type Words = string;

/**
 * An environment of one owner.
 */
export type TypePlace = 'tenant' | 'platform' | 'corporate';

/**
 * The types of resources that a stack may hold; every other one is refused until it is listed here.
 */
export interface ResourceTypesBaseline {
  /**
   * The types that a stack may hold.
   *
   * @minItems 1
   */
  admitted: AdmittedType[];
  /**
   * Types that are refused by name, so that the finding tells what to do instead.
   */
  refused: RefusedTypes[];
}

/**
 * A type, what it is for, where it may stand and who judges it.
 */
export interface AdmittedType {
  /**
   * A resource type without API version, such as azure-native:compute:Disk
   */
  type: string;
  for: Words;
  /**
   * Whose environment it may be in; any when left out.
   *
   * @minItems 1
   */
  places?: TypePlace[];
  /**
   * The policies that are for this type alone or for some types; those for every resource are not listed.
   *
   * @minItems 1
   */
  judgedBy?: string[];
  unjudged?: Words;
}

/**
 * Types that are refused for the same reason.
 */
export interface RefusedTypes {
  /**
   * Types without API version, or beginnings of types that end in *.
   *
   * @minItems 1
   */
  types: string[];
  found: Words;
  expected: Words;
}

/**
 * Where a secret value may stand in a plan, and the forms by which one is recognised elsewhere.
 */
export interface SecretsBaseline {
  /**
   * Properties that may hold a secret.
   *
   * @minItems 1
   */
  sinks: SecretSink[];
  /**
   * Resource types of which everything that only deployment tells is secret.
   */
  makers: string[];
  randomText: RandomText;
  /**
   * Forms by which a secret is recognised.
   *
   * @minItems 1
   */
  forms: SecretForm[];
  /**
   * Property names that hold a secret whatever its form.
   */
  names: string[];
}

/**
 * A resource type and its properties that may hold a secret.
 */
export interface SecretSink {
  /**
   * A resource type without API version, such as azure-native:keyvault:Secret
   */
  type: string;
  /**
   * Property paths in the resource.
   *
   * @minItems 1
   */
  paths: string[];
}

/**
 * When a text counts as made by chance, and so as a key or password of no known form.
 */
export interface RandomText {
  /**
   * Characters of letters and digits without a break.
   */
  minimumLength: number;
  /**
   * Bits of entropy a character, less 1.5 for each character that belongs to a word.
   */
  minimumScore: number;
}

/**
 * A form and its name.
 */
export interface SecretForm {
  /**
   * What a finding calls it.
   */
  name: string;
  /**
   * A regular expression of JavaScript.
   */
  pattern: string;
}

/**
 * The address of the vendor's page, such as https://learn.microsoft.com/azure
 */
export type Page = string;

/**
 * A date such as 2026-04-01 (the day on which the page was read)
 */
export type Checked = string;

/**
 * What the environment relies on and only its vendor can promise.
 */
export interface SupportBaseline {
  /**
   * Days after which a page has to be read again.
   */
  checkedWithinDays: number;
  /**
   * Releases of Debian on which a host may run.
   *
   * @minItems 1
   */
  releases: SupportedRelease[];
  /**
   * Agents that run on machines.
   */
  agents: SupportedAgent[];
  /**
   * Features that a subscription registers.
   */
  features: SubscriptionFeature[];
}

/**
 * A release and how long it gets security updates.
 */
export interface SupportedRelease {
  /**
   * The major number.
   */
  release: number;
  /**
   * A codename, such as bookworm
   */
  codename: string;
  /**
   * A date such as 2028-06-30 (the last day on which security updates come)
   */
  supportedUntil: string;
  page: Page;
  checked: Checked;
}

/**
 * An agent and the images for which its vendor supports it.
 */
export interface SupportedAgent {
  publisher: Name;
  type: Name;
  /**
   * Offers of images.
   *
   * @minItems 1
   */
  images: Name[];
  page: Page;
  checked: Checked;
}

/**
 * A feature of a resource provider.
 */
export interface SubscriptionFeature {
  /**
   * A resource provider, such as Microsoft.Compute
   */
  namespace: string;
  name: Name;
  page: Page;
  checked: Checked;
}

/**
 * A tag key of lower-case letters, digits and hyphens (at most 128)
 */
export type TagKey = string;

/**
 * A fact that a tag states.
 */
export type TagFact =
  | 'scope'
  | 'environment'
  | 'tenant'
  | 'slot'
  | 'owner'
  | 'classification'
  | 'purpose'
  | 'subnetRole'
  | 'machineRole'
  | 'network'
  | 'terminatedOn';

export type Scope = 'cloud-service' | 'corporate';

export type AssetOwner = 'customer' | 'operator';

/**
 * A class of lower-case letters
 */
export type Classification = string;

export type Purpose = 'audit-log' | 'flow-logs';

export type NetworkKind = 'hub' | 'tenant' | 'corporate';

/**
 * Tags that every taggable resource carries.
 */
export interface TagsBaseline {
  keys: TagKeys;
  /**
   * The facts that everything that can be tagged carries.
   *
   * @minItems 1
   */
  required: TagFact[];
  values: TagValues;
}

/**
 * The key under which each fact is written on a resource.
 */
export interface TagKeys {
  scope: TagKey;
  environment: TagKey;
  tenant: TagKey;
  slot: TagKey;
  owner: TagKey;
  classification: TagKey;
  purpose: TagKey;
  subnetRole: TagKey;
  machineRole: TagKey;
  network: TagKey;
  terminatedOn: TagKey;
}

/**
 * The values that a fact may have, for those that have few.
 */
export interface TagValues {
  /**
   * What the resource serves.
   *
   * @minItems 1
   */
  scope: Scope[];
  /**
   * Whose asset the resource is.
   *
   * @minItems 1
   */
  owner: AssetOwner[];
  /**
   * The classes of data, least sensitive first.
   *
   * @minItems 1
   */
  classification: Classification[];
  /**
   * What an operator's store is for.
   *
   * @minItems 1
   */
  purpose: Purpose[];
  /**
   * The kinds of network.
   *
   * @minItems 1
   */
  network: NetworkKind[];
}

/**
 * Every customer of the service, one entry each.
 */
export interface TenantRegister {
  /**
   * The customers.
   */
  tenants: Tenant[];
}

/**
 * One customer and the environment built for it.
 */
export interface Tenant {
  /**
   * A short name of 2 to 12 lower-case letters and digits that begins with a letter
   */
  id: string;
  name: LocalizedText;
  /**
   * The tenant's place in the address plan, from 0; never shifted.
   */
  slot: number;
  /**
   * Where the customer stands in its life with the service.
   */
  state: 'planned' | 'active' | 'suspended' | 'terminating' | 'deleted';
  /**
   * A date such as 2026-04-01 (the first day of service)
   */
  since: string;
  /**
   * A date such as 2026-04-01 (the first day on which the service is closed for the time being)
   */
  suspendedOn?: string;
  /**
   * A date such as 2026-04-01 (the last day of service, day D)
   */
  terminatedOn?: string;
  /**
   * A date such as 2026-04-01 (the day on which the environment was proven deleted)
   */
  deletedOn?: string;
  /**
   * Where the record of the deletion is kept, of 1 to 200 characters
   */
  deletionRecord?: string;
  /**
   * A lower-case DNS name, such as aoba.cloud.example.jp
   */
  host: string;
  /**
   * Whose certificate the gateway shows: `outside` for that of an outside issuer, which stands in the tenant's vault as `outside-certificate`; self-made when left out.
   */
  certificate?: 'outside';
  /**
   * How many machines of each machine role the tenant has.
   */
  machines: {
    /**
     * Number of machines.
     */
    [k: string]: number;
  };
}

export type StorageTlsVersion = 'TLS1_2' | 'TLS1_3';

/**
 * @minItems 1
 */
export type CipherSuites1 = string[];

/**
 * A predefined policy of 2022 or newer, such as AppGwSslPolicy20220101S
 */
export type GatewayPolicy = string;

export type SignatureHash = 'SHA-256' | 'SHA-384' | 'SHA-512';

/**
 * Transport encryption.
 */
export interface TlsBaseline {
  /**
   * The oldest TLS version that an endpoint may offer.
   */
  minimumVersion: '1.2' | '1.3';
  /**
   * How storage accounts spell that version and newer ones.
   *
   * @minItems 1
   */
  storageVersions: StorageTlsVersion[];
  cipherSuites: CipherSuites;
  gateway: GatewayTls;
  certificate: CertificateRequirements;
  authority: CertificateTimes;
  serverCertificate: ServerCertificate;
}

/**
 * Suites that a server may take, by TLS version.
 */
export interface CipherSuites {
  '1.2': CipherSuites1;
  '1.3': CipherSuites1;
}

/**
 * TLS of the application gateway.
 */
export interface GatewayTls {
  /**
   * The predefined policies that are good enough.
   *
   * @minItems 1
   */
  policies: GatewayPolicy[];
  policy: GatewayPolicy;
}

/**
 * Certificates that the product issues itself.
 */
export interface CertificateRequirements {
  /**
   * The key's algorithm.
   */
  algorithm: 'RSA';
  /**
   * The key's length in bits.
   */
  bits: 2048 | 3072 | 4096;
  /**
   * How long a certificate is valid, in hours; at most 397 days.
   */
  validityHours: number;
  /**
   * How long before its end a certificate is renewed, in hours.
   */
  earlyRenewalHours: number;
}

/**
 * How long a certificate is valid, and when it is renewed.
 */
export interface CertificateTimes {
  /**
   * How long it is valid, in hours; at most ten years.
   */
  validityHours: number;
  /**
   * How long before its end it is renewed, in hours.
   */
  earlyRenewalHours: number;
}

/**
 * What every certificate that a server shows must have, whoever issued it.
 */
export interface ServerCertificate {
  /**
   * The shortest RSA key, in bits.
   */
  rsaBits: number;
  /**
   * The shortest key on a curve of NIST, in bits.
   */
  ecBits: 256 | 384 | 521;
  /**
   * Hashes that a signature may use.
   *
   * @minItems 1
   */
  hashes: SignatureHash[];
}

/**
 * The kind of managed disk.
 */
export type StorageAccountType =
  'Premium_LRS' | 'Premium_ZRS' | 'StandardSSD_LRS' | 'StandardSSD_ZRS' | 'PremiumV2_LRS';

/**
 * A name of letters, digits, points, hyphens and underscores, as the vendor writes it
 */
export type MarketplaceName = string;

/**
 * What a virtual machine of the service is.
 */
export interface VirtualMachinesBaseline {
  /**
   * The machine size of each machine role.
   */
  sizes: {
    /**
     * A machine size, such as Standard_D2as_v5
     */
    [k: string]: string;
  };
  osDisk: OsDisk;
  /**
   * The data disk of each machine role that has one.
   */
  dataDisks: {
    [k: string]: DataDisk;
  };
  /**
   * The images that a machine may start from; the first is the one used.
   *
   * @minItems 1
   */
  images: Image[];
  security: MachineSecurity;
  /**
   * A Linux user name of lower-case letters, digits, hyphens and underscores (at most 32)
   */
  adminUser: string;
  emergencyLogin: EmergencyLogin;
  /**
   * The extensions that may be installed.
   */
  extensions: Extension[];
  hardening: HardeningDocument;
  bundle: HardeningBundle;
  /**
   * The servers from which machines take their time.
   *
   * @minItems 1
   */
  timeServers: string[];
  /**
   * A time zone of the IANA database, such as Asia/Tokyo
   */
  timezone: string;
}

/**
 * The disk that a machine starts from.
 */
export interface OsDisk {
  /**
   * Size in GiB.
   */
  sizeGiB: number;
  storageAccountType: StorageAccountType;
}

/**
 * A disk that holds data.
 */
export interface DataDisk {
  /**
   * Size in GiB.
   */
  sizeGiB: number;
  storageAccountType: StorageAccountType;
  /**
   * Logical unit number.
   */
  lun: number;
}

/**
 * A marketplace image.
 */
export interface Image {
  publisher: MarketplaceName;
  offer: MarketplaceName;
  sku: MarketplaceName;
  /**
   * Admitted versions; `latest` or exact ones.
   *
   * @minItems 1
   */
  versions: string[];
  /**
   * A date such as 2026-04-01 (the day on which the vendor's list was read)
   */
  checked: string;
}

/**
 * Security settings of every machine.
 */
export interface MachineSecurity {
  /**
   * The security type. Promises to customers rest on it, so it has no other value.
   */
  type: 'TrustedLaunch';
  /**
   * Whether secure boot is on. Promises to customers rest on it, so it has no other value.
   */
  secureBoot: true;
  /**
   * Whether the machine has a virtual TPM. Promises to customers rest on it, so it has no other value.
   */
  vTpm: true;
  /**
   * Whether the host encrypts disks and caches. Promises to customers rest on it, so it has no other value.
   */
  encryptionAtHost: true;
  /**
   * Whether a password may be used to log in. Promises to customers rest on it, so it has no other value.
   */
  passwordLogin: false;
  /**
   * Who installs updates.
   */
  patchMode: 'ImageDefault' | 'AutomaticByPlatform';
}

/**
 * The login by SSH key beside that by Entra ID.
 */
export interface EmergencyLogin {
  /**
   * How many keys a machine admits. Promises to customers rest on it, so it has no other value.
   */
  keys: 1;
  /**
   * The type of the resource that makes the key, without a version, such as tls:index/privateKey:PrivateKey
   */
  madeBy: string;
}

/**
 * A virtual machine extension.
 */
export interface Extension {
  publisher: MarketplaceName;
  type: MarketplaceName;
  /**
   * A version in quotes with major and minor number, such as '1.33'
   */
  version: string;
}

/**
 * The document that hardens a machine at its first boot.
 */
export interface HardeningDocument {
  /**
   * A schema name and version, such as yosai-hardening/1
   */
  schema: string;
  /**
   * The largest document, in bytes before base64. Azure admits 65,535 bytes.
   */
  maximumBytes: number;
}

/**
 * What hardens a machine after its first boot.
 */
export interface HardeningBundle {
  /**
   * A schema name and version, such as yosai-bundle/1
   */
  schema: string;
  /**
   * The largest bundle, in bytes before base64; Azure admits 64 KiB after it.
   */
  maximumBytes: number;
}
