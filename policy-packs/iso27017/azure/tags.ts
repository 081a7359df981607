import type { TagFact } from '../../../lib/baseline/types.generated';
import type { Resource } from '../../../lib/resources/resource';
import type { Value } from '../../../lib/resources/value';
import type { Context } from '../framework/rule';

/** What a resource's tags say of one fact. Azure compares tag keys without regard to case. */
export function tagOf(resource: Resource, fact: TagFact, { baseline }: Context): Value {
  return resource.properties.key('tags').keyInAnyCase(baseline.tags.keys[fact]);
}
