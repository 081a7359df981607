import { describe, expect, it } from 'vitest';
import { assignmentName, grantPlatformAccess, grantTenantAccess, holderOf } from '../../components/access';
import { CorporateNetwork } from '../../components/corporate-network';
import { PlatformHub } from '../../components/platform-hub';
import type { AccessGrant, AccessPlace, AccessRegister } from '../../lib/baseline';
import { exampleDeployment } from './support/deployment';
import { exampleEnvironment } from './support/environment';
import { planOf } from './support/plan';

const deployment = exampleDeployment();
const words = { ja: '人', en: 'People' };
const operators = '00000000-0000-4000-8000-000000000101';
const customers = '00000000-0000-4000-8000-000000000201';
const groupOf = (id: string, objectId: string, tenant?: string) => ({
  id,
  objectId,
  name: words,
  purpose: words,
  owner: 'head@example.jp',
  ...(tenant && { tenant }),
});
const grant = (group: string, role: string, place: AccessPlace, tenants?: string[]): AccessGrant => ({
  group,
  role,
  place,
  ...(tenants && { tenants }),
  approvedBy: 'security@example.jp',
  validFrom: '2026-11-01',
  validUntil: '2027-10-31',
  reviewOn: '2027-04-30',
});
const register = (id = 'operators'): AccessRegister => ({
  groups: [groupOf(id, operators), groupOf('aoba-staff', customers, 'aoba')],
  grants: [
    grant(id, 'reader', 'platformHub'),
    grant(id, 'reader', 'corporateNetwork'),
    grant(id, 'logAnalyticsReader', 'auditLog'),
    grant(id, 'reader', 'customerAssets', ['aoba']),
    grant(id, 'reader', 'customerAssets', ['kita']),
    grant(id, 'virtualMachineUserLogin', 'operatorAssets', ['*']),
    grant('aoba-staff', 'logAnalyticsReader', 'tenantLogs', ['aoba']),
  ],
});

async function planWith(access: AccessRegister, open = true) {
  const { resources } = await planOf(() => {
    const hub = new PlatformHub('hub', {
      deployment,
      operators: [],
      onCall: 'on-call@example.jp',
      auditLogLocked: false,
    });
    const corporate = new CorporateNetwork('corporate', { deployment });
    grantPlatformAccess({ deployment, access, hub, corporate });
    grantTenantAccess({
      deployment,
      access,
      tenant: 'aoba',
      open,
      environment: exampleEnvironment({}, open),
    });
  });
  return resources
    .filter(({ type, name }) => type.endsWith(':RoleAssignment') && name.includes('-access-'))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

describe('access', async () => {
  const assigned = await planWith(register());

  it('is granted to groups, at the places of the register, each by its parent', () => {
    const roleOf = (word: string) =>
      deployment.baseline.access.grantable.find(({ role }) => role === word)?.id ?? '';
    const subscription = `/subscriptions/${deployment.subscriptionId}`;
    const logs = (group: string, workspace: string) =>
      `${subscription}/resourceGroups/${group}/providers/Microsoft.OperationalInsights/workspaces/${workspace}`;
    const row = (parent: string, place: string, role: string, objectId: string, scope: string) => ({
      name: `${parent}-access-${place}-${role}-${objectId}`,
      parent,
      principalId: objectId,
      principalType: 'Group',
      roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${roleOf(role)}`,
      scope,
    });
    expect(
      assigned.map(({ name, parent, inputs: { roleAssignmentName, ...inputs } }) => {
        expect(roleAssignmentName).toBe(
          assignmentName(inputs.scope, inputs.roleDefinitionId, inputs.principalId),
        );
        return { name, parent, ...inputs };
      }),
    ).toEqual([
      row(
        'aoba',
        'customerAssets',
        'reader',
        operators,
        `${subscription}/resourceGroups/rg-dev-aoba-customer`,
      ),
      row(
        'aoba',
        'operatorAssets',
        'virtualMachineUserLogin',
        operators,
        `${subscription}/resourceGroups/rg-dev-aoba-operator`,
      ),
      row(
        'aoba',
        'tenantLogs',
        'logAnalyticsReader',
        customers,
        logs('rg-dev-aoba-operator', 'log-dev-aoba'),
      ),
      row(
        'corporate',
        'corporateNetwork',
        'reader',
        operators,
        `${subscription}/resourceGroups/rg-dev-corporate`,
      ),
      row('hub', 'auditLog', 'logAnalyticsReader', operators, logs('rg-dev-hub', 'log-dev-hub')),
      row('hub', 'platformHub', 'reader', operators, `${subscription}/resourceGroups/rg-dev-hub`),
    ]);
  });

  it('stands on nothing that a lock keeps, so that a leaver’s right can be taken away', async () => {
    const locked = [/\/vaults\//, /\/storageAccounts\//, /\/disks\//];
    for (const { inputs } of assigned) {
      for (const form of locked) expect(inputs.scope).not.toMatch(form);
    }
  });

  it('stays the same when the register has other words, days or another order for it', async () => {
    const { groups, grants } = register('daily-operation');
    const later = grants.map((one) => ({ ...one, validUntil: '2027-09-30', approvedBy: 'head@example.jp' }));
    const renamed = await planWith({ groups: groups.toReversed(), grants: later.toReversed() });
    expect(renamed).toEqual(assigned);
  });

  it("is not granted to the customer's groups while the service is closed", async () => {
    const closed = await planWith(register(), false);
    expect(closed.map(({ name }) => name)).toEqual(
      assigned.map(({ name }) => name).filter((name) => !name.endsWith(customers)),
    );
  });
});

describe('a grant', () => {
  it('is refused when its group or role is not listed', () => {
    const { groups, grants } = register();
    for (const [wrong, one] of [
      [{ groups: groups.slice(1), grants }, grants[0]],
      [{ groups, grants }, grant('operators', 'owner', 'platformHub')],
    ] as const) {
      expect(() => holderOf(one as AccessGrant, deployment, wrong)).toThrow(/one of which is not listed$/);
    }
  });
});

describe('the name of an assignment', () => {
  it('is a UUID of version 8 that only what the assignment is decides', () => {
    const name = assignmentName('/scope', '/role', operators);
    expect(name).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(assignmentName('/SCOPE', '/Role', operators)).toBe(name);
    expect(assignmentName('/scope', '/role', customers)).not.toBe(name);
  });
});
