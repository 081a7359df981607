import { auditLogImmutabilityIsLocked } from '../../../policy-packs/iso27017/policies/audit-log-immutability-is-locked';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const audit = { 'yosai-scope': 'cloud-service', 'yosai-owner': 'operator' };
const account = (state: unknown, tags: unknown = audit) => ({
  resource: {
    type: 'azure-native:storage:StorageAccount',
    properties: { tags, immutableStorageWithVersioning: { immutabilityPolicy: { state } } },
  },
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
  },
  notApplicable: {
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
