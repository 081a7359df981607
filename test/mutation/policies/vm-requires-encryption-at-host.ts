import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, other } from '../support/rows';
import { ofMachines, scaleSet } from '../support/scale-set';
import { notTrue } from '../support/values';

const places = ofMachines('securityProfile.encryptionAtHost');

export const mutants: PolicyMutants = {
  specimens: scaleSet,
  broken: [
    ...places.map((place) => change({ ...place, to: [...notTrue, absent, null] })),
    ...ofMachines('securityProfile').map((place) => change({ ...place, to: [absent, {}] })),
  ],
  harmless: places.map((place) => other({ ...place, to: ['true'] })),
};
