import type { Mistake, Result } from '../../lib/baseline';
import { nearest } from '../../lib/baseline/nearest';
import { type Day, isDay } from '../../lib/lifecycle/calendar';

/**
 * What a stack holds: a whole environment, or its platform alone, either under the environment's name; or one of its
 * tenants.
 */
export type StackKind = 'environment' | 'platform' | 'tenant';

/** What the stack's configuration says. */
export interface Settings {
  /** Name of the environment. */
  readonly environment: string;
  /** Id of the tenant whose stack it is; of a stack of that kind only. */
  readonly tenant?: string;
  /** Folder of the registers, from the project's root or absolute. */
  readonly registers: string;
  /** Folder of the baselines, likewise. */
  readonly baselines: string;
  /** Midnight UTC of the day from which the lifetime of keys and secrets counts, in seconds since 1970-01-01. */
  readonly vaultItemsIssuedAt: number;
  /** The day for which is built, in Japan Standard Time; absent for today. */
  readonly asOf?: Day;
  /** Whether the engine refuses to delete what holds data. */
  readonly protectData: boolean;
  /** Whether a tenant in service may show a certificate that the environment made for itself. */
  readonly selfMadeCertificates: boolean;
  /** Whether machines may be given hardening that nobody signed. */
  readonly unsignedBundles: boolean;
  /** Whether azure-native's aliases for other API versions stay, for teams that adopt existing stacks. */
  readonly keepVersionAliases: boolean;
  /** Whether the SDK sends its debug messages, for who reads them with `pulumi up --debug`. */
  readonly keepDebugMessages: boolean;
  /** How many tenants a preview of an environment has under construction at a time; at least 1. */
  readonly tenantsAtATime: number;
  /** Mail address of whoever is on call; empty for a tenant's stack. */
  readonly onCall: string;
  /** The day from which the audit log is locked for good, in Japan Standard Time; absent while that is not decided. */
  readonly auditLogLockedOn?: Day;
  /** Name of the storage account that is to be locked, as a confirmation; empty without one. */
  readonly auditLogToLock: string;
  readonly subscriptionId: string;
  readonly directoryId: string;
}

type Kind = 'path' | 'date' | 'switch' | 'count' | 'uuid' | 'environment' | 'tenant' | 'mail' | 'account';

interface Key {
  readonly kind: Kind;
  /** The value when the key is left out; required when there is none, unless the key is optional. */
  readonly fallback?: string;
  readonly optional?: true;
  /** The kinds of stack that have the key; every kind when left out. */
  readonly of?: readonly StackKind[];
}

/** Names of environments: short, because they are part of every resource's name. */
const environmentForm = /^[a-z][a-z0-9]{1,9}$/;
const environmentWords = '2 to 10 lower-case letters and digits that begin with a letter';

const withPlatform: readonly StackKind[] = ['environment', 'platform'];
const withTenants: readonly StackKind[] = ['environment', 'tenant'];

const keys = {
  'yosai:environment': { kind: 'environment', of: ['tenant'] },
  'yosai:tenant': { kind: 'tenant', of: ['tenant'] },
  'yosai:registers': { kind: 'path', fallback: 'stacks/registers' },
  'yosai:baselines': { kind: 'path', fallback: 'baselines' },
  'yosai:vaultItemsIssuedOn': { kind: 'date' },
  'yosai:asOf': { kind: 'date', optional: true },
  'yosai:onCall': { kind: 'mail', of: withPlatform },
  'yosai:auditLogLockedOn': { kind: 'date', optional: true, of: withPlatform },
  'yosai:auditLogToLock': { kind: 'account', optional: true, of: withPlatform },
  'yosai:protectData': { kind: 'switch', fallback: 'true' },
  'yosai:selfMadeCertificates': { kind: 'switch', fallback: 'false', of: withTenants },
  'yosai:unsignedBundles': { kind: 'switch', fallback: 'false', of: withTenants },
  'yosai:keepVersionAliases': { kind: 'switch', fallback: 'false' },
  'yosai:keepDebugMessages': { kind: 'switch', fallback: 'false' },
  'yosai:tenantsAtATime': { kind: 'count', fallback: '5', of: ['environment'] },
  'azure-native:subscriptionId': { kind: 'uuid' },
  'azure-native:tenantId': { kind: 'uuid' },
} as const satisfies Record<string, Key>;

