export const assignmentType = 'azure-native:authorization:RoleAssignment';

export const subscription = '/subscriptions/00000000-0000-4000-8000-000000000001';

/** The id of a role as assignments name it. */
export function roleId(id: string): string {
  return `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${id}`;
}
