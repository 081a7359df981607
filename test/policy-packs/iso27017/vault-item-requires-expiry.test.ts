import { vaultItemRequiresExpiry } from '../../../policy-packs/iso27017/policies/vault-item-requires-expiry';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const day = 24 * 60 * 60;
const today = Math.floor(Date.now() / 1000);
const expected = 'a date within 365 days, in seconds since 1970';
const item = (properties: unknown, type = 'azure-native:keyvault:Secret') => ({
  resource: { type, properties: { properties } },
});
const key = (rotationPolicy: unknown) =>
  item({ attributes: { expires: today + day }, rotationPolicy }, 'azure-native:keyvault:Key');

describePolicy('vault-item-requires-expiry', vaultItemRequiresExpiry, {
  compliant: {
    'a secret that expires in time': item({ attributes: { expires: today + 364 * day } }),
    'a date in the past, which is for another policy': item({ attributes: { expires: today - day } }),
    'a key whose next versions expire in time': key({ attributes: { expiryTime: 'P365D' } }),
    'a duration in months': key({ attributes: { expiryTime: 'P6M' } }),
  },
  violated: {
    'a secret that never expires': {
      ...item({ value: 'x' }),
      says: [`it: properties.attributes.expires must be ${expected}, found nothing`],
    },
    'a secret that expires too late': {
      ...item({ attributes: { expires: today + 400 * day } }),
      says: [`it: properties.attributes.expires must be ${expected}, found ${today + 400 * day}`],
    },
    'a date that is no number': {
      ...item({ attributes: { expires: '2027-01-01' } }),
      says: [`it: properties.attributes.expires must be ${expected}, found 2027-01-01`],
    },
    'a rotation whose versions never expire': {
      ...key({ lifetimeActions: [] }),
      says: ['it: properties.rotationPolicy.attributes.expiryTime must be at most P365D, found nothing'],
    },
    'a rotation whose versions expire too late': {
      ...key({ attributes: { expiryTime: 'P2Y' } }),
      says: ['it: properties.rotationPolicy.attributes.expiryTime must be at most P365D, found P2Y'],
    },
  },
  undetermined: {
    'a date that is not known yet': {
      ...item({ attributes: { expires: unknown } }),
      says: [`it: properties.attributes.expires is not known before deployment, must be ${expected}`],
    },
  },
  notApplicable: {
    'a vault': {
      resource: { type: 'azure-native:keyvault:Vault', properties: {} },
      because: 'the policy is for azure-native:keyvault:Secret, azure-native:keyvault:Key',
    },
  },
});
