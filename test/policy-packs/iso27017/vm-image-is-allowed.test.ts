import { vmImageIsAllowed } from '../../../policy-packs/iso27017/policies/vm-image-is-allowed';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const expected = 'Debian:debian-12:12-gen2:latest';
const image = { publisher: 'Debian', offer: 'debian-12', sku: '12-gen2', version: 'latest' };
const machine = (imageReference: unknown) => ({
  resource: {
    type: 'azure-native:compute:VirtualMachine',
    properties: { storageProfile: { imageReference } },
  },
});

describePolicy('vm-image-is-allowed', vmImageIsAllowed, {
  compliant: {
    'an image of the baseline': machine(image),
    'the same in another spelling': machine({ ...image, publisher: 'debian', sku: '12-GEN2' }),
    'no version, which Azure takes as the latest': machine({ ...image, version: undefined }),
  },
  violated: {
    'another image': {
      ...machine({ ...image, publisher: 'Canonical', offer: 'ubuntu', sku: 'server' }),
      says: [`it: storageProfile.imageReference must be ${expected}, found Canonical:ubuntu:server:latest`],
    },
    'a version that nobody looked at': {
      ...machine({ ...image, version: '0.20240101.1' }),
      says: [
        `it: storageProfile.imageReference must be ${expected}, found Debian:debian-12:12-gen2:0.20240101.1`,
      ],
    },
    'an image of a gallery': {
      ...machine({ id: '/subscriptions/s/images/mine' }),
      says: [
        `it: storageProfile.imageReference.id must be absent, with ${expected} named instead, found an image of a gallery or a copy`,
      ],
    },
    'a disk in place of an image': {
      ...machine(undefined),
      says: [`it: storageProfile.imageReference must be ${expected}, found nothing`],
    },
  },
  undetermined: {
    'a version that is not known yet': {
      ...machine({ ...image, version: unknown }),
      says: [`it: storageProfile.imageReference.version is not known before deployment, must be ${expected}`],
    },
    'an image that is not known yet': {
      ...machine(unknown),
      says: [`it: storageProfile.imageReference is not known before deployment, must be ${expected}`],
    },
  },
  notApplicable: {
    'a disk': {
      resource: { type: 'azure-native:compute:Disk', properties: {} },
      because:
        'the policy is for azure-native:compute:VirtualMachine, azure-native:compute:VirtualMachineScaleSet',
    },
  },
});
