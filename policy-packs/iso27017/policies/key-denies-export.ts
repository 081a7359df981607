import { show } from '../../../lib/resources/show';
import { itemsOf } from '../../../lib/resources/value';
import { expectAbsent, expectBoolean, undetermined, violated } from '../framework/expect';
import type { Rule } from '../framework/rule';

/** Operations that hand the key itself out. */
const handingOut = ['release', 'export'];

/**
 * A key never leaves its vault: it is not exportable, no release policy says to whom it may be handed out, and none of
 * its operations does so. Left out, a key stays where it is.
 * https://learn.microsoft.com/azure/confidential-computing/concept-skr-attestation,
 * https://github.com/Azure/azure-rest-api-specs/blob/main/specification/keyvault/resource-manager/Microsoft.KeyVault/stable/2024-11-01/keyvault.json (2026-11-27)
 */
export const keyDeniesExport: Rule = {
  types: ['azure-native:keyvault:Key'],
  check(resource) {
    const key = resource.properties.key('properties');
    const operations = key.key('keyOps');
    const expected = 'an operation for which the key stays in the vault';
    return [
      ...expectBoolean(key.at('attributes.exportable'), false, { resource, value: false }),
      ...expectAbsent(key.key('releasePolicy')),
      ...itemsOf(operations).flatMap((operation) => {
        if (operation.isUnknown) return [undetermined(operation, expected)];
        return handingOut.includes(operation.text?.trim().toLowerCase() ?? '')
          ? [violated(operation, expected, show(operation))]
          : [];
      }),
    ];
  },
};
