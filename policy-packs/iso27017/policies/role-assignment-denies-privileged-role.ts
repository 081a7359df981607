import type { Resource } from '../../../lib/resources/resource';
import { itemsOf } from '../../../lib/resources/value';
import { expect, undetermined, violated } from '../framework/expect';
import type { Context, Result, Rule } from '../framework/rule';

const assignment = 'azure-native:authorization:RoleAssignment';

/** What a role of one's own must not reach: granting rights, in each of the ways that Azure has. */
const privileged = [
  'microsoft.authorization/roleassignments/write',
  'microsoft.authorization/roledefinitions/write',
  'microsoft.authorization/elevateaccess/action',
  'microsoft.authorization/roleassignmentschedulerequests/write',
  'microsoft.authorization/roleeligibilityschedulerequests/write',
];
const roleId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Nobody holds a privileged role permanently: none that the baseline denies, and no role of one's own that could
 * do the same. Roles are known by their ids, which are the same in every directory.
 * https://learn.microsoft.com/azure/role-based-access-control/built-in-roles (2026-11-23)
 */
export const roleAssignmentDeniesPrivilegedRole: Rule = {
  types: [assignment, 'azure-native:authorization:RoleDefinition'],
  check: (resource, context) =>
    resource.type === assignment ? judgeAssignment(resource, context) : judgeDefinition(resource),
};

function judgeAssignment({ properties }: Resource, { baseline }: Context): Result[] {
  const role = properties.key('roleDefinitionId');
  const { deniedRoles } = baseline.access;
  const idOf = (text: string) => text.trim().toLowerCase().split('/').filter(Boolean).at(-1) ?? '';
  const denied = deniedRoles.find(({ id }) => id === idOf(role.text ?? ''));
  if (denied !== undefined)
    return [violated(role, 'a role for the task', `${denied.name}, which nobody may hold`)];
  return expect(role, 'the id of a role for the task', ({ text }) => roleId.test(idOf(text ?? '')));
}

function judgeDefinition({ properties }: Resource): Result[] {
  const expected = 'without actions on everything or on rights';
  const permissions = properties.key('permissions');
  return itemsOf(permissions).flatMap((permission) => {
    const actions = permission.key('actions');
    return itemsOf(actions).flatMap((action) => {
      if (action.isUnknown) return [undetermined(action, expected)];
      return reaches(action.text ?? '') ? [violated(action, expected, action.text ?? '')] : [];
    });
  });
}

/** Whether an action, in which `*` stands for any text, covers one of the privileged ones. */
function reaches(action: string): boolean {
  const literal = (part: string) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  const pattern = new RegExp(`^${action.trim().toLowerCase().split('*').map(literal).join('.*')}$`);
  return privileged.some((denied) => pattern.test(denied));
}
