import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WireObject } from '../../../lib/wire/values';
import { group, Rehearsal } from '../support/rehearsal';

let rehearsal: Rehearsal;
beforeEach(async () => {
  rehearsal = new Rehearsal();
  await rehearsal.start();
  await rehearsal.makeGroup();
});
afterEach(() => rehearsal.end());

describe('rules of a security group', () => {
  const rule = (name: string, changed: WireObject = {}): WireObject => ({
    name,
    priority: 100,
    direction: 'Inbound',
    access: 'Allow',
    protocol: 'Tcp',
    sourceAddressPrefix: '*',
    sourcePortRange: '*',
    destinationAddressPrefix: '*',
    destinationPortRange: '443',
    ...changed,
  });
  const make = (...securityRules: WireObject[]) =>
    rehearsal.make('network:NetworkSecurityGroup', { networkSecurityGroupName: 'nsg', securityRules });

  test.each<[string, WireObject[], string]>([
    ['a priority below 100', [rule('a', { priority: 99 })], 'must have a priority of 100 to 4096, found 99'],
    [
      'a priority above 4096',
      [rule('a', { priority: 4097 })],
      'must have a priority of 100 to 4096, found 4097',
    ],
    ['one priority twice', [rule('a'), rule('b')], 'rules a and b have the same priority 100 Inbound'],
    ['one name twice', [rule('a'), rule('A', { priority: 101 })], 'rules a and A have the same name a'],
    ['a port that there is not', [rule('a', { destinationPortRange: '70000' })], 'found 70000'],
    ['ports the wrong way round', [rule('a', { destinationPortRange: '90-80' })], 'found 90-80'],
    [
      'more rules than Azure takes',
      Array.from({ length: 1001 }, (_, index) => rule(`a${index}`, { priority: 100 + index })),
      'must have at most 1000 rules, found 1001',
    ],
    [
      'a place said twice',
      [rule('a', { sourceAddressPrefixes: ['10.0.0.0/8'] })],
      'as one value and as a list',
    ],
  ])('%s is refused', async (_, rules, words) => {
    await expect(make(...rules)).rejects.toThrow(words);
  });

  test('the same priority in both directions, lists and ranges are accepted', async () => {
    const { destinationPortRange: _, ...open } = rule('c', { priority: 4096 });
    await expect(
      make(rule('a'), rule('b', { direction: 'Outbound', destinationPortRange: '80-90' }), {
        ...open,
        destinationPortRanges: ['22', '0-65535'],
      }),
    ).resolves.toBeDefined();
  });
});

describe('what is attached to a machine', () => {
  const make = (vmName: string, location = 'japaneast') =>
    rehearsal.make('compute:VirtualMachine', {
      vmName,
      location,
      storageProfile: {
        dataDisks: [
          {
            lun: 0,
            createOption: 'Attach',
            managedDisk: { id: `${group}/providers/Microsoft.Compute/disks/disk` },
          },
        ],
      },
    });

  test('belongs to one machine, in its own region', async () => {
    await rehearsal.make('compute:Disk', { diskName: 'disk', creationData: { createOption: 'Empty' } });
    await expect(make('far', 'japanwest')).rejects.toThrow('they must be in one region');
    const first = await make('first');
    await expect(make('second')).rejects.toThrow(`is used by '${first.id}'`);
    await rehearsal.remove('compute:VirtualMachine', first);
    await expect(make('second')).resolves.toBeDefined();
  });
});
