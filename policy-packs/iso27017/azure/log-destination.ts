import type { TagFact } from '../../../lib/baseline/types.generated';
import { parseAzureId } from '../../../lib/resources/azure-id';
import type { Resource } from '../../../lib/resources/resource';
import { show } from '../../../lib/resources/show';
import { isServedIn, type StackView, type Target } from '../../../lib/resources/stack-view';
import type { Value } from '../../../lib/resources/value';
import { undetermined, violated } from '../framework/expect';
import type { Context, Result } from '../framework/rule';
import { belongsTo } from './belonging';
import { azureIdForm, listedIn } from './shared-resources';
import { tagOf } from './tags';

export const accountType = 'azure-native:storage:StorageAccount';
export const workspaceType = 'azure-native:operationalinsights:Workspace';

/** The configuration by which destinations outside the stack are known as the owner's. */
export const logDestinations = {
  type: 'array',
  description: 'Azure ids of workspaces and stores outside the stack that may take the logs of this one.',
  items: azureIdForm,
};

/** What tells whose something is. A fact is `undefined` where nobody says it, and open while its tag is not known. */
export interface Owner {
  readonly tenant: string | undefined;
  readonly scope: string | undefined;
  readonly isOpen: boolean;
}

/** A place at which a resource says where its logs go. */
export interface Sending {
  readonly resource: Resource;
  readonly place: Value;
  /** Type of what takes them. */
  readonly type: string;
  /** How a finding names it, such as `a store of flow logs`. */
  readonly word: string;
  /** Whose logs they are. */
  readonly owner: Owner;
  /** Id of something in the subscription of the stack, such as what logs. */
  readonly beside: Value;
  /** What the destination's tags have to say that it is for; anything when left out. */
  readonly purpose?: string;
}

/**
 * Logs go to what their owner has: a destination of the stack with the same tenant, or none, and the same scope. One
 * outside the stack is anybody's, unless the policy's configuration names it.
 */
export function judgeDestination(sending: Sending, stack: StackView, context: Context): Result[] {
  const { resource, place, type, word, owner, beside, purpose } = sending;
  const expected = `${word} of ${wordsOf(owner)}`;
  if (place.isAbsent) return [violated(place, expected, 'nothing')];
  const target = followIn(stack, resource, place, type, beside);
  if (target.kind === 'unknown') return [undetermined(place, expected)];
  if (target.kind === 'outside') {
    const id = parseAzureId(target.id);
    const isListed = id !== undefined && listedIn(context, 'logDestinations')(id);
    return isListed ? [] : [violated(place, expected, `${show(place)}, which is not in this stack`)];
  }
  const found = ownerOf(target.resource, stack, context);
  const isOther = found.tenant !== owner.tenant || (owner.scope ?? found.scope) !== found.scope;
  if (owner.isOpen || found.isOpen) return [undetermined(place, expected)];
  if (isOther) return [violated(place, expected, `${target.resource.name} of ${wordsOf(found)}`)];
  if (purpose === undefined) return [];
  const tag = tagOf(target.resource, 'purpose', context);
  if (tag.isUnknown) return [undetermined(place, expected)];
  return tag.text === purpose
    ? []
    : [violated(place, expected, `${target.resource.name}, which is for something else`)];
}

/** Follows an id; one of another subscription leads outside, whatever the names in it. */
export function followIn(
  stack: StackView,
  resource: Resource,
  place: Value,
  type: string,
  beside: Value,
): Target {
  const target = stack.follow(resource, place, type);
  if (target.kind !== 'resource' || place.text === undefined) return target;
  const subscription = parseAzureId(place.text)?.subscription;
  return isServedIn(subscription, target.resource, beside.text)
    ? target
    : { kind: 'outside', id: place.text };
}

/** Whose a resource is, by its tags or those of what it extends or stands in. */
export function ownerOf(resource: Resource, stack: StackView, context: Context): Owner {
  const said = (fact: TagFact) => belongsTo(resource, fact, stack, context);
  return { tenant: said('tenant'), scope: said('scope'), isOpen: hasOpenOwner(resource, context) };
}

/** Whether a resource has tags that may yet say whose it is. */
export function hasOpenOwner(resource: Resource, context: Context): boolean {
  return (['tenant', 'scope'] as const).some((fact) => tagOf(resource, fact, context).isUnknown);
}

function wordsOf({ tenant, scope, isOpen }: Owner): string {
  if (isOpen) return 'an owner that is not known yet';
  if (tenant !== undefined) return `tenant ${tenant}`;
  return scope === undefined ? 'no tenant' : `the operator in ${scope}`;
}
