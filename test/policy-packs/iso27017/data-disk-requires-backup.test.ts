import { dataDiskRequiresBackup } from '../../../policy-packs/iso27017/policies/data-disk-requires-backup';
import { describePolicy } from './support/describe-policy';
import { type Shown, unknown } from './support/pack-run';

const id = (type: string, name: string) =>
  `/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/${type}/${name}`;
const disk: Shown = {
  type: 'azure-native:compute:Disk',
  name: 'disk',
  properties: { resourceGroupName: 'rg', diskName: 'disk-db' },
};
const machine = (dataDisks: unknown): Shown => ({
  type: 'azure-native:compute:VirtualMachine',
  name: 'machine',
  properties: { resourceGroupName: 'rg', vmName: 'vm-db', storageProfile: { dataDisks } },
});
const db = machine([{ managedDisk: { id: id('disks', 'disk-db') } }]);
const backup = (sourceResourceId: unknown, more: object = {}): Shown => ({
  type: 'azure-native:recoveryservices:ProtectedItem',
  name: 'backup',
  properties: { properties: { sourceResourceId, ...more } },
});
const whole = backup(id('virtualMachines', 'vm-db'));

describePolicy('data-disk-requires-backup', dataDiskRequiresBackup, {
  compliant: {
    'a machine with its disk, backed up': { stack: [disk, db, whole] },
    'a machine by what the id was made from': {
      stack: [disk, db, { ...backup(unknown), madeFrom: { properties: ['machine'] } }],
    },
    'a machine without data disks and without a backup': {
      stack: [disk, db, whole, { ...machine([]), name: 'app' }],
    },
  },
  violated: {
    'a machine whose backups have ended': {
      stack: [disk, db, backup(id('virtualMachines', 'vm-db'), { protectionState: 'ProtectionStopped' })],
      says: ['backup: properties.protectionState must be Protected, found ProtectionStopped'],
    },
    'a machine that nobody backs up': {
      stack: [disk, db],
      says: ['machine: the resource must be backed up by a protected item, found none'],
    },
    'a backup of another machine': {
      stack: [disk, db, backup(id('virtualMachines', 'vm-app'))],
      says: ['machine: the resource must be backed up by a protected item, found none'],
    },
    'a backup that chooses among the disks': {
      stack: [
        disk,
        db,
        backup(id('virtualMachines', 'vm-db'), {
          extendedProperties: { diskExclusionProperties: { diskLunList: [0], isInclusionList: false } },
        }),
      ],
      says: [
        'backup: properties.extendedProperties.diskExclusionProperties must be absent, so that every disk is backed up, found a choice of disks',
      ],
    },
    'a disk that no machine attaches': {
      stack: [disk, machine([])],
      says: ['disk: the resource must be attached to a machine that is backed up, found no machine'],
    },
  },
  undetermined: {
    'a backup of which nothing tells the machine': {
      stack: [disk, db, backup(unknown)],
      says: ['machine: the resource is not known before deployment, must be backed up by a protected item'],
    },
  },
  notApplicable: {
    'a machine without data disks': { stack: [machine([])], because: 'the stack holds no data disk' },
  },
});
