import { keyDeniesExport } from '../../../policy-packs/iso27017/policies/key-denies-export';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const key = (properties: unknown) => ({
  resource: { type: 'azure-native:keyvault:Key', properties: { properties } },
});
const staying = 'an operation for which the key stays in the vault';

describePolicy('key-denies-export', keyDeniesExport, {
  compliant: {
    'a key that says so': key({ attributes: { exportable: false }, keyOps: ['wrapKey', 'unwrapKey'] }),
    'a key that says nothing': key({}),
  },
  violated: {
    'a key that can be exported': {
      ...key({ attributes: { exportable: true } }),
      says: ['it: properties.attributes.exportable must be false, found true'],
    },
    'a key with a release policy': {
      ...key({ releasePolicy: { data: 'e30' } }),
      says: ['it: properties.releasePolicy must be absent, found an object'],
    },
    'an operation that hands the key out': {
      ...key({ keyOps: ['wrapKey', 'release'] }),
      says: [`it: properties.keyOps[1] must be ${staying}, found release`],
    },
    'the same as the only one': {
      ...key({ keyOps: 'release' }),
      says: [`it: properties.keyOps must be ${staying}, found release`],
    },
  },
  undetermined: {
    'operations that are not known yet': {
      ...key({ keyOps: unknown }),
      says: [`it: properties.keyOps is not known before deployment, must be ${staying}`],
    },
  },
  notApplicable: {
    'a secret': {
      resource: { type: 'azure-native:keyvault:Secret', properties: {} },
      because: 'the policy is for azure-native:keyvault:Key',
    },
  },
});
