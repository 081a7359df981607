import { keyRequiresRotation } from '../../../policy-packs/iso27017/policies/key-requires-rotation';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const row = (type: string, properties: Record<string, unknown>) => ({
  resource: { type: `azure-native:${type}`, properties },
});
const key = (trigger: unknown, type: unknown = 'rotate', expiryTime: unknown = 'P365D') =>
  row('keyvault:Key', {
    properties: {
      rotationPolicy: { attributes: { expiryTime }, lifetimeActions: [{ action: { type }, trigger }] },
    },
  });
const set = (rotationToLatestKeyVersionEnabled: unknown) =>
  row('compute:DiskEncryptionSet', { rotationToLatestKeyVersionEnabled });
const account = (keyVersion: unknown) =>
  row('storage:StorageAccount', { encryption: { keyVaultProperties: { keyName: 'storage', keyVersion } } });
const backups = (keyUri: unknown) =>
  row('recoveryservices:Vault', { properties: { encryption: { keyVaultProperties: { keyUri } } } });
const place = 'properties.rotationPolicy.lifetimeActions';
const inTime = 'with a rotation at least 30 days before the key expires';
const address = 'the address of a key without its version';

describePolicy('key-requires-rotation', keyRequiresRotation, {
  compliant: {
    'a key that is renewed before it expires': key({ timeBeforeExpiry: 'P30D' }),
    'a key that is renewed some time after it was made': key({ timeAfterCreate: 'P10M' }, 'Rotate', 'P1Y'),
    'a set that takes up new versions': set(true),
    'an account that names no version': account(undefined),
    'backups that name no version': backups('https://kv.vault.azure.net/keys/backup'),
  },
  violated: {
    'a key that nobody renews': {
      ...row('keyvault:Key', { properties: {} }),
      says: [`it: ${place} must be ${inTime}, found nothing`],
    },
    'a key of which somebody is only told': {
      ...key({ timeBeforeExpiry: 'P30D' }, 'notify'),
      says: [`it: ${place} must be ${inTime}, found none`],
    },
    'a key that is renewed too late': {
      ...key({ timeBeforeExpiry: 'P29D' }),
      says: [`it: ${place} must be ${inTime}, found none`],
    },
    'a key that is renewed when it has expired': {
      ...key({ timeAfterCreate: 'P2Y' }),
      says: [`it: ${place} must be ${inTime}, found none`],
    },
    'a set that stays with a version': {
      ...set(undefined),
      says: ['it: rotationToLatestKeyVersionEnabled must be true, found nothing, which Azure takes as false'],
    },
    'an account that names a version': {
      ...account('0123456789abcdef'),
      says: ['it: encryption.keyVaultProperties.keyVersion must be absent, found 0123456789abcdef'],
    },
    'backups that name a version': {
      ...backups('https://kv.vault.azure.net/keys/backup/0123'),
      says: [
        `it: properties.encryption.keyVaultProperties.keyUri must be ${address}, found https://kv.vault.azure.net/keys/backup/0123`,
      ],
    },
  },
  undetermined: {
    'a rotation that is not known yet': {
      ...key({ timeBeforeExpiry: unknown }),
      says: [`it: ${place} is not known before deployment, must be ${inTime}`],
    },
    'an address that is not known yet': {
      ...backups(unknown),
      says: [
        `it: properties.encryption.keyVaultProperties.keyUri is not known before deployment, must be ${address}`,
      ],
    },
  },
  notApplicable: {
    'an account with a key of Microsoft': {
      ...row('storage:StorageAccount', {}),
      because: 'the account uses no key of a vault',
    },
    'backups with a key of Microsoft': {
      ...row('recoveryservices:Vault', {}),
      because: 'the backups use no key of a vault',
    },
  },
});
