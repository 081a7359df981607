import { expectBoolean, expectWord } from '../framework/expect';
import type { Rule } from '../framework/rule';

/**
 * Storage accounts speak HTTPS only, in a TLS version of the baseline. Left out, HTTPS is on and TLS 1.0 admitted.
 * https://learn.microsoft.com/azure/storage/common/transport-layer-security-configure-minimum-version (2026-11-23)
 */
export const storageRequiresTls: Rule = {
  types: ['azure-native:storage:StorageAccount'],
  check(resource, { baseline }) {
    const { properties } = resource;
    return [
      ...expectBoolean(properties.key('enableHttpsTrafficOnly'), true, { resource, value: true }),
      ...expectWord(properties.key('minimumTlsVersion'), baseline.tls.storageVersions, {
        resource,
        value: 'TLS1_0',
      }),
    ];
  },
};
