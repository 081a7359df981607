import { grantsAt, isValidOn } from '../../../lib/baseline/grants';
import { dayAt, isDay } from '../../../lib/lifecycle/calendar';
import { parseAzureId } from '../../../lib/resources/azure-id';
import type { Resource } from '../../../lib/resources/resource';
import { orList } from '../../../lib/resources/show';
import type { StackView } from '../../../lib/resources/stack-view';
import type { Value } from '../../../lib/resources/value';
import {
  assignmentType,
  grantableOf,
  groupOf,
  isOwnIdentity,
  isToIdentity,
  placeAt,
  registerConfig,
  registerOf,
  roleIdOf,
} from '../azure/access';
import { asOf } from '../azure/leaving';
import { expect, expectWord, undetermined, violated } from '../framework/expect';
import { at } from '../framework/located';
import type { Context, Result, Rule } from '../framework/rule';

/**
 * What hands out rights otherwise than by an assignment: to be taken up later, by rules of its own, to another
 * directory's people, or to whoever another issuer says is an identity.
 * https://learn.microsoft.com/azure/lighthouse/concepts/architecture (2026-11-25)
 * https://learn.microsoft.com/entra/workload-id/workload-identity-federation (2026-11-25)
 */
const otherWays: Readonly<Record<string, string>> = {
  'azure-native:authorization:PimRoleEligibilitySchedule': 'an eligibility',
  'azure-native:authorization:RoleManagementPolicy': 'rules for eligibilities',
  'azure-native:authorization:RoleManagementPolicyAssignment': 'rules for eligibilities',
  'azure-native:managedservices:RegistrationDefinition': 'an offer to another directory',
  'azure-native:managedservices:RegistrationAssignment': 'rights of another directory',
  'azure-native:managedidentity:FederatedIdentityCredential': 'trust in another issuer',
};

/**
 * People hold the roles that the access register grants their group at a place, on the days for which it does, and
 * nothing else: no role to a single person, none that the register cannot grant, none on a subscription. Identities of
 * programs are made in the same stack, and hold a role of the baseline for one resource each. Left out, the principal
 * is a user.
 * https://learn.microsoft.com/azure/role-based-access-control/scope-overview (2026-11-24)
 */
export const roleAssignmentFollowsRegister: Rule = {
  types: [assignmentType, ...Object.keys(otherWays)],
  config: { asOf, ...registerConfig },
  registers: Object.keys(registerConfig),
  checkStack: (stack, context) => [
    ...Object.entries(otherWays).flatMap(([type, found]) =>
      stack
        .ofType(type)
        .flatMap((one) => at(one, [violated('', 'an assignment of the access register', found)])),
    ),
    ...stack
      .ofType(assignmentType)
      .flatMap((one) =>
        at(one, isToIdentity(one) ? judgeIdentity(one, stack, context) : judgeGroup(one, stack, context)),
      ),
  ],
};

function judgeIdentity(assignment: Resource, stack: StackView, { baseline }: Context): Result[] {
  const { properties } = assignment;
  const [principal, role, scope] = [
    properties.key('principalId'),
    properties.key('roleDefinitionId'),
    properties.key('scope'),
  ];
  const admitted: readonly string[] = Object.values(baseline.access.roles);
  return [
    ...judgePrincipal(assignment, principal, stack),
    ...expect(role, 'a role that the baseline admits for identities', () =>
      admitted.includes(roleIdOf(role)),
    ),
    ...expect(scope, 'a single resource', ({ text }) => parseAzureId(text ?? '') !== undefined),
  ];
}

/** What is unknown, but made from something that has no identity, is refused as what is known. */
function judgePrincipal(assignment: Resource, principal: Value, stack: StackView): Result[] {
  const expected = 'that of an identity which this stack makes';
  const isOwn = isOwnIdentity(assignment, principal, stack);
  if (isOwn === true) return [];
  if (isOwn === undefined) return [undetermined(principal, expected)];
  if (!principal.isUnknown) return expect(principal, expected, () => false);
  const makers = stack.madeFrom(assignment, principal).map(({ name }) => name);
  return [violated(principal, expected, `one made from ${makers.join(', ')}`)];
}

function judgeGroup(assignment: Resource, stack: StackView, context: Context): Result[] {
  const { properties } = assignment;
  const register = registerOf(context);
  const [kind, principal, role, scope] = [
    properties.key('principalType'),
    properties.key('principalId'),
    properties.key('roleDefinitionId'),
    properties.key('scope'),
  ];
  const group = groupOf(principal, register);
  const grantable = grantableOf(role, context);
  const place = placeAt(scope.text ?? '', stack, context);
  const places = 'a resource group or workspace of this stack that is a place of the access register';
  const wrong = [
    ...expectWord(kind, ['Group'], { resource: assignment, value: 'User' }),
    ...expect(principal, 'that of a group of the access register', () => group !== undefined),
    ...expect(
      role,
      orList(context.baseline.access.grantable.map(({ name }) => name)),
      () => grantable !== undefined,
    ),
    ...(place === 'unknown'
      ? [undetermined(scope, places)]
      : expect(scope, places, () => place !== undefined)),
  ];
  if (group === undefined || grantable === undefined || place === undefined || place === 'unknown')
    return wrong;
  const grants = grantsAt(register, place).filter(
    (grant) => grant.group === group.id && grant.role === grantable.role,
  );
  const what = `${grantable.name} of group ${group.id} at ${place.place}${place.tenant === undefined ? '' : ` of ${place.tenant}`}`;
  if (grants.length === 0) return [...wrong, violated('', 'in the access register', what)];
  const today = context.config['asOf'] ?? dayAt(context.now);
  if (typeof today !== 'string' || !isDay(today)) {
    const expected = 'judged on a day of the calendar, as `asOf` in the configuration has to be';
    return [...wrong, undetermined('', expected)];
  }
  if (grants.some((grant) => isValidOn(grant, today))) return wrong;
  const days = grants.map(({ validFrom, validUntil }) => `from ${validFrom} to ${validUntil}`);
  return [
    ...wrong,
    violated('', `within the days of the access register (${orList(days)})`, `${what} on ${today}`),
  ];
}
