import { vmDiskUsesTenantKey } from '../../../policy-packs/iso27017/policies/vm-disk-uses-tenant-key';
import { describePolicy } from './support/describe-policy';
import { type Shown, unknown } from './support/pack-run';

const id = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/diskEncryptionSets/des-dev-aoba';
const encrypted = { createOption: 'FromImage', managedDisk: { diskEncryptionSet: { id } } };
const machine = (storageProfile: unknown) => ({
  resource: { type: 'azure-native:compute:VirtualMachine', properties: { storageProfile } } as Shown,
});
const disk = (encryption: unknown) => ({
  resource: { type: 'azure-native:compute:Disk', properties: { encryption } },
});

const diskId = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/disks/data';
const dataDisk = (name: string): Shown => ({
  type: 'azure-native:compute:Disk',
  name,
  properties: { resourceGroupName: 'g', diskName: name, encryption: { diskEncryptionSetId: id } },
});
/** A machine that is given a disk, and others where more are named, beside one disk of the stack. */
const given = (...ids: readonly unknown[]): { stack: [Shown, Shown] } => ({
  stack: [
    machine({
      osDisk: encrypted,
      dataDisks: ids.map((one) => ({ createOption: 'Attach', managedDisk: { id: one } })),
    }).resource,
    dataDisk('data'),
  ],
});
const place = 'it: storageProfile.dataDisks[0].managedDisk.id';
const attached = 'a disk that this stack makes';

describePolicy('vm-disk-uses-tenant-key', vmDiskUsesTenantKey, {
  compliant: {
    'disks with an encryption set': machine({ osDisk: encrypted, dataDisks: [encrypted] }),
    'an attached disk, which is judged where it is made': given(diskId),
    'attached disks by what their ids were made from': {
      stack: [
        { ...given(unknown, unknown).stack[0], madeFrom: { storageProfile: ['data', 'more', 'key'] } },
        dataDisk('data'),
        dataDisk('more'),
      ],
    },
    'a disk of its own': disk({ type: 'EncryptionAtRestWithCustomerKey', diskEncryptionSetId: id }),
    'an id in another spelling': disk({ diskEncryptionSetId: id.toUpperCase() }),
  },
  violated: {
    'an attached disk of no id': {
      ...given(undefined),
      says: [`${place} must be ${attached}, found nothing`],
    },
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
    'an attached disk that is not in the stack': {
      ...given('/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/disks/else'),
      says: [`${place} is not known before deployment, must be ${attached}`],
    },
    'a system disk that is not in the stack': {
      stack: [
        machine({ osDisk: { createOption: 'attach', managedDisk: { id: `${diskId}-else` } } }).resource,
        dataDisk('data'),
      ],
      says: [`it: storageProfile.osDisk.managedDisk.id is not known before deployment, must be ${attached}`],
    },
    'one attached disk more than the stack makes': {
      stack: [
        { ...given(unknown, unknown).stack[0], madeFrom: { storageProfile: ['data'] } },
        dataDisk('data'),
      ],
      says: [
        `${place} is not known before deployment, must be ${attached}`,
        `it: storageProfile.dataDisks[1].managedDisk.id is not known before deployment, must be ${attached}`,
      ],
    },
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
