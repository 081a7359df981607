import { expectWord } from '../framework/expect';
import type { Rule } from '../framework/rule';

/**
 * Rights go to groups and to managed identities, not to single people. Left out, the principal is a user.
 * https://learn.microsoft.com/rest/api/authorization/role-assignments/create (2026-11-23)
 */
export const roleAssignmentTargetsGroup: Rule = {
  types: ['azure-native:authorization:RoleAssignment'],
  check: (resource, { baseline }) =>
    expectWord(resource.properties.key('principalType'), baseline.access.principalTypes, {
      resource,
      value: 'User',
    }),
};