const kinds: Record<Kind, { readonly admits: (text: string) => boolean; readonly words: string }> = {
  path: { admits: (text) => text !== '', words: 'the path of a folder' },
  date: { admits: isDay, words: 'a date such as 2026-11-01' },
  switch: { admits: (text) => text === 'true' || text === 'false', words: 'true or false' },
  count: { admits: (text) => /^[1-9]\d{0,3}$/.test(text), words: 'a number from 1 to 9999' },
  environment: {
    admits: (text) => environmentForm.test(text),
    words: `the name of an environment: ${environmentWords}`,
  },
  // Whether it is a tenant's, the register says.
  tenant: { admits: (text) => text !== '', words: 'the id of a tenant' },
  // Enough to tell a mail address from something else; whether it exists, the action group asks by mail.
  mail: {
    admits: (text) => text.length <= 254 && /^[^@\s]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(text),
    words: 'a mail address such as on-call@example.jp',
  },
  // Which one it has to be, the inputs know.
  account: { admits: (text) => /^[a-z0-9]{3,24}$/.test(text), words: 'the name of a storage account' },
  uuid: {
    admits: (text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text),
    words: 'an id such as 00000000-0000-4000-8000-000000000001',
  },
};

/**
 * Reads the stack's configuration, given as the engine gives it: one text for each namespaced key. The result
 * holds the settings or every mistake; keys of other namespaces are other people's. A stack of the kind
 * `environment` or `platform` bears the environment's name; one of the kind `tenant` is told it, and bears the tenant's id
 * unless it is told that, too.
 */
export function readSettings(
  stack: string,
  config: Readonly<Record<string, string>>,
  stackKind: StackKind = 'environment',
): Result<Settings> {
  const file = `Pulumi.${stack}.yaml`;
  const mistakes: Mistake[] = [];
  if (stackKind !== 'tenant' && !environmentForm.test(stack)) {
    mistakes.push({ file, text: `the stack's name is '${stack}', expected ${environmentWords}` });
  }
  const known = Object.entries<Key>(keys).flatMap(([path, { of }]) => (isOf(of, stackKind) ? [path] : []));
  for (const path of Object.keys(config)) {
    if (path.startsWith('yosai:') && !known.includes(path)) {
      mistakes.push({ file, path, text: 'is not a setting', ...suggestion(path, known) });
    }
  }
  const read = (path: keyof typeof keys): string => {
    const key: Key = keys[path];
    const found = config[path] ?? (path === 'yosai:tenant' ? stack : key.fallback);
    const { admits, words } = kinds[key.kind];
    if (found === undefined && key.optional) return '';
    if (found === undefined) mistakes.push({ file, path, text: `found nothing, expected ${words}` });
    else if (!admits(found)) mistakes.push({ file, path, text: `found '${found}', expected ${words}` });
    return found ?? '';
  };
  const asOf = read('yosai:asOf');
  const ofEnvironment = (path: keyof typeof keys) => (stackKind === 'tenant' ? '' : read(path));
  const auditLogLockedOn = ofEnvironment('yosai:auditLogLockedOn');
  const settings: Settings = {
    ...(stackKind === 'tenant'
      ? { environment: read('yosai:environment'), tenant: read('yosai:tenant') }
      : { environment: stack }),
    registers: read('yosai:registers'),
    baselines: read('yosai:baselines'),
    vaultItemsIssuedAt: Date.parse(read('yosai:vaultItemsIssuedOn')) / 1000,
    ...(asOf !== '' && { asOf }),
    protectData: read('yosai:protectData') === 'true',
    selfMadeCertificates: read('yosai:selfMadeCertificates') === 'true',
    unsignedBundles: read('yosai:unsignedBundles') === 'true',
    keepVersionAliases: read('yosai:keepVersionAliases') === 'true',
    keepDebugMessages: read('yosai:keepDebugMessages') === 'true',
    tenantsAtATime: Number(stackKind === 'environment' ? read('yosai:tenantsAtATime') : 1),
    onCall: ofEnvironment('yosai:onCall'),
    ...(auditLogLockedOn !== '' && { auditLogLockedOn }),
    auditLogToLock: ofEnvironment('yosai:auditLogToLock'),
    subscriptionId: read('azure-native:subscriptionId'),
    directoryId: read('azure-native:tenantId'),
  };
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, value: settings };
}

function isOf(of: readonly StackKind[] | undefined, kind: StackKind): boolean {
  return of === undefined || of.includes(kind);
}

function suggestion(path: string, known: readonly string[]): Pick<Mistake, 'suggestion'> {
  const near = nearest(
    path,
    known.filter((key) => key.startsWith('yosai:')),
  );
  return near === undefined ? {} : { suggestion: near };
}
