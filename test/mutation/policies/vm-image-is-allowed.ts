import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, other } from '../support/rows';
import { ofMachines, scaleSet } from '../support/scale-set';
import { azureId, spellings } from '../support/values';

const part = (name: string) => ofMachines(`storageProfile.imageReference.${name}`);
const wrong: Readonly<Record<string, readonly unknown[]>> = {
  publisher: ['Canonical', 'RedHat', 'Debian2', 'credativ', '', absent, null],
  offer: ['debian-10', 'debian-11', 'debian-13', 'debian', 'debian-12-daily', '', absent, null],
  sku: ['12', '11-gen2', '12-arm64', '12-gen2 ext', '', absent, null],
  version: ['0.20240102.1614', '1.0.0', 'newest', ''],
};
const gallery = azureId(
  'rg-dev-hub',
  'Microsoft.Compute',
  'galleries',
  'gallery',
  'images',
  'own',
  'versions',
  '1.0.0',
);
const whole = ofMachines('storageProfile.imageReference');

export const mutants: PolicyMutants = {
  specimens: scaleSet,
  broken: [
    ...Object.entries(wrong).flatMap(([name, to]) => part(name).map((place) => change({ ...place, to }))),
    ...['id', 'communityGalleryImageId', 'sharedGalleryImageId'].flatMap((name) =>
      part(name).map((place) => change({ ...place, to: [gallery, '/CommunityGalleries/x/Images/y', ''] })),
    ),
    ...whole.map((place) => change({ ...place, to: [absent, {}, { id: gallery }] })),
  ],
  harmless: ['publisher', 'offer', 'sku', 'version'].flatMap((name) =>
    part(name).map((place) =>
      other({
        ...place,
        to: (before) => [...spellings(String(before)), ...(name === 'version' ? [absent] : [])],
      }),
    ),
  ),
};
