import type { TagFact } from '../../../lib/baseline/types.generated';
import { orList } from '../../../lib/resources/show';
import { isTaggable } from '../azure/taggable-types';
import { tagOf } from '../azure/tags';
import { expect, undetermined, violated } from '../framework/expect';
import type { Result, Rule } from '../framework/rule';
import { isSlot } from '../network/place';

/**
 * Everything that can be tagged carries the tags of the baseline with values that it admits, so that scope and
 * owner are never in doubt; what belongs to a tenant says whose it is and in which slot of the address plan.
 * White paper sections 3 and 11.
 */
export const resourceRequiresScopeTags: Rule = {
  check(resource, context) {
    if (!isTaggable(resource.type)) return { notApplicable: 'the resource takes no tags' };
    const { keys, required, values } = context.baseline.tags;
    const tags = resource.properties.key('tags');
    const names = required.map((fact) => keys[fact]);
    if (tags.isUnknown) return [undetermined(tags, `with ${names.join(', ')}`)];
    const missing = required.filter((fact) => tagOf(resource, fact, context).isAbsent);
    const admitted: Partial<Record<TagFact, readonly string[]>> = values;
    const wrong = required
      .filter((fact) => !missing.includes(fact))
      .flatMap((fact): Result[] => {
        const tag = tagOf(resource, fact, context);
        const words = admitted[fact];
        if (words === undefined) return expect(tag, 'a name', ({ text }) => text?.trim() !== '');
        // Unlike keys, the values of tags differ by case.
        return words.includes(tag.text ?? '') ? [] : expect(tag, orList(words), () => false);
      });
    const [tenant, slot] = [tagOf(resource, 'tenant', context), tagOf(resource, 'slot', context)];
    return [
      ...(missing.length === 0
        ? []
        : [
            violated(
              tags,
              `with ${missing.map((fact) => keys[fact]).join(', ')}`,
              found(missing.length, required.length),
            ),
          ]),
      ...wrong,
      ...(tenant.isAbsent && slot.isAbsent
        ? []
        : [
            ...expect(slot, "the slot of the tenant's environment", ({ number }) =>
              isSlot(context.baseline.network, number),
            ),
            ...expect(tenant, 'the id of the tenant in that slot', ({ text }) => text?.trim() !== ''),
          ]),
    ];
  },
};

function found(missing: number, required: number): string {
  return missing === required ? 'none of them' : 'tags without';
}
