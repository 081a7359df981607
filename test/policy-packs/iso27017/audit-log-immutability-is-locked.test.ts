import { auditLogImmutabilityIsLocked } from '../../../policy-packs/iso27017/policies/audit-log-immutability-is-locked';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const audit = { 'yosai-scope': 'cloud-service', 'yosai-owner': 'operator' };
const account = (state: unknown, tags: unknown = audit, config: object = { lockedFrom: '2026-11-24' }) => ({
  resource: {
    type: 'azure-native:storage:StorageAccount',
    properties: { tags, immutableStorageWithVersioning: { immutabilityPolicy: { state } } },
  },
  config: { asOf: '2026-11-24', ...config },
});
const place = 'it: immutableStorageWithVersioning.immutabilityPolicy.state';

describePolicy('audit-log-immutability-is-locked', auditLogImmutabilityIsLocked, {
  compliant: {
    'a store that is locked': account('Locked'),
    'one whose tags say its purpose': account('locked', { ...audit, 'yosai-purpose': 'audit-log' }),
  },
  violated: {
    'a store that is not locked yet': {
      ...account('Unlocked'),
      says: [`${place} must be Locked, found Unlocked`],
    },
    'a store without a policy': { ...account(undefined), says: [`${place} must be Locked, found nothing`] },
  },
  undetermined: {
    'a state that is not known yet': {
      ...account(unknown),
      says: [`${place} is not known before deployment, must be Locked`],
    },
    'a store of which it is not known what it is for': {
      ...account('Unlocked', unknown),
      says: ['it: tags is not known before deployment, must be those of a store that is not the audit log'],
    },
    'a day that is in no calendar': {
      ...account('Unlocked', audit, { lockedFrom: '2026-02-30' }),
      says: [
        `${place} is not known before deployment, must be judged on days of the calendar, as \`lockedFrom\` and \`asOf\` in the configuration have to be`,
      ],
    },
  },
  notApplicable: {
    'an environment that names no day': {
      ...account('Unlocked', audit, {}),
      because: 'the configuration names no day from which the audit log has to be locked',
    },
    'the day before': {
      ...account('Unlocked', audit, { lockedFrom: '2026-11-25' }),
      because: 'the audit log has to be locked from 2026-11-25 on',
    },
    "a tenant's store": {
      ...account('Unlocked', { ...audit, 'yosai-tenant': 'aoba' }),
      because: 'the account is not the store of the audit log',
    },
    'a store of flow logs': {
      ...account('Unlocked', { ...audit, 'yosai-purpose': 'flow-logs' }),
      because: 'the account is not the store of the audit log',
    },
  },
});
