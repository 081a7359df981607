import type { Resource } from '../../../lib/resources/resource';
import { expectAtLeast, expectBoolean, violated } from '../framework/expect';
import { at } from '../framework/located';
import type { Rule } from '../framework/rule';

const accountType = 'azure-native:storage:StorageAccount';
const serviceType = 'azure-native:storage:BlobServiceProperties';

/**
 * Blobs keep their versions, and deleted blobs and containers can be brought back for the baseline's days, so that
 * nobody deletes a customer's data by mistake or in anger; nothing deletes them for good before. Every account says so in
 * its blob services: left out, Azure keeps nothing.
 * https://learn.microsoft.com/azure/storage/blobs/data-protection-overview (2026-11-27)
 */
export const blobServiceKeepsVersions: Rule = {
  types: [serviceType, accountType],
  check(resource, { baseline }) {
    if (resource.type === accountType) return { notApplicable: 'an account is judged with the stack' };
    const { versioning, softDeleteDays } = baseline.dataStores.storage;
    const off = { resource, value: false };
    const { properties } = resource;
    return [
      ...(versioning ? expectBoolean(properties.key('isVersioningEnabled'), true, off) : []),
      ...['deleteRetentionPolicy', 'containerDeleteRetentionPolicy'].flatMap((name) => {
        const policy = properties.key(name);
        const enabled = expectBoolean(policy.key('enabled'), true, off);
        return enabled.length > 0 ? enabled : expectAtLeast(policy.key('days'), softDeleteDays, 'days');
      }),
      ...expectBoolean(properties.at('deleteRetentionPolicy.allowPermanentDelete'), false, off),
    ];
  },
  checkStack(stack) {
    const accounts = stack.ofType(accountType);
    if (accounts.length === 0) return { notApplicable: 'the stack has no storage account' };
    const held = new Set<Resource | undefined>(
      stack.ofType(serviceType).map((service) => stack.holderOf(service, accountType)),
    );
    return accounts
      .filter((account) => !held.has(account))
      .flatMap((account) => at(account, [violated('', 'with blob services that keep versions', 'none')]));
  },
};
