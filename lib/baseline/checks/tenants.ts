import { slotCount } from '../addresses';
import type { Baseline } from '../baseline';
import { rangeSize } from '../ipv4';
import type { Mistake } from '../mistake';
import type { YamlDocument } from '../yaml-document';
import { repeated, unknown } from './common';
import { checkHolders, checkTenantDates, type TenantEntry } from './tenant-dates';

/** Azure keeps five addresses of every subnet: https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq */
const addressesOfAzure = 5;

/** Checks the register against the address plan and the machine roles, and that nobody shares what is one's own. */
export function checkTenants(
  document: YamlDocument,
  tenants: readonly TenantEntry[],
  { network }: Pick<Baseline, 'network'>,
): Mistake[] {
  const slots = slotCount(network);
  const once = [
    // Ids are never given again: names are made from them, and those of deleted vaults stay taken for a while.
    ...repeated(
      document,
      'the id',
      tenants.map(({ tenant, index }) => ({
        key: tenant.id,
        path: ['tenants', index, 'id'],
        owner: `tenant ${tenant.id}`,
      })),
    ),
    ...checkHolders(document, 'slot', tenants),
    ...checkHolders(document, 'host', tenants),
  ];
  const each = tenants.flatMap(({ tenant, index }) => {
    const mistakes = checkTenantDates(document, { tenant, index });
    if (tenant.slot >= slots) {
      const text = `${tenant.slot} is not a slot of the address plan, whose slots are 0 to ${slots - 1}`;
      mistakes.push(document.mistake(['tenants', index, 'slot'], text));
    }
    for (const role of Object.keys(tenant.machines)) {
      const path = ['tenants', index, 'machines', role];
      mistakes.push(...unknown(document, path, 'machine role', role, Object.keys(network.machineRoles)));
    }
    for (const { role, prefixLength } of network.subnets.tenant) {
      const room = rangeSize(prefixLength) - addressesOfAzure;
      const machines = Object.entries(tenant.machines)
        .filter(
          ([name]) =>
            Object.hasOwn(network.machineRoles, name) && network.machineRoles[name]?.subnet === role,
        )
        .reduce((sum, [, count]) => sum + count, 0);
      if (machines <= room) continue;
      const text = `${machines} machines do not fit into the subnet ${role}, which has room for ${room}`;
      mistakes.push(document.mistake(['tenants', index, 'machines'], text));
    }
    return mistakes;
  });
  return [...once, ...each];
}
