import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, other } from '../support/rows';
import { ofMachines, scaleSet } from '../support/scale-set';
import { notTrue, spellings } from '../support/values';

const type = ofMachines('securityProfile.securityType');
const switches = ['secureBootEnabled', 'vTpmEnabled'].flatMap((name) =>
  ofMachines(`securityProfile.uefiSettings.${name}`),
);

export const mutants: PolicyMutants = {
  specimens: scaleSet,
  broken: [
    ...type.map((place) =>
      change({ ...place, to: ['Standard', 'ConfidentialVM', 'Trusted', '', absent, null] }),
    ),
    ...switches.map((place) => change({ ...place, to: [...notTrue, absent, null] })),
    ...ofMachines('securityProfile').map((place) => change({ ...place, to: [absent] })),
    ...ofMachines('securityProfile.uefiSettings').map((place) => change({ ...place, to: [absent, {}] })),
  ],
  harmless: [
    ...type.map((place) => other({ ...place, to: spellings('TrustedLaunch') })),
    ...switches.map((place) => other({ ...place, to: ['true'] })),
  ],
};
