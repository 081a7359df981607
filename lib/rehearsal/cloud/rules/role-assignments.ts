import { keyOf } from '../arm-id';
import { CloudError } from '../cloud-error';
import { isType, type Rule, textAt } from '../rule';

const assignmentType = 'Microsoft.Authorization/roleAssignments';

/**
 * Nobody gets the same role at the same scope twice, whatever the names of the assignments.
 * https://learn.microsoft.com/azure/role-based-access-control/troubleshooting
 */
export const roleAssignments: Rule = {
  put({ store, target, properties }) {
    if (!isType(target, assignmentType)) return;
    const facts = (from: unknown) =>
      [textAt(from, 'principalId'), textAt(from, 'roleDefinitionId')].join(' ').toLowerCase();
    const start = `${keyOf(target.parent)}/providers/${keyOf(assignmentType)}/`;
    const same = [...store.resources.getRange({ start, end: `${start}\uffff` })].find(
      ({ key, value }) => key !== keyOf(target.id) && facts(value.properties) === facts(properties),
    );
    if (same === undefined) return;
    throw new CloudError(
      409,
      'RoleAssignmentExists',
      `The role assignment already exists. Its id is '${same.value.id}'.`,
    );
  },
};
