import { vaultItemIsInForce } from '../../../policy-packs/iso27017/policies/vault-item-is-in-force';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const day = 24 * 60 * 60;
const today = Math.floor(Date.now() / 1000);
const secret = (attributes: unknown) => ({
  resource: { type: 'azure-native:keyvault:Secret', properties: { properties: { attributes } } },
});
const rotation = (timeBeforeExpiry: unknown) => ({
  lifetimeActions: [{ action: { type: 'rotate' }, trigger: { timeBeforeExpiry } }],
});
const key = (attributes: unknown, rotationPolicy?: unknown) => ({
  resource: {
    type: 'azure-native:keyvault:Key',
    properties: { properties: { attributes, rotationPolicy } },
  },
});
const later = 'later than now, in seconds since 1970';

describePolicy('vault-item-is-in-force', vaultItemIsInForce, {
  compliant: {
    'a secret that is on and lasts': secret({ enabled: true, expires: today + day }),
    'a secret on an earlier day': {
      ...secret({ expires: Date.parse('2026-06-01T00:00:00Z') / 1000 }),
      config: { asOf: '2026-05-31' },
    },
    'a secret of which nothing is said': secret(undefined),
    'a secret that is valid since yesterday': secret({ notBefore: today - day }),
    'the date of the first version of a key that the vault renews': key(
      { expires: today - day },
      rotation('P30D'),
    ),
  },
  violated: {
    'a key that is switched off': {
      ...key({ enabled: false }),
      says: ['it: properties.attributes.enabled must be true, found false'],
    },
    'a secret that has expired': {
      ...secret({ expires: today - day }),
      says: [`it: properties.attributes.expires must be ${later}, found ${today - day}`],
    },
    'a key that has expired and is not renewed': {
      ...key({ expires: today - day }),
      says: [`it: properties.attributes.expires must be ${later}, found ${today - day}`],
    },
    'a secret on the day after it has expired': {
      ...secret({ expires: 1_780_272_000 }),
      config: { asOf: '2026-06-02' },
      says: [`it: properties.attributes.expires must be ${later}, found 1780272000`],
    },
    'a key that is valid from tomorrow': {
      ...key({ notBefore: today + day }),
      says: [
        `it: properties.attributes.notBefore must be no later than now, in seconds since 1970, found ${today + day}`,
      ],
    },
  },
  undetermined: {
    'a switch that is not known yet': {
      ...secret({ enabled: unknown }),
      says: ['it: properties.attributes.enabled is not known before deployment, must be true'],
    },
    'a date that is not known yet': {
      ...secret({ expires: unknown }),
      says: [`it: properties.attributes.expires is not known before deployment, must be ${later}`],
    },
    'a day of judgement that is none': {
      ...secret({ expires: today + day }),
      config: { asOf: '2026-02-30' },
      says: [
        'it: properties.attributes.expires is not known before deployment, must be judged on a day of the calendar, as `asOf` in the configuration has to be',
      ],
    },
    'an expired key that may be renewed': {
      ...key({ expires: today - day }, rotation(unknown)),
      says: [`it: properties.attributes.expires is not known before deployment, must be ${later}`],
    },
  },
  notApplicable: {
    'a vault': {
      resource: { type: 'azure-native:keyvault:Vault', properties: {} },
      because: 'the policy is for azure-native:keyvault:Secret, azure-native:keyvault:Key',
    },
  },
});
