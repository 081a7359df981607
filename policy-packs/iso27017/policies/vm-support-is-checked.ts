import { addDays, dayAt, isDay } from '../../../lib/lifecycle/calendar';
import type { Resource } from '../../../lib/resources/resource';
import type { Value } from '../../../lib/resources/value';
import { asOf } from '../azure/leaving';
import { machineOf, machineTypes } from '../azure/machines';
import { undetermined, violated } from '../framework/expect';
import type { Context, Rule } from '../framework/rule';

const extension = 'azure-native:compute:VirtualMachineExtension';
const feature = 'azure-native:features:SubscriptionFeatureRegistration';

/** An entry of the baseline, and the properties by which a resource says that it is that one. */
interface Entry {
  readonly words: readonly string[];
  readonly checked: string;
}

/**
 * What a machine starts from, its agents and the subscription's features rest on pages of their vendors, which change
 * without notice: each was read within the days of the support baseline, counted to the day of judgement. What the
 * baseline does not list is other policies' business.
 */
export const vmSupportIsChecked: Rule = {
  types: [extension, feature, ...machineTypes],
  config: { asOf },
  check(resource, context) {
    const { checkedWithinDays } = context.baseline.support;
    const [values, entries] = entriesFor(resource, context);
    const expected = `something whose support was looked up within ${checkedWithinDays} days`;
    const open = values.find((value) => value.isUnknown);
    if (open !== undefined) return [undetermined(open, expected)];
    const entry = entries.find(({ words }) => words.every((word, index) => isWord(values[index], word)));
    const last = values.at(-1);
    if (entry === undefined || last === undefined) return { notApplicable: 'the baseline does not list it' };
    const today = context.config['asOf'] ?? dayAt(context.now);
    if (typeof today !== 'string' || !isDay(today)) {
      return [
        undetermined(last, 'judged on a day of the calendar, as `asOf` in the configuration has to be'),
      ];
    }
    return today <= addDays(entry.checked, checkedWithinDays)
      ? []
      : [violated(last, expected, `one that was looked up on ${entry.checked}`)];
  },
};

function entriesFor(
  resource: Resource,
  { baseline: { support, virtualMachines } }: Context,
): readonly [readonly Value[], readonly Entry[]] {
  const keys = (value: Value, ...names: string[]) => names.map((name) => value.key(name));
  switch (resource.type) {
    case extension:
      return [
        keys(resource.properties, 'publisher', 'type'),
        support.agents.map(({ publisher, type, checked }) => ({ words: [publisher, type], checked })),
      ];
    case feature:
      return [
        keys(resource.properties, 'providerNamespace', 'featureName'),
        support.features.map(({ namespace, name, checked }) => ({ words: [namespace, name], checked })),
      ];
    default:
      return [
        keys(machineOf(resource).at('storageProfile.imageReference'), 'publisher', 'offer', 'sku'),
        virtualMachines.images.map(({ publisher, offer, sku, checked }) => ({
          words: [publisher, offer, sku],
          checked,
        })),
      ];
  }
}

/** Azure compares these names without regard to case. */
function isWord(value: Value | undefined, word: string): boolean {
  return value?.text?.trim().toLowerCase() === word.toLowerCase();
}
