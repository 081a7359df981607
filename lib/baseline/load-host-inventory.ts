import type { Baseline } from './baseline';
import { checkHostInventory } from './checks/host-inventory';
import { secretValues } from './checks/secret-values';
import { inOrder, type Result } from './mistake';
import { readYaml, yamlLimits } from './read-yaml';
import { soundItems } from './sound-items';
import type { HostInventory, InventoryHost, InventoryJumpHost } from './types.generated';
import { type Valid, validate } from './validate';

/** 4,000 tenants have some 20,000 hosts. */
const limits = { ...yamlLimits, maximumBytes: 16 * 1024 * 1024, maximumEntries: 100_000 };

/**
 * Loads an inventory of hosts and checks it: names are given once, no host is listed twice, roles and slots are those
 * of the network baseline, jump hosts are listed, and nothing in it looks like a secret. The result holds the
 * inventory with the places of its values, or every mistake in the order of lines. Never throws for what the file holds.
 */
export function loadHostInventory(
  file: string,
  baseline: Pick<Baseline, 'network' | 'secrets'>,
): Result<Valid<HostInventory>> {
  const read = readYaml(file, limits);
  if (!read.ok) return read;
  const document = read.value;
  // What looks like a secret is told first and alone: other mistakes would show it.
  const secrets = secretValues(document, baseline.secrets);
  if (secrets.length > 0) return { ok: false, mistakes: inOrder(secrets) };
  const valid = validate(document, 'hostInventory');
  const wrong = valid.ok ? [] : valid.mistakes;
  const mistakes = [
    ...wrong,
    ...checkHostInventory(
      document,
      soundItems<InventoryHost>(document.value, 'hosts', wrong),
      soundItems<InventoryJumpHost>(document.value, 'jumpHosts', wrong),
      baseline,
    ),
  ];
  return valid.ok && mistakes.length === 0 ? valid : { ok: false, mistakes: inOrder(mistakes) };
}
