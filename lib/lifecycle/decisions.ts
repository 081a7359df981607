import type { Mistake, Result } from '../baseline/mistake';
import { nearest } from '../baseline/nearest';
import { show } from '../baseline/show';
import type { LifecycleBaseline, Tenant } from '../baseline/types.generated';
import { type Day, isDay } from './calendar';
import { type Deadlines, deadlinesOf } from './deadlines';
import { buildingIn, phaseOf } from './phase';
import type { Proof } from './read-deletion-record';
import type { RegisterChange, TenantValues } from './register-text';
import { nextFreeSlot } from './slots';

/** A change of the register, and the tenant as it is before and after. */
export interface Decision {
  readonly change: RegisterChange;
  readonly tenant: Tenant;
  readonly earlier?: Tenant;
  /** What whoever decides should know. */
  readonly note?: string;
}

/** What a decision is made on. */
export interface Situation {
  readonly tenants: readonly Tenant[];
  /** Today in Japan Standard Time. */
  readonly today: Day;
  /** Whether a day in the past is meant. */
  readonly allowPast: boolean;
}

/** A new tenant; the next free slot is chosen when none is said. */
export type NewTenant = Omit<Tenant, 'slot'> & { readonly slot: number | undefined };

/** Decides to add a tenant. What else is wrong with it, the register says that is checked with it in it. */
export function addition(
  wanted: NewTenant,
  situation: Situation & { readonly slots: number },
): Result<Decision> {
  const { tenants, slots } = situation;
  const { slot: wish, ...rest } = wanted;
  const mistakes = wrongDay('--since', wanted.since, situation);
  const holder = tenants.find(({ id }) => id === wanted.id);
  if (holder !== undefined) {
    const text = `the tenant ${show(wanted.id)} is in the register already (${holder.state}); ids are never given again`;
    mistakes.push({ file: '<id>', text });
  }
  const free = isDay(wanted.since) ? nextFreeSlot(tenants, slots, wanted.since) : undefined;
  if (mistakes.length === 0 && free === undefined) {
    mistakes.push({ file: '--slot', text: `none of the ${slots} slots of the address plan is free` });
  }
  const taken = wish !== undefined && tenants.find(({ slot, state }) => slot === wish && state !== 'deleted');
  if (taken) {
    const next = free === undefined ? '' : `; the next free one is ${free}`;
    mistakes.push({ file: '--slot', text: `${wish} is already taken by tenant ${taken.id}${next}` });
  }
  if (mistakes.length > 0) return { ok: false, mistakes };
  const { id, name, state, since, host, machines } = rest;
  const tenant: Tenant = { id, name, slot: wish ?? free ?? 0, state, since, host, machines };
  return { ok: true, value: { change: { kind: 'tenant', tenant }, tenant } };
}

/** Decides to close the service of an active tenant for the time being, from a day on. */
export function suspension(id: string, on: Day, situation: Situation): Result<Decision> {
  return transition(id, ['active'], 'suspended', on, situation, {
    state: 'suspended',
    suspendedOn: on,
  });
}

/** Decides that a day is a tenant's last day of service. */
export function termination(id: string, on: Day, situation: Situation): Result<Decision> {
  return transition(id, ['active', 'suspended'], 'terminated', on, situation, {
    state: 'terminating',
    terminatedOn: on,
  });
}

/**
 * Decides to open a service again that was closed for the time being, or whose customer stays after all: as long as
 * the environment is still built, so that nothing of it has been deleted.
 */
export function resumption(
  id: string,
  { tenants, today }: Pick<Situation, 'tenants' | 'today'>,
  lifecycle: LifecycleBaseline,
): Result<Decision> {
  const found = tenantToChange(id, tenants, ['suspended', 'terminating'], 'resumed');
  if (!found.ok) return found;
  const { earlier } = found.value;
  const phase = phaseOf(earlier, today, lifecycle);
  const { terminatedOn } = earlier;
  const deadlines = terminatedOn === undefined ? undefined : deadlinesOf(terminatedOn, lifecycle);
  if (deadlines !== undefined && buildingIn(phase) === undefined) {
    const text = `tenant ${id} cannot be resumed on ${today}: its environment is to be deleted since ${deadlines.removedFrom}. Add the customer as a new tenant`;
    return { ok: false, mistakes: [{ file: '<id>', text }] };
  }
  const values = { state: 'active', suspendedOn: null, terminatedOn: null } as const;
  const decision = changeOf(found.value, values);
  const note = `Since ${deadlines?.releasedFrom} its data was free to be deleted: see that it is still there.`;
  return { ok: true, value: phase === 'released' ? { ...decision, note } : decision };
}

