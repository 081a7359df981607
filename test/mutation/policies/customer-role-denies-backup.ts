import { baseline } from '../../policy-packs/iso27017/support/pack-run';
import { assignmentType, roleId } from '../support/assignments';
import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { addition, change, leftOpen, made, other } from '../support/rows';

/** Roles that can run or change backups, or do everything; and one that nobody knows. */
const roles = [
  '5e467623-bb1f-42f4-a55d-6e525e11384b',
  '00c29273-979b-4161-815c-10b084fb9324',
  'a795c7a0-d4a2-40c1-ae25-d81f01202912',
  'b24988ac-6180-42a0-ab88-20f7382dd24c',
  '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
  '11111111-2222-4333-8444-555555555555',
  ...baseline.access.grantable.filter(({ customer }) => customer.length === 0).map(({ id }) => id),
];
const customers = '99999999-0000-4000-8000-000000000001';
const admitted = baseline.access.grantable.filter(({ customer }) => customer.length > 0).map(({ id }) => id);
const toCustomer = (id: string, principalType?: string) =>
  made(assignmentType, `customer-${id}-${principalType}`, {
    principalId: customers,
    roleDefinitionId: roleId(id),
    scope: '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-dev-aoba-customer',
    ...(principalType !== undefined && { principalType }),
  });

export const mutants: PolicyMutants = {
  specimens: () => admitted.map((id) => toCustomer(id, 'Group')),
  broken: [
    change({
      of: assignmentType,
      where: ({ name }) => name.startsWith('customer-'),
      path: 'roleDefinitionId',
      to: [...roles.flatMap((id) => [roleId(id), id]), '', absent, null],
    }),
    addition(() =>
      roles.flatMap((id) => ['Group', 'User', 'ForeignGroup', undefined].map((kind) => toCustomer(id, kind))),
    ),
    // A group of the provider's own becomes one of nobody's.
    change({
      of: assignmentType,
      where: ({ inputs }) =>
        inputs['principalType'] === 'Group' &&
        !admitted.some((id) => String(inputs['roleDefinitionId']).endsWith(id)),
      path: 'principalId',
      to: [customers, '', absent],
    }),
    // A program's identity becomes somebody, of whom only deployment tells who it is.
    leftOpen(
      change({
        of: assignmentType,
        where: ({ inputs }) => inputs['principalType'] === 'ServicePrincipal',
        path: 'principalType',
        to: ['User', 'Group', 'ForeignGroup', absent],
      }),
    ),
  ],
  harmless: [
    other({
      of: assignmentType,
      where: ({ name }) => name.startsWith('customer-'),
      path: 'roleDefinitionId',
      to: admitted.flatMap((id) => [id, roleId(id).toUpperCase(), roleId(id).toLowerCase()]),
    }),
    other({
      of: assignmentType,
      where: ({ inputs }) => inputs['principalType'] === 'Group',
      path: 'principalId',
      to: (before) => [String(before).toUpperCase()],
    }),
  ],
};
