import type { KeyVaultRequirements } from '../../../lib/baseline/types.generated';
import type { Value } from '../../../lib/resources/value';
import { daysOf } from './duration';

/**
 * Whether a key's rotation policy renews it in time: the baseline's days before it expires, or so long after its
 * creation that as many are left. `undefined` while something that decides it is not known. A new version expires after
 * the policy's `expiryTime`, or when the baseline's longest time is over, which another policy sees to.
 * https://learn.microsoft.com/azure/key-vault/keys/how-to-configure-key-rotation#key-rotation-policy (2026-11-27)
 */
export function isRotated(key: Value, requirements: KeyVaultRequirements): boolean | undefined {
  const policy = key.key('rotationPolicy');
  const actions = policy.key('lifetimeActions');
  if (actions.isUnknown) return undefined;
  const verdicts = actions.items.map((action) => rotatesInTime(action, policy, requirements));
  if (verdicts.includes(true)) return true;
  return verdicts.includes(undefined) ? undefined : false;
}

function rotatesInTime(
  action: Value,
  policy: Value,
  { itemLifetimeDays, rotateBeforeExpiryDays }: KeyVaultRequirements,
): boolean | undefined {
  const type = action.at('action.type');
  if (type.isKnown && type.text?.trim().toLowerCase() !== 'rotate') return false;
  if (type.isAbsent) return false;
  const before = action.at('trigger.timeBeforeExpiry');
  if (type.isUnknown || before.isUnknown) return undefined;
  const ahead = daysOf(before.text ?? '');
  if (ahead !== undefined) return ahead.least >= rotateBeforeExpiryDays;
  const after = action.at('trigger.timeAfterCreate');
  const age = daysOf(after.text ?? '');
  if (age === undefined) return after.isUnknown ? undefined : false;
  const expiry = policy.at('attributes.expiryTime');
  if (expiry.isUnknown) return undefined;
  const lifetime = expiry.isAbsent ? itemLifetimeDays : daysOf(expiry.text ?? '')?.least;
  return lifetime !== undefined && age.most <= lifetime - rotateBeforeExpiryDays;
}
