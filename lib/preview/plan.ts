import { hideNamed, type PlanObject, toPlan, toPlanObject } from '../wire/values';
import type { Provenance } from './provenance';
import type { StackIdentity } from './registration';
import type { SecretFilter } from './secret-filter';
import type { Operation, RegisteredResource, ResourceOptions, StackState } from './state';
import { isProviderType } from './urn';

/** Version of the plan file's shape; `plan.schema.json` beside this file describes it. */
export const planVersion = 2;

/** A resource as the plan file shows it. What is not set is left out. */
export interface PlanResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly operation: Operation;
  readonly custom: boolean;
  readonly parent?: string;
  readonly provider?: string;
  readonly protect?: true;
  readonly options?: PlanOptions;
  readonly inputs: PlanObject;
  /** Only where they differ from the inputs: registered outputs of components, and what is known to be secret. */
  readonly outputs?: PlanObject;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
  /** The file is told from the folder of the project, with `/` between folders. */
  readonly position?: { readonly file: string; readonly line: number; readonly column: number };
}

/** Resource options besides parent, provider, protect and dependencies. */
export type PlanOptions = Readonly<Record<string, string | boolean | readonly string[] | PlanObject>>;

/** Everything that the program would create, with no secret in it. */
export interface Plan {
  readonly version: typeof planVersion;
  readonly organization: string;
  readonly project: string;
  readonly stack: string;
  /** All that differs between two plans of the same commit and configuration is the time in it. */
  readonly provenance: Provenance;
  /** In the order of their URNs. */
  readonly resources: readonly PlanResource[];
  readonly outputs: PlanObject;
  /** Functions of providers that nobody could answer offline; their results are unknown in the plan. */
  readonly unansweredCalls: readonly { readonly token: string; readonly count: number }[];
}

/** Resources of which the plan is made before other work gets a turn. */
const resourcesATurn = 10;

/**
 * Makes the plan with no secret in it. Meanwhile the packs judge the stack: its message, of many megabytes, leaves this
 * process only while it does something else, so the plan is made in turns.
 */
export async function makePlan(
  identity: StackIdentity,
  provenance: Provenance,
  state: StackState,
  filter: Pick<SecretFilter, 'cleanAll'>,
): Promise<Plan> {
  const resources: PlanResource[] = [];
  for (const resource of [...state.resources.values()].sort((a, b) => (a.urn < b.urn ? -1 : 1))) {
    if (resources.length % resourcesATurn === 0) await otherWork();
    resources.push(filter.cleanAll(toPlanResource(resource)));
  }
  return {
    version: planVersion,
    organization: identity.organization,
    project: identity.project,
    stack: identity.stack,
    provenance,
    resources,
    ...filter.cleanAll({
      outputs: toPlanObject(state.stackOutputs),
      unansweredCalls: [...state.unanswered.values()].sort((a, b) => (a.token < b.token ? -1 : 1)),
    }),
  };
}

function otherWork(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

function toPlanResource(resource: RegisteredResource): PlanResource {
  const options = toPlanOptions(resource.options);
  const dependencies = [...resource.dependencies].sort();
  const inputs = toPlanObject(hideNamed(resource.inputs, resource.options.additionalSecretOutputs));
  const outputs = resource.outputs === resource.inputs ? {} : toPlanObject(resource.outputs);
  const sameOutputs = JSON.stringify(outputs) === JSON.stringify(inputs);
  return {
    urn: resource.urn,
    type: resource.type,
    name: resource.name,
    operation: resource.operation,
    custom: resource.custom,
    ...(resource.parent === '' ? {} : { parent: resource.parent }),
    ...(resource.provider === '' ? {} : { provider: providerUrn(resource.provider) }),
    ...(resource.options.protect ? { protect: true } : {}),
    ...(Object.keys(options).length === 0 ? {} : { options }),
    inputs,
    ...(Object.keys(outputs).length === 0 || sameOutputs ? {} : { outputs }),
    ...(dependencies.length === 0 ? {} : { dependencies }),
    ...(resource.propertyDependencies.size === 0
      ? {}
      : {
          propertyDependencies: Object.fromEntries(
            [...resource.propertyDependencies].sort().map(([name, urns]) => [name, [...urns].sort()]),
          ),
        }),
    ...(resource.position === undefined ? {} : { position: resource.position }),
  };
}

/** A provider's id is never known in a preview, so its URN is all there is to say. */
function providerUrn(reference: string): string {
  return reference.slice(0, reference.lastIndexOf('::'));
}

function toPlanOptions(options: ResourceOptions): PlanOptions {
  const { create, update, delete: remove } = options.timeouts;
  const timeouts = Object.fromEntries(
    Object.entries({ create, update, delete: remove }).filter(([, value]) => value !== ''),
  );
  return {
    ...(options.importId === '' ? {} : { importId: toPlan(options.importId) as string | PlanObject }),
    ...(options.ignoreChanges.length === 0 ? {} : { ignoreChanges: options.ignoreChanges }),
    ...(options.replaceOnChanges.length === 0 ? {} : { replaceOnChanges: options.replaceOnChanges }),
    ...(options.deleteBeforeReplace === undefined
      ? {}
      : { deleteBeforeReplace: options.deleteBeforeReplace }),
    ...(options.retainOnDelete ? { retainOnDelete: true } : {}),
    ...(options.deletedWith === '' ? {} : { deletedWith: options.deletedWith }),
    ...(options.replaceWith.length === 0 ? {} : { replaceWith: options.replaceWith }),
    ...(options.additionalSecretOutputs.length === 0
      ? {}
      : { additionalSecretOutputs: options.additionalSecretOutputs }),
    ...(options.aliases.length === 0 ? {} : { aliases: options.aliases }),
    ...(Object.keys(timeouts).length === 0 ? {} : { timeouts }),
  };
}

/** Resources of the program itself: without the providers that the engine supplies and the stack. */
export function countResources(plan: Plan): { resources: number; components: number } {
  const own = plan.resources.filter(({ type, parent }) => !isProviderType(type) && parent !== undefined);
  const components = own.filter(({ custom }) => !custom).length;
  return { resources: own.length - components, components };
}
