import type { PlannedResource } from '../../../lib/resources/from-plan';
import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { addition, change, copied, other, removal, rewritten } from '../support/rows';
import { azureId, otherIds } from '../support/values';
import { changed, type World } from '../support/world';

const machine = 'azure-native:compute:VirtualMachine';
const disk = 'azure-native:compute:Disk';
const item = 'azure-native:recoveryservices:ProtectedItem';
const source = 'properties.sourceResourceId';
const exclusion = 'properties.extendedProperties.diskExclusionProperties';
const attached = ({ inputs }: PlannedResource) =>
  JSON.stringify(inputs['storageProfile']).includes('"dataDisks":[{');
const idOf = ({ inputs }: PlannedResource) =>
  azureId(
    String(inputs['resourceGroupName']),
    'Microsoft.Compute',
    'virtualMachines',
    String(inputs['vmName']),
  );
/** The machine that an item backs up. */
const machineOf = (one: PlannedResource, world: World) =>
  world
    .ofType(machine)
    .find((candidate) => JSON.stringify(one.inputs).includes(`/${candidate.inputs['vmName']}"`));
const hasDisks = (one: PlannedResource, world: World) => {
  const holder = machineOf(one, world);
  return holder !== undefined && attached(holder);
};
const atMachine = (one: PlannedResource, world: World) => [machineOf(one, world)?.urn ?? ''];
const atDisks = (one: PlannedResource, world: World) =>
  world
    .ofType(disk)
    .filter(({ name }) => one.name.startsWith(name.split('-')[0] ?? '?'))
    .map(({ urn }) => urn);

export const mutants: PolicyMutants = {
  broken: [
    change({
      of: item,
      where: hasDisks,
      path: exclusion,
      to: [{ diskLunList: [0], isInclusionList: false }, { diskLunList: [], isInclusionList: true }, {}],
    }),
    change({
      of: item,
      where: hasDisks,
      path: 'properties.protectionState',
      to: ['ProtectionStopped', 'protectionstopped', 'BackupsSuspended', ''],
    }),
    removal({ of: item, where: hasDisks, at: atMachine }),
    change({
      of: item,
      where: hasDisks,
      path: source,
      to: (before, place) => [...otherIds(before, place), `${before}-other`, '', absent, null],
      at: atMachine,
    }),
    // A second machine with disks, which nobody backs up.
    addition((world) =>
      world
        .ofType(machine)
        .filter(attached)
        .map((one) => copied(one, 'unguarded', { vmName: `${one.inputs['vmName']}-2` })),
    ),
    addition((world) =>
      world.ofType(disk).map((one) => copied(one, 'loose', { diskName: `${one.inputs['diskName']}-2` })),
    ),
    removal({ of: machine, where: attached, at: atDisks }),
    change({
      of: machine,
      where: attached,
      path: 'storageProfile.dataDisks',
      to: [absent, []],
      at: atDisks,
      unknown: 'the disks of a machine that is backed up are, whichever they are',
    }),
    change({
      of: machine,
      where: attached,
      path: 'storageProfile.dataDisks[].managedDisk.id',
      to: (before) => [`${before}-other`, '', absent],
      at: atDisks,
      unknown: 'what only deployment tells is not called loose, and the machine is backed up',
    }),
    // A machine without data disks is given one, and its backup goes.
    rewritten({
      of: item,
      where: (one, world) => !hasDisks(one, world),
      path: 'the resource',
      value: 'removed, with a disk on its machine',
      by: (one, world) => {
        const holder = machineOf(one, world);
        const disks = [{ lun: 0, createOption: 'Empty', diskSizeGB: 8 }];
        return holder && { put: [changed(holder, ['storageProfile', 'dataDisks'], disks)], drop: [one.urn] };
      },
      at: atMachine,
    }),
  ],
  harmless: [
    other({ of: item, path: source, to: (before) => [String(before).toUpperCase()] }),
    other({ of: item, path: exclusion, to: [absent, null] }),
    other({ of: item, path: 'properties.protectionState', to: [null, 'Protected'] }),
    removal({ of: item, where: (one, world) => !hasDisks(one, world) }),
    addition((world) =>
      world
        .ofType(item)
        .map((one) => copied(one, 'twice', { protectedItemName: `${one.inputs['protectedItemName']};2` })),
    ),
    rewritten({
      of: machine,
      where: attached,
      path: 'the resource',
      value: 'a second one, backed up too',
      by: (one, world) => {
        const second = copied(one, 'second', { vmName: `${one.inputs['vmName']}-2` });
        const [model] = world.ofType(item);
        return (
          model && { put: [second, { ...changed(copied(model, 'second'), source.split('.'), idOf(second)) }] }
        );
      },
    }),
  ],
};
