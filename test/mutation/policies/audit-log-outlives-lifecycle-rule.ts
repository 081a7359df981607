import type { PlannedResource } from '../../../lib/resources/from-plan';
import { accountType, isAuditStore, tagsThatTellTheStore, whyTagsTell } from '../support/audit-store';
import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { addition, change, made, other } from '../support/rows';
import type { World } from '../support/world';

const type = 'azure-native:storage:ManagementPolicy';

interface Rule {
  readonly kind?: string;
  readonly limit?: string;
  readonly days?: unknown;
  readonly enabled?: unknown;
}

/** A rule that deletes; on, and of blobs themselves, after the days of the baseline, unless told otherwise. */
function rule({ kind = 'baseBlob', limit = 'daysAfterModificationGreaterThan', days = 400, enabled }: Rule) {
  return {
    name: 'delete',
    ...(enabled !== undefined && { enabled }),
    definition: { actions: { [kind]: { delete: { [limit]: days } } } },
  };
}

function policy(account: PlannedResource, name: string, rules: unknown): PlannedResource {
  const { accountName, resourceGroupName } = account.inputs;
  return made(type, name, { accountName, resourceGroupName, policy: { rules } });
}

const stores = (world: World) => world.ofType(accountType).filter(isAuditStore);
const others = (world: World) => world.ofType(accountType).filter((account) => !isAuditStore(account));
const early = [0, 1, 90, 399, 399.9, '399', '', 'never', null];
const hostile = [
  ...early.map((days) => [rule({ days })]),
  ...['baseBlob', 'snapshot', 'version'].flatMap((kind) =>
    [
      'daysAfterModificationGreaterThan',
      'daysAfterCreationGreaterThan',
      'daysAfterLastAccessTimeGreaterThan',
    ].map((limit) => [rule({ kind, limit, days: 30 })]),
  ),
  [rule({ days: 30, enabled: true })],
  [rule({ days: 30, enabled: 'yes' })],
  // The second rule is the one that deletes.
  [rule({}), rule({ kind: 'version', days: 7 })],
  [{ name: 'at once', definition: { actions: { baseBlob: { delete: {} } } } }],
];
const place = (path: string) => `policy.rules[].definition.actions.${path}`;
const own = ({ name }: PlannedResource) => name === 'keeps-the-audit-log';

export const mutants: PolicyMutants = {
  specimens: (plan) =>
    plan
      .filter((one) => one.type === accountType && isAuditStore(one))
      .map((account) => policy(account, 'keeps-the-audit-log', [rule({})])),
  broken: [
    change({
      of: type,
      where: own,
      path: place('baseBlob.delete.daysAfterModificationGreaterThan'),
      to: early,
    }),
    change({
      of: type,
      where: own,
      path: place('baseBlob.delete'),
      to: [{}, { daysAfterCreationGreaterThan: 30 }],
    }),
    change({ of: type, where: own, path: 'policy.rules', to: hostile }),
    change({
      of: type,
      where: own,
      path: place('snapshot.delete.daysAfterCreationGreaterThan'),
      to: early.slice(0, 4),
    }),
    change({
      of: type,
      where: own,
      path: place('version.delete.daysAfterCreationGreaterThan'),
      to: early.slice(0, 4),
    }),
    addition((world) =>
      stores(world).flatMap((account) =>
        hostile.map((rules, index) => policy(account, `hostile-${index}`, rules)),
      ),
    ),
  ],
  harmless: [
    change({
      of: type,
      where: own,
      path: place('baseBlob.delete.daysAfterModificationGreaterThan'),
      to: [401, 4000, '400'],
      unknown: 'a harmless change is known',
    }),
    other({
      of: type,
      where: own,
      path: 'policy.rules',
      to: [[], absent, [rule({ days: 1, enabled: false })]],
    }),
    other({
      of: type,
      where: own,
      path: 'policy.rules[].definition.actions',
      to: [{ baseBlob: { tierToCool: { daysAfterModificationGreaterThan: 30 } } }],
    }),
    // Accounts that keep something else may forget it earlier.
    addition((world) =>
      others(world).map((account) => policy(account, `forgets-${account.name}`, [rule({ days: 7 })])),
    ),
  ],
  unbroken: [
    { of: accountType, paths: [...tagsThatTellTheStore, ''], because: whyTagsTell },
    {
      of: type,
      paths: ['policy.rules[].enabled'],
      because: 'a rule is on unless it says otherwise; what it may do is tried while it is on',
    },
  ],
};
