import type { PlannedResource } from '../../../lib/resources/from-plan';
import { parseToken } from '../../../lib/resources/token';
import type { Context } from '../../../policy-packs/iso27017/framework/rule';
import { absent, isUnknown, pathOf, placesOf, type Steps, unknown, valueAt } from './places';
import { changed, type Edit, isSame, type World } from './world';

/** One change of the plan, and where the policy has to say what is wrong with it. */
export interface Mutant {
  /** Name of the resource that is changed, for people. */
  readonly resource: string;
  /** Type token without API version of the resource that is changed. */
  readonly type: string;
  /** The property that is changed, or what is done to the resource. */
  readonly path: string;
  readonly value: string;
  readonly edit: Edit;
  /** URNs, at one of which the finding has to be. */
  readonly at: readonly string[];
  /** Whether the new value is not known before deployment, so that `undetermined` is the answer as well. */
  readonly isOpen: boolean;
  /** The policy's configuration, where it is another one than that of the table. */
  readonly config?: Context['config'];
}

/** Makes mutants of a compliant plan. */
export type Row = (world: World) => readonly Mutant[];

type Told = (resource: PlannedResource, world: World) => readonly string[];

interface Chosen {
  /** Type tokens without API version. */
  readonly of: string | readonly string[];
  /** Only these of them. */
  readonly where?: (resource: PlannedResource, world: World) => boolean;
  /** URNs of the resources at one of which the policy reports it; the changed one when left out. */
  readonly at?: Told;
}

/** A place at which a value is changed. */
export interface Place {
  readonly resource: PlannedResource;
  readonly steps: Steps;
  readonly world: World;
}

type Values = readonly unknown[] | ((before: unknown, place: Place) => readonly unknown[]);

/**
 * Other values at a path, or at every place that a function finds. Besides, the place becomes unknown, which the policy
 * has to report too, unless a reason says why it need not (or the change is a harmless one).
 */
export function change(
  row: Chosen & {
    readonly path: string | readonly string[] | ((resource: PlannedResource) => readonly Steps[]);
    readonly to: Values;
    readonly unknown?: string;
  },
): Row {
  const find = (resource: PlannedResource): readonly Steps[] => {
    if (typeof row.path === 'function') return row.path(resource);
    const paths = typeof row.path === 'string' ? [row.path] : row.path;
    return paths.flatMap((path) => placesOf(resource.inputs, path));
  };
  return (world) =>
    chosen(world, row).flatMap((resource) =>
      find(resource).flatMap((steps) => {
        const before = valueAt(resource.inputs, steps);
        const values = typeof row.to === 'function' ? row.to(before, { resource, steps, world }) : row.to;
        const open = row.unknown === undefined && !isUnknown(before) ? [unknown] : [];
        return [...values, ...open]
          .filter((value) => !isSame(resource, steps, value))
          .map((value) => ({
            ...named(resource),
            path: pathOf(steps),
            value: describe(value),
            edit: { put: [changed(resource, steps, value)] },
            at: row.at?.(resource, world) ?? [resource.urn],
            isOpen: isUnknown(value),
          }));
      }),
    );
}

/** Other values in a harmless change: the place does not become unknown. */
export function other(row: Omit<Parameters<typeof change>[0], 'unknown'>): Row {
  return change({ ...row, unknown: 'a harmless change is known' });
}

/** Has the mutants of a row judged with another configuration of the policy, such as another day. */
export function configured(config: NonNullable<Context['config']>, row: Row): Row {
  return (world) => row(world).map((mutant) => ({ ...mutant, config }));
}

/** Says of a row's mutants that what they change rests on something unknown, so that the answer may stay open. */
export function leftOpen(row: Row): Row {
  return (world) => row(world).map((mutant) => ({ ...mutant, isOpen: true }));
}

/** Takes a resource out of the plan, which the policy reports at others. */
export function removal(row: Chosen): Row {
  return (world) =>
    chosen(world, row).map((resource) => ({
      ...named(resource),
      path: 'the resource',
      value: 'removed',
      edit: { put: [], drop: [resource.urn] },
      at: row.at?.(resource, world) ?? [resource.urn],
      isOpen: false,
    }));
}

/** Puts resources into the plan, each for itself. */
export function addition(
  make: (world: World) => readonly PlannedResource[],
  value = 'added',
  at?: Told,
): Row {
  return (world) =>
    make(world).map((resource) => ({
      ...named(resource),
      path: 'the resource',
      value,
      edit: { put: [resource] },
      at: at?.(resource, world) ?? [resource.urn],
      isOpen: false,
    }));
}

/** Lifts the engine's protection. */
export function unprotected(row: Chosen): Row {
  return (world) =>
    chosen(world, row).map((resource) => ({
      ...named(resource),
      path: 'options.protect',
      value: 'false',
      edit: { put: [{ ...resource, protect: false }] },
      at: row.at?.(resource, world) ?? [resource.urn],
      isOpen: false,
    }));
}

/** Any other change, with the words for it. */
export function rewritten(
  row: Chosen & {
    readonly path: string;
    readonly value: string;
    readonly by: (resource: PlannedResource, world: World) => Edit | undefined;
    readonly isOpen?: true;
  },
): Row {
  return (world) =>
    chosen(world, row).flatMap((resource) => {
      const edit = row.by(resource, world);
      if (edit === undefined) return [];
      const at = row.at?.(resource, world) ?? [resource.urn];
      return [
        { ...named(resource), path: row.path, value: row.value, edit, at, isOpen: row.isOpen === true },
      ];
    });
}

/** A resource that nobody's program makes, for a policy to judge. */
export function made(
  type: string,
  name: string,
  inputs: Readonly<Record<string, unknown>>,
  more: Partial<PlannedResource> = {},
): PlannedResource {
  return { urn: `urn:pulumi:dev::yosai::${type}::${name}`, type, name, inputs, ...more };
}

/** A resource under another URN and name, with other inputs where they are given. */
export function copied(
  resource: PlannedResource,
  name: string,
  inputs: Readonly<Record<string, unknown>> = {},
): PlannedResource {
  return { ...resource, urn: `${resource.urn}-${name}`, name, inputs: { ...resource.inputs, ...inputs } };
}

function chosen(world: World, { of, where = () => true }: Chosen): PlannedResource[] {
  const types = typeof of === 'string' ? [of] : of;
  return world.ofType(...types).filter((resource) => where(resource, world));
}

function named({ name, type }: PlannedResource): Pick<Mutant, 'resource' | 'type'> {
  return { resource: name, type: parseToken(type).type };
}

/** A value as people read it, cut to a length that fits into a list of survivors. */
function describe(value: unknown): string {
  if (value === absent) return 'left out';
  if (isUnknown(value)) return 'not known yet';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
