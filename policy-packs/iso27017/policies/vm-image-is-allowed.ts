import { orList, show } from '../../../lib/resources/show';
import { machineOf, machineTypes } from '../azure/machines';
import { undetermined, violated } from '../framework/expect';
import type { Rule } from '../framework/rule';

const parts = ['publisher', 'offer', 'sku', 'version'] as const;

/**
 * Virtual machines start from an image of the baseline: a marketplace image by name and version, not one of a
 * gallery, a copy, or a disk of unknown content. Azure compares names without regard to case and takes a version
 * that is left out as the latest.
 * https://learn.microsoft.com/azure/virtual-machines/linux/cli-ps-findimage (2026-11-23)
 */
export const vmImageIsAllowed: Rule = {
  types: machineTypes,
  check(resource, { baseline }) {
    const reference = machineOf(resource).at('storageProfile.imageReference');
    const { images } = baseline.virtualMachines;
    const expected = orList(
      images.flatMap(({ publisher, offer, sku, versions }) =>
        versions.map((version) => [publisher, offer, sku, version].join(':')),
      ),
    );
    const other = ['id', 'communityGalleryImageId', 'sharedGalleryImageId']
      .map((key) => reference.key(key))
      .find((value) => !value.isAbsent && !reference.isUnknown);
    if (other !== undefined)
      return [violated(other, `absent, with ${expected} named instead`, 'an image of a gallery or a copy')];
    const values = parts.map((key) => reference.key(key));
    const open = values.find((value) => value.isUnknown);
    if (open !== undefined) return [undetermined(reference.isUnknown ? reference : open, expected)];
    if (reference.isAbsent) return [violated(reference, expected, 'nothing')];
    const [publisher, offer, sku, version] = values.map((value) => value.text?.trim().toLowerCase());
    const admitted = images.some(
      (image) =>
        image.publisher.toLowerCase() === publisher &&
        image.offer.toLowerCase() === offer &&
        image.sku.toLowerCase() === sku &&
        image.versions.some((candidate) => candidate.toLowerCase() === (version ?? 'latest')),
    );
    return admitted ? [] : [violated(reference, expected, values.map(show).join(':'))];
  },
};
