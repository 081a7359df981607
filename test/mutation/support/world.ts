import { isDeepStrictEqual } from 'node:util';
import { fromPlans, type PlannedResource } from '../../../lib/resources/from-plan';
import type { Resource } from '../../../lib/resources/resource';
import { type Dependencies, StackView } from '../../../lib/resources/stack-view';
import { parseToken } from '../../../lib/resources/token';
import { absent, isUnknown, leavesOf, type Steps, unknown, valueAt, withValue } from './places';

/** What a mutant does to the plan: resources in place of those with the same URN, or beside them; and URNs that go. */
export interface Edit {
  readonly put: readonly PlannedResource[];
  readonly drop?: readonly string[];
}

/** The resources of a compliant plan, as they are planned and as policies see them. */
export class World {
  readonly #byUrn: ReadonlyMap<string, PlannedResource>;
  readonly #seen = new WeakMap<PlannedResource, Resource>();
  readonly #byType = new Map<string, PlannedResource[]>();

  constructor(readonly resources: readonly PlannedResource[]) {
    this.#byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    for (const resource of resources) {
      const { type } = parseToken(resource.type);
      const others = this.#byType.get(type);
      if (others === undefined) this.#byType.set(type, [resource]);
      else others.push(resource);
    }
  }

  /** The same resources and others: the compliant ones of which the plan has none. */
  with(more: readonly PlannedResource[]): World {
    return more.length === 0 ? this : new World([...this.resources, ...more]);
  }

  ofType(...types: readonly string[]): readonly PlannedResource[] {
    return types.flatMap((type) => this.#byType.get(type) ?? []);
  }

  get types(): string[] {
    return [...this.#byType.keys()];
  }

  /** The one resource with a name; fails when the program no longer makes it, so that no mutant is lost silently. */
  named(name: string): PlannedResource {
    const found = this.resources.find((resource) => resource.name === name);
    if (found === undefined)
      throw new Error(`the plan has no resource ${name}: correct the table of mutants`);
    return found;
  }

  urn(urn: string): PlannedResource | undefined {
    return this.#byUrn.get(urn);
  }

  /** A resource as policies see it, made once; its provider may come with the same edit. */
  seen(planned: PlannedResource, { put }: Edit = { put: [] }): Resource {
    const known = this.#seen.get(planned);
    if (known !== undefined) return known;
    const isProvider = ({ urn }: PlannedResource) => urn === planned.provider;
    const provider = this.#byUrn.get(planned.provider ?? '') ?? put.find(isProvider);
    const resources = provider === undefined ? [planned] : [planned, provider];
    const [resource] = fromPlans([{ project: '', stack: '', resources }]).resources;
    if (resource === undefined) throw new Error('a plan has lost its only resource');
    this.#seen.set(planned, resource);
    return resource;
  }

  /** The whole stack after an edit; resources that the edit leaves alone are shared between all views. */
  view(edit: Edit = { put: [] }, see = (planned: PlannedResource) => this.seen(planned, edit)): StackView {
    const { put, drop = [] } = edit;
    const edited = new Map(put.map((planned) => [planned.urn, planned]));
    const gone = new Set(drop);
    const planned = [
      ...this.resources.flatMap((resource) =>
        gone.has(resource.urn) ? [] : (edited.get(resource.urn) ?? resource),
      ),
      ...put.filter(({ urn }) => !this.#byUrn.has(urn)),
    ];
    const resources = planned.map(see);
    const places = new Map(planned.map(({ urn }, index) => [urn, index]));
    const dependencies: Dependencies = ({ urn }, property) =>
      (planned[places.get(urn) ?? -1]?.propertyDependencies?.[property] ?? []).flatMap(
        (made) => resources[places.get(made) ?? -1] ?? [],
      );
    return new StackView(resources, dependencies);
  }
}

/**
 * A resource with another value at a place of its inputs. What the property was made from is forgotten where nothing in
 * it is unknown any more: the program now says it. Also where the place itself becomes unknown, so that nothing tells
 * its origin.
 */
export function changed(resource: PlannedResource, steps: Steps, to: unknown): PlannedResource {
  const inputs = withValue(resource.inputs, steps, to) as PlannedResource['inputs'];
  const [property = ''] = steps;
  const isOpen = leavesOf(inputs[property]).some((leaf) => isUnknown(valueAt(inputs[property], leaf)));
  if (isOpen && to !== unknown) return { ...resource, inputs };
  const { [property]: _made, ...propertyDependencies } = resource.propertyDependencies ?? {};
  return { ...resource, inputs, propertyDependencies };
}

/** Whether a value at a place would be no change. */
export function isSame(resource: PlannedResource, steps: Steps, to: unknown): boolean {
  const before = valueAt(resource.inputs, steps);
  return to === absent ? before === undefined : isDeepStrictEqual(before, to);
}
