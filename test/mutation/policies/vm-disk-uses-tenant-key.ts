import type { PlannedResource } from '../../../lib/resources/from-plan';
import { absent, unknown } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, leftOpen, made, other } from '../support/rows';
import { machineType, ofMachines, scaleSet } from '../support/scale-set';
import { azureId } from '../support/values';

const disks = ['azure-native:compute:Disk', 'azure-native:compute:Snapshot'];
const set = azureId('rg-dev-aoba-customer', 'Microsoft.Compute', 'diskEncryptionSets', 'des-dev-aoba');
const disk = azureId('rg-dev-aoba-customer', 'Microsoft.Compute', 'disks', 'disk-dev-aoba-db-1');
const attach = (id: unknown) => ({ lun: 0, createOption: 'Attach', managedDisk: { id } });
const noSet = [
  absent,
  null,
  '',
  'des-dev-aoba',
  disk,
  azureId('rg-dev-aoba-customer', 'Microsoft.Compute', 'diskEncryptionSets'),
];
const osDisk = ofMachines('storageProfile.osDisk.managedDisk.diskEncryptionSet.id');
const dataDisks = ofMachines('storageProfile.dataDisks');
/** The disk that a machine is given. */
const given = 'storageProfile.dataDisks[].managedDisk';

export const mutants: PolicyMutants = {
  specimens: (plan: readonly PlannedResource[]) => [
    ...scaleSet(plan),
    made('azure-native:compute:Snapshot', 'snapshot', { encryption: { diskEncryptionSetId: set } }),
  ],
  broken: [
    ...osDisk.map((place) => change({ ...place, to: noSet })),
    change({ of: disks, path: 'encryption.diskEncryptionSetId', to: noSet }),
    change({ of: disks, path: 'encryption', to: [absent, { type: 'EncryptionAtRestWithPlatformKey' }] }),
    ...ofMachines('storageProfile.osDisk.managedDisk').map((place) =>
      change({ ...place, to: [absent, { storageAccountType: 'Premium_LRS' }] }),
    ),
    ...ofMachines('storageProfile.osDisk.createOption').map((place) =>
      change({ ...place, to: [], unknown: 'a disk that names a set keeps it however it is made' }),
    ),
    ...dataDisks.map((place) =>
      change({
        ...place,
        to: [
          [{ lun: 0, createOption: 'Empty', managedDisk: { storageAccountType: 'Premium_LRS' } }],
          [
            { lun: 0, createOption: 'Attach', managedDisk: { id: disk } },
            { lun: 1, createOption: 'FromImage' },
          ],
          [{ lun: 0 }],
          [{ lun: 0, createOption: 'Attach' }],
          [{ lun: 0, createOption: 'attach', managedDisk: {} }],
        ],
      }),
    ),
    // Of a disk outside the stack nobody has seen how it is encrypted.
    ...[`${disk}-else`, disk.replace('aoba', 'else'), set, 'disk', ''].flatMap((one) => [
      ...dataDisks.map((place) => leftOpen(change({ ...place, to: [[attach(one)]], unknown: 'inside' }))),
      leftOpen(change({ of: machineType, path: `${given}.id`, to: [one], unknown: 'tried below' })),
    ]),
    ...[`${disk}-else`, unknown].flatMap((one) =>
      ofMachines('storageProfile.osDisk').map((place) =>
        leftOpen(change({ ...place, to: [attach(one)], unknown: 'inside' })),
      ),
    ),
    change({ of: machineType, path: `${given}.id`, to: [absent, null] }),
    change({ of: machineType, path: given, to: [absent, {}] }),
    // The stack makes one disk for a machine, so that two are one too many.
    leftOpen(
      change({
        of: machineType,
        path: 'storageProfile.dataDisks',
        to: [[attach(unknown), attach(unknown)]],
        unknown: 'inside',
      }),
    ),
  ],
  harmless: [
    ...osDisk.map((place) => other({ ...place, to: [set.toUpperCase(), set.toLowerCase()] })),
    ...dataDisks.map((place) =>
      other({
        ...place,
        to: [
          [],
          absent,
          [attach(disk)],
          [{ ...attach(disk.toUpperCase()), createOption: 'attach' }],
          [{ lun: 3, createOption: 'Empty', managedDisk: { diskEncryptionSet: { id: set } } }],
        ],
      }),
    ),
  ],
  unbroken: [
    {
      paths: [
        'storageProfile.osDisk.createOption',
        'storageProfile.dataDisks[].createOption',
        'virtualMachineProfile.storageProfile.osDisk.createOption',
      ],
      because: 'how a disk is made matters where it names no set, which is tried together with it',
    },
  ],
};
