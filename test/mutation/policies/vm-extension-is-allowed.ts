import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { addition, change, made, other } from '../support/rows';
import { ofMachines, scaleSet } from '../support/scale-set';
import { notFalse, spellings } from '../support/values';

const of = 'azure-native:compute:VirtualMachineExtension';
const ofSets = [
  'azure-native:compute:VirtualMachineScaleSetExtension',
  'azure-native:compute:VirtualMachineScaleSetVMExtension',
];
const every = [of, ...ofSets];
const agent = {
  publisher: 'Microsoft.Azure.Monitor',
  type: 'AzureMonitorLinuxAgent',
  typeHandlerVersion: '1.33',
};
const upgrades = ['autoUpgradeMinorVersion', 'enableAutomaticUpgrade'];
const own = ofMachines('extensionProfile.extensions');

export const mutants: PolicyMutants = {
  specimens: (plan) => [...scaleSet(plan), ...ofSets.map((type) => made(type, `agent-${type}`, agent))],
  broken: [
    change({
      of: every,
      path: 'publisher',
      to: [
        'Microsoft.Azure.Extensions',
        'Microsoft.OSTCExtensions',
        'Microsoft.Azure.Monitor2',
        '',
        absent,
        null,
      ],
    }),
    change({
      of: every,
      path: 'type',
      to: ['CustomScript', 'RunCommandLinux', 'VMAccessForLinux', '', absent],
    }),
    change({
      of: every,
      path: 'typeHandlerVersion',
      to: ['1.32', '1.330', '1', '2.0', '1.*', 'latest', 1.4, '', absent, null],
    }),
    // Azure takes a newer version by itself, which nobody has looked at.
    change({ of: every, path: upgrades, to: notFalse }),
    addition(() =>
      [
        ['Microsoft.Azure.Extensions', 'CustomScript'],
        ['Microsoft.OSTCExtensions', 'VMAccessForLinux'],
        ['Microsoft.Compute', 'CustomScriptExtension'],
        ['Microsoft.CPlat.Core', 'RunCommandLinux'],
        ['Microsoft.Azure.Monitor', 'AADSSHLoginForLinux'],
      ].flatMap(([publisher, type]) =>
        every.map((extension) =>
          made(extension, `${type}-by-hand`, { publisher, type, typeHandlerVersion: '1.0', settings: {} }),
        ),
      ),
    ),
    ...own.map((place) =>
      change({
        ...place,
        to: [
          [
            {
              name: 'x',
              publisher: 'Microsoft.Azure.Extensions',
              type: 'CustomScript',
              typeHandlerVersion: '2.1',
            },
          ],
          [agent, { ...agent, typeHandlerVersion: '1.0' }],
          [{}],
          ...upgrades.map((upgrade) => [{ ...agent, [upgrade]: true }]),
        ],
      }),
    ),
  ],
  harmless: [
    other({
      of: every,
      path: 'publisher',
      to: (before) => spellings(String(before)),
    }),
    other({ of: every, path: 'type', to: (before) => spellings(String(before)) }),
    other({ of: every, path: upgrades, to: [false, 'false', absent] }),
    ...own.map((place) => other({ ...place, to: [[], [agent]] })),
  ],
};
