import { vmDiskUsesTenantKey } from '../../../policy-packs/iso27017/policies/vm-disk-uses-tenant-key';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const id = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/diskEncryptionSets/des-dev-aoba';
const encrypted = { createOption: 'FromImage', managedDisk: { diskEncryptionSet: { id } } };
const machine = (storageProfile: unknown) => ({
  resource: { type: 'azure-native:compute:VirtualMachine', properties: { storageProfile } },
});
const disk = (encryption: unknown) => ({
  resource: { type: 'azure-native:compute:Disk', properties: { encryption } },
});

describePolicy('vm-disk-uses-tenant-key', vmDiskUsesTenantKey, {
  compliant: {
    'disks with an encryption set': machine({ osDisk: encrypted, dataDisks: [encrypted] }),
    'an attached disk, which is judged where it is made': machine({
      osDisk: encrypted,
      dataDisks: [{ createOption: 'Attach', managedDisk: { id: '/subscriptions/s/disks/d' } }],
    }),
    'a disk of its own': disk({ type: 'EncryptionAtRestWithCustomerKey', diskEncryptionSetId: id }),
    'an id in another spelling': disk({ diskEncryptionSetId: id.toUpperCase() }),
  },
  violated: {
    'the only data disk, which is no list': {
      ...machine({ osDisk: encrypted, dataDisks: { createOption: 'Empty' } }),
      says: [
        'it: storageProfile.dataDisks.managedDisk.diskEncryptionSet.id must be a disk encryption set, found nothing',
      ],
    },
    "a system disk with Azure's own key": {
      ...machine({ osDisk: { createOption: 'FromImage', managedDisk: {} } }),
      says: [
        'it: storageProfile.osDisk.managedDisk.diskEncryptionSet.id must be a disk encryption set, found nothing',
      ],
    },
    'one data disk of two': {
      ...machine({ osDisk: encrypted, dataDisks: [encrypted, { createOption: 'Empty' }] }),
      says: [
        'it: storageProfile.dataDisks[1].managedDisk.diskEncryptionSet.id must be a disk encryption set, found nothing',
      ],
    },
    'a disk of its own without a set': {
      ...disk(undefined),
      says: ['it: encryption.diskEncryptionSetId must be a disk encryption set, found nothing'],
    },
    'an id of something else': {
      ...disk({ diskEncryptionSetId: '/subscriptions/s/vaults/v' }),
      says: [
        'it: encryption.diskEncryptionSetId must be a disk encryption set, found /subscriptions/s/vaults/v',
      ],
    },
  },
  undetermined: {
    'a set that is not known yet': {
      ...disk({ diskEncryptionSetId: unknown }),
      says: [
        'it: encryption.diskEncryptionSetId is not known before deployment, must be a disk encryption set',
      ],
    },
  },
  notApplicable: {
    'a network interface': {
      resource: { type: 'azure-native:network:NetworkInterface', properties: {} },
      because:
        'the policy is for azure-native:compute:VirtualMachine, azure-native:compute:VirtualMachineScaleSet, azure-native:compute:Disk, azure-native:compute:Snapshot',
    },
  },
});
