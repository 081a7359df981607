import { daysOf } from '../azure/duration';
import { expect } from '../framework/expect';
import type { Result, Rule } from '../framework/rule';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Keys and secrets expire within the time of the baseline, counted from now; a key that the vault renews gets its
 * next versions' expiry from the rotation policy. Left out, they never expire. Whether one has expired already is for
 * `vault-item-is-in-force`.
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
            ({ text }) => (daysOf(text ?? '')?.most ?? Number.POSITIVE_INFINITY) <= itemLifetimeDays,
          )),
    ];
  },
};