/** Decides that the environment of a tenant that left is gone, which a record has to prove. */
export function deletion(
  id: string,
  proof: Proof,
  place: { readonly file: string; readonly kept: string },
  { tenants, today }: Pick<Situation, 'tenants' | 'today'>,
  lifecycle: LifecycleBaseline,
): Result<Decision> {
  const found = tenantToChange(id, tenants, ['terminating'], 'deleted');
  if (!found.ok) return found;
  const { earlier } = found.value;
  const { tenant, deadlines, deletedOn } = proof;
  const facts = [
    ['tenant.id', tenant.id, id],
    ['tenant.slot', tenant.slot, earlier.slot],
    ['tenant.name.ja', tenant.name.ja, earlier.name.ja],
    ['tenant.name.en', tenant.name.en, earlier.name.en],
    ['deadlines.lastDay', deadlines.lastDay, earlier.terminatedOn],
  ] as const;
  const mistakes: Mistake[] = facts
    .filter(([, said, expected]) => said !== expected)
    .map(([path, said, expected]) => ({
      file: place.file,
      path,
      text: `found ${said}, expected ${expected}, as the register says of tenant ${id}`,
    }));
  // Of another last day all deadlines are others, which would say the same again.
  if (deadlines.lastDay === earlier.terminatedOn)
    mistakes.push(...wrongDeadlines(deadlines, lifecycle, place.file));
  if (deletedOn > today) {
    const text = `${deletedOn} is after today, ${today} in Japan Standard Time`;
    mistakes.push({ file: place.file, path: 'deletedOn', text });
  }
  if (mistakes.length > 0) return { ok: false, mistakes };
  const values = { state: 'deleted', deletedOn, deletionRecord: place.kept } as const;
  return { ok: true, value: changeOf(found.value, values) };
}

/** The deadlines of a record that do not follow from its last day. */
function wrongDeadlines(said: Deadlines, lifecycle: LifecycleBaseline, file: string): Mistake[] {
  const expected = deadlinesOf(said.lastDay, lifecycle);
  return (Object.keys(expected) as (keyof Deadlines)[])
    .filter((name) => said[name] !== expected[name])
    .map((name) => ({
      file,
      path: `deadlines.${name}`,
      text: `found ${said[name]}, expected ${expected[name]}, as it follows from the last day ${said.lastDay}`,
    }));
}

function transition(
  id: string,
  from: readonly Tenant['state'][],
  participle: string,
  day: Day,
  situation: Situation,
  values: TenantValues,
): Result<Decision> {
  const mistakes = wrongDay('--on', day, situation);
  const found = tenantToChange(id, situation.tenants, from, participle);
  if (!found.ok || mistakes.length > 0) {
    return { ok: false, mistakes: [...mistakes, ...(found.ok ? [] : found.mistakes)] };
  }
  return { ok: true, value: changeOf(found.value, values) };
}

interface Found {
  readonly index: number;
  readonly earlier: Tenant;
}

/** The tenant of that id, when it is in one of these states. */
function tenantToChange(
  id: string,
  tenants: readonly Tenant[],
  from: readonly Tenant['state'][],
  participle: string,
): Result<Found> {
  const index = tenants.findIndex((tenant) => tenant.id === id);
  const earlier = tenants[index];
  if (earlier === undefined) return { ok: false, mistakes: [unknownTenant(id, tenants)] };
  if (from.includes(earlier.state)) return { ok: true, value: { index, earlier } };
  const text = `tenant ${id} is ${stateWords(earlier)}; only one that is ${from.join(' or ')} can be ${participle}`;
  return { ok: false, mistakes: [{ file: '<id>', text }] };
}

function changeOf({ index, earlier }: Found, values: TenantValues): Decision {
  const after = Object.entries({ ...earlier, ...values }).filter(([, value]) => value !== null);
  const tenant = Object.fromEntries(after) as unknown as Tenant;
  return { change: { kind: 'values', index, values }, tenant, earlier };
}

/** The state of a tenant with the day that belongs to it. */
function stateWords({ state, suspendedOn, terminatedOn, deletedOn }: Tenant): string {
  if (state === 'suspended') return `suspended since ${suspendedOn}`;
  if (state === 'terminating') return `terminating already, its last day is ${terminatedOn}`;
  return state === 'deleted' ? `deleted since ${deletedOn}` : state;
}

/** The mistake of naming a tenant that is not in the register. */
export function unknownTenant(id: string, tenants: readonly Tenant[]): Mistake {
  const near = nearest(
    id,
    tenants.map((tenant) => tenant.id),
  );
  const listed = near === undefined ? '; `yosai tenant list` shows those of the register' : '';
  return {
    file: '<id>',
    text: `there is no tenant ${show(id)}${listed}`,
    ...(near === undefined ? {} : { suggestion: near }),
  };
}

function wrongDay(option: string, day: Day, { today, allowPast }: Situation): Mistake[] {
  if (!isDay(day)) {
    return [{ file: option, text: `${show(day)} is not a date of the calendar such as 2026-04-01` }];
  }
  if (allowPast || day >= today) return [];
  const text = `${day} is before today, ${today} in Japan Standard Time; add --allow-past when it is meant`;
  return [{ file: option, text }];
}
