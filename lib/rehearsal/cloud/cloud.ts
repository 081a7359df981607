import type { WireObject } from '../../wire/values';
import { type ArmId, keyOf, parseArmId } from './arm-id';
import { CloudError, notFound } from './cloud-error';
import { makeCompanions } from './companions';
import { decide } from './decided';
import { applyRemoval, type Removed } from './removal';
import type { PutContext, Rule } from './rule';
import { addresses } from './rules/addresses';
import { attachments } from './rules/attachments';
import { existence } from './rules/existence';
import { globalKey, globalNames } from './rules/global-names';
import { hostAddresses } from './rules/host-addresses';
import { immutability } from './rules/immutability';
import { inUse } from './rules/in-use';
import { locks } from './rules/locks';
import { roleAssignments } from './rules/role-assignments';
import { securityRules } from './rules/security-rules';
import { softDelete } from './rules/soft-delete';
import { writeOnceProperties } from './rules/write-once';
import { type CloudResource, type SoftDeleted, Store } from './store';
import { seal } from './write-only';

/** Locks come first, as in Azure; what takes a name comes last, when nothing else refuses. */
const rules: readonly Rule[] = [
  locks,
  existence,
  roleAssignments,
  writeOnceProperties,
  addresses,
  hostAddresses,
  securityRules,
  attachments,
  immutability,
  inUse,
  softDelete,
  globalNames,
];

/**
 * A simulated Azure: resources by their ids, with the rules that Azure Resource Manager and its services hold them to.
 * Every call is one transaction, and is refused with a `CloudError`. Its folder may be open in several processes.
 */
export class Cloud {
  readonly #store: Store;
  readonly #now: () => number;

  /** @param now the time in milliseconds since 1970; tests let it pass. */
  constructor(folder: string, now: () => number = Date.now) {
    this.#store = new Store(folder);
    this.#now = now;
  }

  get(id: string): CloudResource | undefined {
    return this.#store.get(id);
  }

  /** Everything there is, or what lies in a group or resource, in the order of ids. */
  list(inside = ''): CloudResource[] {
    return inside === ''
      ? [...this.#store.resources.getRange()].map(({ value }) => value)
      : this.#store.below(inside);
  }

  /** What was deleted and can be recovered at the moment. */
  recoverable(): SoftDeleted[] {
    const kept = [...this.#store.softDeleted.getRange()].map(({ value }) => value);
    return kept.filter(({ purgedAt }) => purgedAt > this.#now());
  }

  /** Creates a resource, or writes over it whole, as a PUT does. */
  put(id: string, properties: WireObject): CloudResource {
    return this.#store.transaction(() => {
      const target = parseArmId(id);
      const before = this.#store.get(id);
      const context: PutContext = { store: this.#store, target, now: this.#now(), properties, before };
      for (const rule of rules) rule.put?.(context);
      return this.#write(target, context);
    });
  }

  /** Deletes a resource and what lies in it. */
  delete(id: string): void {
    this.#store.transaction(() => {
      const target = parseArmId(id);
      const resource = this.#store.get(id);
      if (resource === undefined) throw notFound(id);
      const context = { store: this.#store, target, now: this.#now(), resource };
      for (const rule of rules) rule.delete?.(context);
      applyRemoval(this.#store, id);
    });
  }

  /** Takes a deleted vault, or a deleted key or secret, out of the place from which it could be recovered. */
  purge(id: string): void {
    this.#store.transaction(() => {
      const { type, name } = parseArmId(id);
      const key = type.split('/').length > 2 ? keyOf(id) : globalKey(type, name);
      const kept = this.#store.softDeleted.get(key);
      if (kept === undefined) throw notFound(id);
      if (kept.purgeProtected && kept.purgedAt > this.#now())
        throw new CloudError(
          403,
          'DeletedVaultPurge',
          `'${id}' cannot be purged before ${new Date(kept.purgedAt).toISOString()}, because purge protection is enabled.`,
        );
      this.#store.softDeleted.removeSync(key);
    });
  }

  /** Changes properties behind everybody's back, without any rule: for drift that a refresh has to find. */
  tamper(id: string, properties: WireObject): CloudResource {
    return this.#store.transaction(() => {
      const before = this.#store.get(id);
      if (before === undefined) throw notFound(id);
      const after = { ...before, properties: { ...before.properties, ...properties } };
      this.#store.put(after);
      return after;
    });
  }

  /** Removes a resource and what lies in it behind everybody's back, without any rule. @returns what has gone. */
  vanish(id: string): Removed {
    return this.#store.transaction(() => {
      if (this.#store.get(id) === undefined) throw notFound(id);
      return applyRemoval(this.#store, id);
    });
  }

  /** Adds one to a counter that every process sees. @returns the new count; the first is 1. */
  count(name: string): number {
    return this.#store.transaction(() => this.#store.count(name));
  }

  close(): Promise<void> {
    return this.#store.close();
  }

  #write(target: ArmId, context: PutContext): CloudResource {
    const { open, hashes } = seal(target.id, target.type, context.properties);
    const resource: CloudResource = {
      id: context.before?.id ?? target.id,
      properties: decide({ ...context, properties: open }),
      createdAt: context.before?.createdAt ?? new Date(this.#now()).toISOString(),
      sealed: hashes,
    };
    this.#store.put(resource);
    makeCompanions(context);
    return resource;
  }
}
