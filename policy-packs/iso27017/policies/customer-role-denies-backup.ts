import { orList } from '../../../lib/resources/show';
import {
  assignmentType,
  grantableOf,
  groupOf,
  isToIdentity,
  registerConfig,
  registerOf,
} from '../azure/access';
import { expect, undetermined } from '../framework/expect';
import type { Rule } from '../framework/rule';

/**
 * Customers hold only roles of which the baseline knows that none can run a backup or change one. Groups that the
 * access register does not list as the provider's own count as customers', and so do single people.
 * https://learn.microsoft.com/azure/backup/backup-rbac-rs-vault (2026-11-24)
 */
export const customerRoleDeniesBackup: Rule = {
  types: [assignmentType],
  config: registerConfig,
  registers: ['groups'],
  check(assignment, context) {
    const principal = assignment.properties.key('principalId');
    if (isToIdentity(assignment)) return { notApplicable: 'the assignment is to an identity of a program' };
    const group = groupOf(principal, registerOf(context));
    if (group !== undefined && group.tenant === undefined) {
      return { notApplicable: "the assignment is to a group of the provider's own" };
    }
    const admitted = context.baseline.access.grantable.filter(({ customer }) => customer.length > 0);
    const expected = `a role without backup actions (${orList(admitted.map(({ name }) => name))})`;
    const role = assignment.properties.key('roleDefinitionId');
    const found = grantableOf(role, context);
    if (found !== undefined && admitted.includes(found)) return [];
    // An unknown principal may be of the provider.
    return principal.isUnknown ? [undetermined(role, expected)] : expect(role, expected, () => false);
  },
};
