import { expect } from '../framework/expect';
import type { Result, Rule } from '../framework/rule';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Keys and secrets expire within the time of the baseline, counted from now; a key that the vault renews gets its
 * next versions' expiry from the rotation policy. Left out, they never expire. One that has expired already is no
 * harm: a key's date in a plan stays that of its first version.
 * https://learn.microsoft.com/azure/key-vault/keys/how-to-configure-key-rotation (2026-11-23)
 */
export const vaultItemRequiresExpiry: Rule = {
  types: ['azure-native:keyvault:Secret', 'azure-native:keyvault:Key'],
  check({ properties }, { baseline, now }): Result[] {
    const { itemLifetimeDays } = baseline.dataStores.keyVault;
    const latest = now + itemLifetimeDays * dayMs;
    const rotation = properties.at('properties.rotationPolicy');
    return [
      ...expect(
        properties.at('properties.attributes.expires'),
        `a date within ${itemLifetimeDays} days, in seconds since 1970`,
        ({ number }) => number !== undefined && number * 1000 <= latest,
      ),
      ...(rotation.isAbsent || properties.key('properties').isUnknown
        ? []
        : expect(
            rotation.at('attributes.expiryTime'),
            `at most P${itemLifetimeDays}D`,
            ({ text }) => daysOf(text ?? '') <= itemLifetimeDays,
          )),
    ];
  },
};

/** Days of a duration of ISO 8601, years and months counted at their longest; infinite for any other text. */
function daysOf(duration: string): number {
  const match = /^P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/i.exec(duration.trim());
  if (match === null) return Number.POSITIVE_INFINITY;
  const [years = 0, months = 0, weeks = 0, days = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return years * 365 + months * 31 + weeks * 7 + days;
}
