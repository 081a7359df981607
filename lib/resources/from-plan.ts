import type { Resource } from './resource';
import { type Dependencies, StackView } from './stack-view';
import { parseToken } from './token';
import { unknownLeaf, Value } from './value';

/** What is read of a plan file; `lib/preview/plan.schema.json` describes all of it. */
export interface PlannedStack {
  readonly project: string;
  readonly stack: string;
  readonly resources: readonly PlannedResource[];
}

/** What is read of a resource in a plan file. */
export interface PlannedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly provider?: string;
  readonly protect?: boolean;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
}

/** The key of an object that stands for something which JSON cannot say, as plan files write it. */
const markerKey = 'yosai:value';

/**
 * The resources of one or more plans as one view. A secret's content is not in a plan file, so it counts as not
 * known; references lead from one stack to another by names and ids.
 */
export function fromPlans(plans: readonly PlannedStack[]): StackView {
  const planned = plans.flatMap(({ resources }) => resources);
  const byUrn = new Map(planned.map((resource) => [resource.urn, resource]));
  const resources = new Map(planned.map((resource) => [resource.urn, fromPlan(resource, byUrn)]));
  const dependencies: Dependencies = ({ urn }, property) =>
    (byUrn.get(urn)?.propertyDependencies?.[property] ?? []).flatMap((made) => resources.get(made) ?? []);
  return new StackView([...resources.values()], dependencies);
}

function fromPlan(planned: PlannedResource, byUrn: ReadonlyMap<string, PlannedResource>): Resource {
  const { urn, name, type, protect, provider, inputs } = planned;
  return {
    urn,
    name,
    ...parseToken(type),
    protect: protect === true,
    properties: Value.of(read(inputs)),
    provider: Value.of(read(byUrn.get(provider ?? '')?.inputs)),
  };
}

function read(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(read);
  if (typeof value !== 'object' || value === null) return value;
  const { [markerKey]: marker, ...rest } = value as Readonly<Record<string, unknown>>;
  switch (marker) {
    case undefined:
      return readEach(rest);
    case 'object':
      return readEach(rest['entries']);
    case 'number':
      return Number(rest['text']);
    default:
      return unknownLeaf;
  }
}

function readEach(value: unknown): unknown {
  return Object.fromEntries(Object.entries(value ?? {}).map(([key, item]) => [key, read(item)]));
}
