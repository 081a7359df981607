import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, other } from '../support/rows';
import { ofMachines, scaleSet } from '../support/scale-set';
import { notTrue } from '../support/values';

const keysOnly = ofMachines('osProfile.linuxConfiguration.disablePasswordAuthentication');
const password = ofMachines('osProfile.adminPassword');
const windows = ofMachines('osProfile.windowsConfiguration');

export const mutants: PolicyMutants = {
  specimens: scaleSet,
  broken: [
    ...keysOnly.map((place) => change({ ...place, to: [...notTrue, absent, null] })),
    ...password.map((place) => change({ ...place, to: ['Secret-4711!', ' ', 4711] })),
    ...windows.map((place) =>
      change({
        ...place,
        to: [{}, { provisionVMAgent: true }],
        unknown: 'a machine that states keys only for Linux is no Windows machine',
      }),
    ),
    ...ofMachines('osProfile.linuxConfiguration').map((place) => change({ ...place, to: [absent, {}] })),
  ],
  harmless: [
    ...keysOnly.map((place) => other({ ...place, to: ['true'] })),
    ...password.map((place) => other({ ...place, to: ['', null] })),
    // The machine starts from a disk that has its users already.
    ...ofMachines('osProfile').map((place) => other({ ...place, to: [absent] })),
  ],
};
