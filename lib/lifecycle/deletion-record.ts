import type { LocalizedText, Tenant } from '../baseline/types.generated';
import { addDays, type Day, dayAt } from './calendar';
import { type Deadlines, deadlinesOf } from './deadlines';
import { leftBehind } from './left-behind';
import { type RetentionBaseline, recoveryOf } from './recoverable';
import type { StackResource } from './stack-state';

/** Version of the record's shape; `deletion-record.schema.json` beside this file describes it. */
const recordVersion = 1;

const tenantType = 'yosai:azure:TenantEnvironment';
const vaultType = 'azure-native:keyvault:Vault';

/** A resource of the tenant and when it was deleted; not at all, or nobody knows when, where that is absent. */
export interface RecordedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly id?: string;
  /** In UTC, such as `2027-01-15T03:04:05Z`. */
  readonly deletedAt?: string;
  readonly remains?: true;
  /** Whether the engine was told to leave it in Azure. */
  readonly leftBehind?: true;
}

/** What outlives the environment, and until the end of which day. */
export interface Survivor {
  readonly kind: 'recoverable' | 'auditLog';
  readonly name: string;
  readonly type?: string;
  readonly until: Day;
  /** Whether somebody can end it earlier. */
  readonly canBeEnded: boolean;
}

/** Something that the promises of section 10 do not allow, or that the record cannot show. */
export interface Breach {
  readonly kind: 'empty' | 'remains' | 'leftBehind' | 'noTime' | 'early' | 'late' | 'outlasts';
  readonly words: LocalizedText;
}

/** The evidence that the environment of a tenant was deleted. */
export interface DeletionRecord {
  readonly version: typeof recordVersion;
  readonly tenant: Pick<Tenant, 'id' | 'name' | 'slot'>;
  /** Whether the deletion was rehearsed only, so that the record proves nothing of what runs. */
  readonly rehearsed?: true;
  readonly deadlines: Deadlines;
  /** The day of the last deletion in Japan Standard Time; absent while the deletion is not proven. */
  readonly deletedOn?: Day;
  /** In the order of their URNs. */
  readonly resources: readonly RecordedResource[];
  readonly survivors: readonly Survivor[];
  /** None when every promise was kept and everything is shown. */
  readonly breaches: readonly Breach[];
}

export interface DeletionEvidence {
  readonly tenant: Tenant & { readonly terminatedOn: Day };
  /** The stack before the deletion and after it. */
  readonly before: readonly StackResource[];
  readonly after: readonly StackResource[];
  /** When each resource was deleted, by URN, in milliseconds since 1970-01-01 UTC. */
  readonly times: ReadonlyMap<string, number>;
  /** Whether the events are those of a rehearsal. */
  readonly rehearsed: boolean;
  readonly baseline: RetentionBaseline;
}

/**
 * Makes the record of a deletion: every resource of the tenant's environment with its time, and what survives it
 * until when. A resource that is still in the stack, was left in Azure, or has vanished without a time, is told as a breach, and then
 * the record proves nothing. White paper section 10.
 */
export function deletionRecord(evidence: DeletionEvidence): DeletionRecord {
  const { tenant, before, after, times, rehearsed, baseline } = evidence;
  const deadlines = deadlinesOf(tenant.terminatedOn, baseline.lifecycle);
  const remaining = new Map(environmentOf(tenant.id, after).map((resource) => [resource.urn, resource]));
  const all = new Map([
    ...environmentOf(tenant.id, before).map((resource) => [resource.urn, resource] as const),
    ...remaining,
  ]);
  const left = new Set(leftBehind([...all.values()]).map(({ urn }) => urn));
  const resources = [...all.values()]
    .sort((a, b) => (a.urn < b.urn ? -1 : 1))
    .map((resource) =>
      recorded(resource, remaining.has(resource.urn), left.has(resource.urn), times.get(resource.urn)),
    );
  const moments = resources.flatMap(({ deletedAt }) =>
    deletedAt === undefined ? [] : Date.parse(deletedAt),
  );
  const proven = resources.length > 0 && moments.length === resources.length;
  const deletedOn = proven ? dayAt(Math.max(...moments)) : undefined;
  const survivors = survivorsOf(evidence, [...all.values()], resources, deletedOn);
  return {
    version: recordVersion,
    tenant: { id: tenant.id, name: tenant.name, slot: tenant.slot },
    ...(rehearsed && { rehearsed }),
    deadlines,
    ...(deletedOn !== undefined && { deletedOn }),
    resources,
    survivors,
    breaches: breachesOf(resources, moments, survivors, deadlines),
  };
}

/** The real resources below the tenant's environment; components are only names for groups of them. */
function environmentOf(id: string, resources: readonly StackResource[]): StackResource[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const isInside = (resource: StackResource): boolean => {
    const passed = new Set<string>();
    for (let at: StackResource | undefined = resource; at !== undefined; at = byUrn.get(at.parent ?? '')) {
      if (at.type === tenantType && at.name === id) return true;
      // A state that was edited by hand may lead in a circle.
      if (passed.has(at.urn)) return false;
      passed.add(at.urn);
    }
    return false;
  };
  return resources.filter((resource) => resource.custom && isInside(resource));
}

