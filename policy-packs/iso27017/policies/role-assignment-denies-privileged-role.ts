import { expect, undetermined, violated } from '../framework/expect';
import type { Resource } from '../framework/resource';
import type { Context, Result, Rule } from '../framework/rule';

const assignment = 'azure-native:authorization:RoleAssignment';

/** Actions by which a role of one's own is as good as a privileged one: everything, or granting rights. */
const privileged =
  /^(\*|\*\/write|microsoft\.authorization\/(\*|\*\/write|roleassignments\/(\*|write)|roledefinitions\/(\*|write)))$/i;

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
  const idOf = (text: string) => text.trim().toLowerCase().split('/').at(-1);
  const denied = deniedRoles.find(({ id }) => id === idOf(role.text ?? ''));
  if (denied !== undefined)
    return [violated(role, 'a role for the task', `${denied.name}, which nobody may hold`)];
  return expect(role, 'a role for the task', ({ text }) => text !== undefined);
}

function judgeDefinition({ properties }: Resource): Result[] {
  const expected = 'without actions on everything or on rights';
  const permissions = properties.key('permissions');
  return (permissions.isUnknown ? [permissions] : permissions.items).flatMap((permission) => {
    const actions = permission.key('actions');
    return (actions.isUnknown ? [actions] : actions.items).flatMap((action) => {
      if (action.isUnknown) return [undetermined(action, expected)];
      return privileged.test(action.text ?? '') ? [violated(action, expected, action.text ?? '')] : [];
    });
  });
}
