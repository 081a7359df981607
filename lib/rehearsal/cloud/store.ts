import { type Database, open, type RootDatabase } from 'lmdb';
import type { Wire, WireObject } from '../../wire/values';
import { isResourceId, keyOf } from './arm-id';

/** A resource as the cloud keeps it: its properties in the shape in which azure-native reads them. */
export interface CloudResource {
  readonly id: string;
  readonly properties: WireObject;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** By path, a hash of each value that is never given back. */
  readonly sealed?: Readonly<Record<string, string>>;
}

/** What is kept of something that was deleted and can still be recovered. */
export interface SoftDeleted {
  readonly id: string;
  readonly purgeProtected: boolean;
  /** When it is gone for good, and its name free, by itself, in milliseconds since 1970. */
  readonly purgedAt: number;
}

/**
 * The state of the simulated cloud, in an embedded transactional database that several processes may have open and
 * that survives the death of any of them at any time (LMDB, https://www.symas.com/lmdb). What is written in
 * `transaction` is there as a whole or not at all.
 */
export class Store {
  readonly resources: Database<CloudResource, string>;
  /** By name that is unique in the whole world, such as `storageAccounts/stdata`, the id that has it. */
  readonly names: Database<string, string>;
  /** By the same name, or by id, what is deleted and recoverable. */
  readonly softDeleted: Database<SoftDeleted, string>;
  readonly counters: Database<number, string>;
  /** By id that is referred to, the ids of those that do. */
  readonly #references: Database<string, string>;
  readonly #root: RootDatabase;

  constructor(folder: string) {
    this.#root = open({ path: folder, maxDbs: 8 });
    this.resources = this.#root.openDB({ name: 'resources' });
    this.names = this.#root.openDB({ name: 'names' });
    this.softDeleted = this.#root.openDB({ name: 'soft-deleted' });
    this.counters = this.#root.openDB({ name: 'counters' });
    this.#references = this.#root.openDB({ name: 'references', dupSort: true, encoding: 'ordered-binary' });
  }

  /** Runs the work as one transaction, which nothing else in any process comes between; an error undoes it. */
  transaction<T>(work: () => T): T {
    return this.#root.transactionSync(work);
  }

  get(id: string): CloudResource | undefined {
    return this.resources.get(keyOf(id));
  }

  put(resource: CloudResource): void {
    const before = this.get(resource.id);
    if (before !== undefined) this.#forget(before);
    this.resources.putSync(keyOf(resource.id), resource);
    for (const target of referencesIn(resource.properties))
      this.#references.putSync(target, keyOf(resource.id));
  }

  remove(id: string): void {
    const before = this.get(id);
    if (before === undefined) return;
    this.#forget(before);
    this.resources.removeSync(keyOf(id));
  }

  /** Everything that lies in a resource or group, in the order of ids. */
  below(id: string): CloudResource[] {
    const start = `${keyOf(id)}/`;
    return [...this.resources.getRange({ start, end: `${start}\uffff` })].map(({ value }) => value);
  }

  /** The resources that refer to an id or to a part of it, such as an address of a network interface. */
  referringTo(id: string): CloudResource[] {
    const key = keyOf(id);
    const exact = [...this.#references.getValues(key)];
    const parts = [...this.#references.getRange({ start: `${key}/`, end: `${key}/\uffff` })].map(
      ({ value }) => value,
    );
    return [...new Set([...exact, ...parts])].flatMap((source) => this.resources.get(source) ?? []);
  }

  /** Adds one to a counter. @returns the new count; the first is 1. */
  count(name: string): number {
    const next = (this.counters.get(name) ?? 0) + 1;
    this.counters.putSync(name, next);
    return next;
  }

  async close(): Promise<void> {
    await this.#root.close();
  }

  #forget(resource: CloudResource): void {
    for (const target of referencesIn(resource.properties))
      this.#references.removeSync(target, keyOf(resource.id));
  }
}

/** The ids that the properties name, as keys, each once. Tags are words of the user, not references. */
export function referencesIn(properties: WireObject): Set<string> {
  const found = new Set<string>();
  const look = (value: Wire) => {
    if (typeof value === 'string') {
      if (isResourceId(value)) found.add(keyOf(value));
    } else if (Array.isArray(value)) value.forEach(look);
    else if (value !== null && typeof value === 'object') {
      for (const [key, item] of Object.entries(value)) {
        if (isResourceId(key)) found.add(keyOf(key));
        look(item);
      }
    }
  };
  for (const [key, value] of Object.entries(properties)) if (key !== 'tags') look(value);
  return found;
}
