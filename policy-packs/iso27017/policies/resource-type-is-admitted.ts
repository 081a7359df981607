import { matchesType } from '../../../lib/baseline/match-type';
import type { TypePlace } from '../../../lib/baseline/types.generated';
import type { Resource } from '../../../lib/resources/resource';
import { orList, showText } from '../../../lib/resources/show';
import type { StackView } from '../../../lib/resources/stack-view';
import { belongsTo } from '../azure/belonging';
import { tagOf } from '../azure/tags';
import { undetermined, violated } from '../framework/expect';
import { at } from '../framework/located';
import type { Context, NotApplicable, Result, Rule } from '../framework/rule';

const places: Readonly<Record<TypePlace, string>> = {
  tenant: "part of a tenant's environment",
  platform: 'part of the platform',
  corporate: 'part of the corporate network',
};

/**
 * Every resource is of a type that the baseline admits, in the environment for which it admits it: of any other type
 * nobody knows which of its properties would break a promise. Components are admitted: they make nothing by themselves,
 * and are known by having no provider and a package of which the baseline lists no type. Whose a resource is, its tags
 * say, or those of what it stands in; where none of them does, only the type is judged.
 */
export const resourceTypeIsAdmitted: Rule = {
  check: ({ type, provider }, { baseline }) => judgeType(type, provider.isAbsent, baseline.resourceTypes),
  checkStack: (stack, context) =>
    stack.resources.flatMap((resource) => at(resource, judgePlace(resource, stack, context))),
};

function judgeType(
  type: string,
  hasNoProvider: boolean,
  { admitted, refused }: Context['baseline']['resourceTypes'],
): Result[] | NotApplicable {
  if (admitted.some((one) => one.type === type)) return [];
  const named = refused.find(({ types }) => types.some((pattern) => matchesType(pattern, type)));
  if (named !== undefined) return [violated('', named.expected, named.found)];
  const start = `${type.split(':')[0]}:`;
  const isComponent = hasNoProvider && !admitted.some((one) => one.type.startsWith(start));
  if (isComponent) return { notApplicable: 'a component makes nothing by itself' };
  return [violated('', 'of a type that the baseline admits', `one of ${showText(type)}`)];
}

function judgePlace(resource: Resource, stack: StackView, context: Context): Result[] {
  const entry = context.baseline.resourceTypes.admitted.find(({ type }) => type === resource.type);
  if (entry?.places === undefined) return [];
  const expected = orList(entry.places.map((place) => places[place]));
  const open = (['scope', 'tenant'] as const)
    .map((fact) => tagOf(resource, fact, context))
    .find((tag) => tag.isUnknown);
  if (open !== undefined) return [undetermined(open, `those of a resource that is ${expected}`)];
  const place = placeOf(resource, stack, context);
  return place === undefined || entry.places.includes(place)
    ? []
    : [violated('', expected, `it ${places[place]}`)];
}

function placeOf(resource: Resource, stack: StackView, context: Context): TypePlace | undefined {
  if (belongsTo(resource, 'tenant', stack, context) !== undefined) return 'tenant';
  const side = belongsTo(resource, 'scope', stack, context);
  if (side === 'corporate') return 'corporate';
  return side === undefined ? undefined : 'platform';
}
