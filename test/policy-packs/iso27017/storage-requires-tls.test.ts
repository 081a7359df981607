import { storageRequiresTls } from '../../../policy-packs/iso27017/policies/storage-requires-tls';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const account = (properties: object) => ({
  resource: { type: 'azure-native:storage:StorageAccount', properties: { ...properties } },
});

describePolicy('storage-requires-tls', storageRequiresTls, {
  compliant: {
    'TLS 1.2 and HTTPS only': account({ enableHttpsTrafficOnly: true, minimumTlsVersion: 'TLS1_2' }),
    'HTTPS by default': account({ minimumTlsVersion: 'TLS1_3' }),
    'a version in another spelling': account({ minimumTlsVersion: 'tls1_2' }),
  },
  violated: {
    'an old version': {
      ...account({ minimumTlsVersion: 'TLS1_1' }),
      says: ['it: minimumTlsVersion must be TLS1_2 or TLS1_3, found TLS1_1'],
    },
    'no version': {
      ...account({}),
      says: ['it: minimumTlsVersion must be TLS1_2 or TLS1_3, found nothing, which Azure takes as TLS1_0'],
    },
    'plain HTTP': {
      ...account({ enableHttpsTrafficOnly: false, minimumTlsVersion: 'TLS1_2' }),
      says: ['it: enableHttpsTrafficOnly must be true, found false'],
    },
    'HTTPS left out in an API version whose default is not known': {
      resource: {
        type: 'azure-native_storage_v20180701:storage:StorageAccount',
        properties: { minimumTlsVersion: 'TLS1_2' },
      },
      says: ['it: enableHttpsTrafficOnly must be true, said explicitly, found nothing'],
    },
  },
  undetermined: {
    'a version that is not known yet': {
      ...account({ minimumTlsVersion: unknown }),
      says: ['it: minimumTlsVersion is not known before deployment, must be TLS1_2 or TLS1_3'],
    },
  },
  notApplicable: {
    'a vault': {
      resource: { type: 'azure-native:keyvault:Vault', properties: {} },
      because: 'the policy is for azure-native:storage:StorageAccount',
    },
  },
});
