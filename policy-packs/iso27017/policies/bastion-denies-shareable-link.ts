import { expectBoolean, expectWord } from '../framework/expect';
import type { Rule } from '../framework/rule';

/** Tiers with a subnet and a group of their own; the developer's is shared among subscriptions. */
const tiers = ['Basic', 'Standard', 'Premium'];

/**
 * Bastion opens a machine to nobody but operators that log in for themselves: no link that whoever holds it can open, no
 * connection to an address of any network, and no tier that is shared with others. Left out, both are off, and the tier
 * is Standard.
 * https://learn.microsoft.com/azure/bastion/shareable-link, https://learn.microsoft.com/azure/bastion/connect-ip-address,
 * https://learn.microsoft.com/azure/bastion/configuration-settings#skus (2026-11-27)
 */
export const bastionDeniesShareableLink: Rule = {
  types: ['azure-native:network:BastionHost'],
  check: (resource) => [
    ...['enableShareableLink', 'enableIpConnect'].flatMap((name) =>
      expectBoolean(resource.properties.key(name), false, { resource, value: false }),
    ),
    ...expectWord(resource.properties.at('sku.name'), tiers, { resource, value: 'Standard' }),
  ],
};
