import { isDay } from '../../../lib/lifecycle/calendar';
import { isRotated } from '../azure/key-rotation';
import { asOf } from '../azure/leaving';
import { expect, expectBoolean, undetermined } from '../framework/expect';
import type { Context, Result, Rule } from '../framework/rule';

const keyType = 'azure-native:keyvault:Key';
const later = 'later than now, in seconds since 1970';

/**
 * Keys and secrets can be used on the day of judgement: what is switched off, not valid yet or expired locks out whatever
 * needs it, and data that only a key opens. The date of a key that the vault renews may be over, for it stays that of the
 * first version. Left out, an item is on, valid at once and for ever.
 * https://learn.microsoft.com/azure/key-vault/keys/about-keys-details#key-attributes,
 * https://learn.microsoft.com/azure/key-vault/secrets/about-secrets#secret-attributes (2026-11-27)
 */
export const vaultItemIsInForce: Rule = {
  types: ['azure-native:keyvault:Secret', keyType],
  config: { asOf },
  check(resource, context): Result[] {
    const item = resource.properties.key('properties');
    const attributes = item.key('attributes');
    const from = attributes.key('notBefore');
    const until = attributes.key('expires');
    const today = secondsOf(context);
    if (today === undefined) {
      return [
        undetermined(until, 'judged on a day of the calendar, as `asOf` in the configuration has to be'),
      ];
    }
    const renewed = resource.type === keyType ? isRotated(item, context.baseline.dataStores.keyVault) : false;
    const isOver = until.number !== undefined && until.number <= today;
    return [
      ...expectBoolean(attributes.key('enabled'), true, { resource, value: true }),
      ...(from.isAbsent
        ? []
        : expect(
            from,
            'no later than now, in seconds since 1970',
            ({ number }) => number !== undefined && number <= today,
          )),
      ...(until.isUnknown && renewed !== true ? [undetermined(until, later)] : []),
      ...(isOver && renewed === undefined ? [undetermined(until, later)] : []),
      ...(isOver && renewed === false ? expect(until, later, () => false) : []),
    ];
  },
};

/** When it is judged: now, or the beginning of the configured day in Japan; `undefined` for what is no day. */
function secondsOf({ config, now }: Context): number | undefined {
  const day = config['asOf'];
  if (day === undefined) return Math.floor(now / 1000);
  return typeof day === 'string' && isDay(day) ? Date.parse(`${day}T00:00:00+09:00`) / 1000 : undefined;
}
