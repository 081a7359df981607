import { auditLogIsImmutable } from '../../../policy-packs/iso27017/policies/audit-log-is-immutable';
import { describePolicy } from './support/describe-policy';
import { baseline, unknown } from './support/pack-run';

const days = baseline.dataStores.logs.auditRetentionDays;
const audit = { 'yosai-scope': 'cloud-service', 'yosai-owner': 'operator' };
const immutable = {
  enabled: true,
  immutabilityPolicy: { state: 'Unlocked', immutabilityPeriodSinceCreationInDays: days },
};
const account = (immutableStorageWithVersioning: unknown, tags: unknown = audit) => ({
  resource: {
    type: 'azure-native:storage:StorageAccount',
    properties: { tags, immutableStorageWithVersioning },
  },
});
const policy = 'immutableStorageWithVersioning.immutabilityPolicy';

describePolicy('audit-log-is-immutable', auditLogIsImmutable, {
  compliant: {
    "a store that keeps the baseline's days": account(immutable),
    'one whose tags say its purpose': account(immutable, { ...audit, 'yosai-purpose': 'audit-log' }),
    'one that is locked and keeps longer': account({
      enabled: true,
      immutabilityPolicy: { state: 'Locked', immutabilityPeriodSinceCreationInDays: days + 100 },
    }),
  },
  violated: {
    'a store that can be rewritten': {
      ...account(undefined),
      says: [
        'it: immutableStorageWithVersioning.enabled must be true, found nothing, which Azure takes as false',
        `it: ${policy}.state must be Unlocked or Locked, found nothing`,
        `it: ${policy}.immutabilityPeriodSinceCreationInDays must be at least ${days} days, found nothing`,
      ],
    },
    'a period that is too short': {
      ...account({
        ...immutable,
        immutabilityPolicy: { state: 'Unlocked', immutabilityPeriodSinceCreationInDays: 30 },
      }),
      says: [`it: ${policy}.immutabilityPeriodSinceCreationInDays must be at least ${days} days, found 30`],
    },
    'a policy that is switched off': {
      ...account({
        ...immutable,
        immutabilityPolicy: { ...immutable.immutabilityPolicy, state: 'Disabled' },
      }),
      says: [`it: ${policy}.state must be Unlocked or Locked, found Disabled`],
    },
  },
  undetermined: {
    'a period that is not known yet': {
      ...account({
        ...immutable,
        immutabilityPolicy: { state: 'Locked', immutabilityPeriodSinceCreationInDays: unknown },
      }),
      says: [
        `it: ${policy}.immutabilityPeriodSinceCreationInDays is not known before deployment, must be at least ${days} days`,
      ],
    },
    'an account of which nothing tells whose it is yet': {
      ...account(undefined, unknown),
      says: ['it: tags is not known before deployment, must be those of a store that is not the audit log'],
    },
  },
  notApplicable: {
    "a tenant's account": {
      ...account(undefined, { ...audit, 'yosai-owner': 'customer', 'yosai-tenant': 'aoba' }),
      because: 'the account is not the store of the audit log',
    },
    'a store of flow logs, which expire': {
      ...account(undefined, { ...audit, 'yosai-purpose': 'flow-logs' }),
      because: 'the account is not the store of the audit log',
    },
    'an account without tags': {
      ...account(undefined, {}),
      because: 'the account is not the store of the audit log',
    },
  },
});
