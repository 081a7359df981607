import type { WireObject } from '../../wire/values';
import type { ArmId } from './arm-id';
import type { CloudResource, Store } from './store';

export interface RuleContext {
  readonly store: Store;
  readonly target: ArmId;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface PutContext extends RuleContext {
  /** What is asked for; write-only values are still there. */
  readonly properties: WireObject;
  /** What is there already; `undefined` when it is created. */
  readonly before: CloudResource | undefined;
}

export interface DeleteContext extends RuleContext {
  readonly resource: CloudResource;
}

/** One thing that Azure insists on; throws a `CloudError` to refuse. */
export interface Rule {
  put?(context: PutContext): void;
  delete?(context: DeleteContext): void;
}

/** Whether the target is of the type, given as `Microsoft.Network/virtualNetworks`. */
export function isType(target: ArmId, type: string): boolean {
  return target.type.toLowerCase() === type.toLowerCase();
}

/** The string at a path of names; `undefined` where there is none. */
export function textAt(value: unknown, ...path: string[]): string | undefined {
  const found = valueAt(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

export function valueAt(value: unknown, ...path: string[]): unknown {
  let found: unknown = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as Record<string, unknown>)[key];
  }
  return found;
}

/** The list at a path of names; empty where there is none. */
export function listAt(value: unknown, ...path: string[]): unknown[] {
  const found = valueAt(value, ...path);
  return Array.isArray(found) ? found : [];
}
