import { secretValueStaysInVault } from '../../../policy-packs/iso27017/policies/secret-value-stays-in-vault';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const pem = '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----\n';
const connection = `DefaultEndpointsProtocol=https;AccountName=x;AccountKey=${'A'.repeat(86)}==`;
const resource = (type: string, properties: Record<string, unknown>) => ({
  resource: { type: `azure-native:${type}`, properties },
});

describePolicy('secret-value-stays-in-vault', secretValueStaysInVault, {
  compliant: {
    'a secret in a vault': resource('keyvault:Secret', { properties: { value: pem } }),
    'a value that is not known yet, under an ordinary name': resource('web:WebApp', { name: unknown }),
    'a public key': resource('compute:VirtualMachine', { keyData: 'ssh-rsa AAAAB3NzaC1yc2E' }),
    'an empty password': resource('sql:Server', { administratorLogin: 'a', password: '' }),
    'a switch that is named like a secret': resource('sql:Server', { adminPassword: false }),
  },
  violated: {
    'a private key in a tag, without printing it': {
      ...resource('network:VirtualNetwork', { tags: { note: pem } }),
      says: ['it: tags.note must be in a vault, found what looks like a private key'],
    },
    'a connection string in a list of settings': {
      ...resource('web:WebApp', { siteConfig: { appSettings: [{ name: 'S', value: connection }] } }),
      says: [
        'it: siteConfig.appSettings[0].value must be in a vault, found what looks like an Azure storage connection string',
      ],
    },
    'a password by its name, without printing it': {
      ...resource('compute:VirtualMachine', { osProfile: { adminPassword: 'hunter2' } }),
      says: ['it: osProfile.adminPassword must be in a vault, found a value in the plan'],
    },
    'a private key inside the document of a machine': {
      ...resource('compute:VirtualMachine', {
        osProfile: { customData: Buffer.from(`#cloud-config\nkey: |\n  ${pem}`).toString('base64') },
      }),
      says: ['it: osProfile.customData must be in a vault, found what looks like a private key'],
    },
    'a secret at another place of a vault item': {
      ...resource('keyvault:Secret', { properties: { contentType: pem, value: 'x' } }),
      says: ['it: properties.contentType must be in a vault, found what looks like a private key'],
    },
    'a secret in a resource of another cloud': {
      resource: {
        type: 'kubernetes:core/v1:ConfigMap',
        properties: { data: { token: `ghp_${'a'.repeat(36)}` } },
      },
      says: ['it: data.token must be in a vault, found what looks like a GitHub token'],
    },
  },
  undetermined: {
    'a password that is not known yet': {
      ...resource('compute:VirtualMachine', { osProfile: { adminPassword: unknown } }),
      says: ['it: osProfile.adminPassword is not known before deployment, must be in a vault'],
    },
  },
  notApplicable: {
    'what makes secrets and hands them to no cloud': {
      resource: { type: 'tls:index/selfSignedCert:SelfSignedCert', properties: { privateKeyPem: pem } },
      because: 'the resource makes secrets and hands them to no cloud',
    },
  },
});