function recorded(
  { urn, type, name, id }: StackResource,
  remains: boolean,
  isLeft: boolean,
  time: number | undefined,
): RecordedResource {
  return {
    urn,
    type,
    name,
    ...(id !== undefined && { id }),
    ...(remains && { remains }),
    ...(isLeft && { leftBehind: true as const }),
    ...(!remains &&
      !isLeft &&
      time !== undefined && { deletedAt: new Date(time).toISOString().replace(/\.\d+Z$/, 'Z') }),
  };
}

function survivorsOf(
  { baseline, after }: DeletionEvidence,
  known: readonly StackResource[],
  resources: readonly RecordedResource[],
  deletedOn: Day | undefined,
): Survivor[] {
  const inputs = new Map(known.map((resource) => [resource.urn, resource.inputs]));
  const recoverable = resources.flatMap(({ urn, type, name, deletedAt }): Survivor[] => {
    const recovery = recoveryOf(type, baseline);
    if (recovery === undefined || deletedAt === undefined) return [];
    const days = type === vaultType ? (vaultDays(inputs.get(urn)) ?? recovery.days) : recovery.days;
    const until = addDays(dayAt(Date.parse(deletedAt)), days);
    return [{ kind: 'recoverable', name, type, until, canBeEnded: recovery.canBeEnded }];
  });
  if (deletedOn === undefined) return recoverable;
  const { auditRetentionDays, auditImmutability } = baseline.dataStores.logs;
  const until = addDays(deletedOn, auditRetentionDays);
  const canBeEnded = auditImmutability !== 'Locked' && !after.some(isLockedStore);
  return [...recoverable, { kind: 'auditLog', name: 'operators’ audit log', until, canBeEnded }];
}

/**
 * Whether it is a storage account whose versions nobody can delete, whatever the baseline asks: of the accounts that the
 * stacks build, only the audit log's can be locked as a whole.
 */
function isLockedStore({ type, inputs }: StackResource): boolean {
  const immutable = inputs['immutableStorageWithVersioning'] as
    | { immutabilityPolicy?: { state?: unknown } }
    | undefined;
  return type === 'azure-native:storage:StorageAccount' && immutable?.immutabilityPolicy?.state === 'Locked';
}

/** The days that the vault itself was given, which may differ from today's baseline. */
function vaultDays(inputs: Readonly<Record<string, unknown>> | undefined): number | undefined {
  const properties = inputs?.['properties'] as { softDeleteRetentionInDays?: unknown } | undefined;
  const days = properties?.softDeleteRetentionInDays;
  return typeof days === 'number' ? days : undefined;
}

function breachesOf(
  resources: readonly RecordedResource[],
  moments: readonly number[],
  survivors: readonly Survivor[],
  { closedFrom, goneBy }: Deadlines,
): Breach[] {
  const remaining = resources.filter(({ remains }) => remains).length;
  const left = resources.filter((one) => one.leftBehind && !one.remains).length;
  const withoutTime = resources.length - remaining - left - moments.length;
  const early = moments.filter((moment) => dayAt(moment) < closedFrom).length;
  const late = moments.filter((moment) => dayAt(moment) > goneBy).length;
  const outlasting = survivors.filter(({ kind, until }) => kind === 'recoverable' && until > goneBy).length;
  const breaches: readonly (readonly [Breach['kind'], number, string, string])[] = [
    ['remains', remaining, 'がスタックに残っています。', 'still in the stack'],
    [
      'leftBehind',
      left,
      'は、リソースのオプションにより Azure に残されました。',
      'left in Azure by an option, retainOnDelete or deletedWith',
    ],
    ['noTime', withoutTime, 'は、いつ削除されたか分かりません。', 'gone without a known time'],
    ['early', early, `は、${closedFrom}より前に削除されました。`, `deleted before ${closedFrom}`],
    ['late', late, `は、期限の${goneBy}より後に削除されました。`, `deleted after the deadline ${goneBy}`],
    [
      'outlasts',
      outlasting,
      `は、期限の${goneBy}より後も復元できます。`,
      `recoverable after the deadline ${goneBy}`,
    ],
  ];
  if (resources.length === 0) {
    const words = {
      ja: '削除前のスタックに、このお客様の環境がありません。',
      en: 'The stack before the deletion holds no environment of the tenant.',
    };
    return [{ kind: 'empty', words }];
  }
  return breaches
    .filter(([, count]) => count > 0)
    .map(([kind, count, ja, en]) => ({
      kind,
      words: {
        ja: `${count}個のリソース${ja}`,
        en: `${count} ${count === 1 ? 'resource is' : 'resources are'} ${en}.`,
      },
    }));
}
