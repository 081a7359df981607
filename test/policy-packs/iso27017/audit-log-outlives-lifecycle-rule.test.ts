import { auditLogOutlivesLifecycleRule } from '../../../policy-packs/iso27017/policies/audit-log-outlives-lifecycle-rule';
import { describePolicy } from './support/describe-policy';
import { baseline, type Shown, unknown } from './support/pack-run';

const days = baseline.dataStores.logs.auditRetentionDays;
const account = (owner: string): Shown => ({
  type: 'azure-native:storage:StorageAccount',
  name: 'audit',
  properties: {
    resourceGroupName: 'rg-hub',
    accountName: 'staudit',
    tags: { 'yosai-scope': 'cloud-service', 'yosai-owner': owner },
  },
});
const lifecycle = (actions: unknown, more: object = {}): Shown => ({
  type: 'azure-native:storage:ManagementPolicy',
  name: 'tidy',
  properties: {
    resourceGroupName: 'RG-HUB',
    accountName: 'StAudit',
    policy: { rules: [{ name: 'r', type: 'Lifecycle', definition: { actions }, ...more }] },
  },
});
const stack = (...resources: Shown[]) => ({ stack: [account('operator'), ...resources] });
const deleteAfter = (limit: unknown) => ({
  baseBlob: { delete: { daysAfterModificationGreaterThan: limit } },
});
const path = 'policy.rules[0].definition.actions';

describePolicy('audit-log-outlives-lifecycle-rule', auditLogOutlivesLifecycleRule, {
  compliant: {
    'a store without lifecycle rules': stack(),
    "deletion after the baseline's days": stack(lifecycle(deleteAfter(days))),
    'a rule that only moves': stack(
      lifecycle({ baseBlob: { tierToCool: { daysAfterModificationGreaterThan: 1 } } }),
    ),
    'an early deletion that is switched off': stack(lifecycle(deleteAfter(7), { enabled: false })),
  },
  violated: {
    'an early deletion': {
      ...stack(lifecycle(deleteAfter(7))),
      says: [
        `tidy: ${path}.baseBlob.delete.daysAfterModificationGreaterThan must be at least ${days} days, found 7 days`,
      ],
    },
    'an early deletion of old versions': {
      ...stack(lifecycle({ version: { delete: { daysAfterCreationGreaterThan: 30 } } })),
      says: [
        `tidy: ${path}.version.delete.daysAfterCreationGreaterThan must be at least ${days} days, found 30 days`,
      ],
    },
    'a deletion that names no days': {
      ...stack(lifecycle({ snapshot: { delete: {} } })),
      says: [`tidy: ${path}.snapshot.delete must be at least ${days} days, found nothing`],
    },
  },
  undetermined: {
    'days that are not known yet': {
      ...stack(lifecycle(deleteAfter(unknown))),
      says: [
        `tidy: ${path}.baseBlob.delete.daysAfterModificationGreaterThan is not known before deployment, must be at least ${days} days`,
      ],
    },
    'a rule for an account that is not in the stack': {
      ...stack({
        ...lifecycle(deleteAfter(7)),
        properties: { ...lifecycle(deleteAfter(7)).properties, accountName: 'elsewhere' },
      }),
      says: ['tidy: accountName is not known before deployment, must be an account of this stack'],
    },
  },
  notApplicable: {
    'a stack without audit log': {
      stack: [account('customer'), lifecycle(deleteAfter(7))],
      because: 'the stack has no store of the audit log',
    },
  },
});
