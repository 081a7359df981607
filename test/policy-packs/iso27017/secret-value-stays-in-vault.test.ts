import { generateKeyPairSync } from 'node:crypto';
import { secretValueStaysInVault } from '../../../policy-packs/iso27017/policies/secret-value-stays-in-vault';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const pem = '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----\n';
const connection = `DefaultEndpointsProtocol=https;AccountName=x;AccountKey=${'A'.repeat(86)}==`;
/** 32 bytes that nobody chose, in base64. */
const random = 'q7Hn0Zb3XwT9vLk2RfYc8JmPdA5sGuEiO4xCtV1rBzQ';
const keyDer = generateKeyPairSync('rsa', { modulusLength: 1024 })
  .privateKey.export({ type: 'pkcs8', format: 'der' })
  .toString('base64');
/** The public part, as certificates begin: with a sequence inside a sequence. */
const certificate = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .publicKey.export({ type: 'spki', format: 'der' })
  .toString('base64');
const resource = (type: string, properties: Record<string, unknown>) => ({
  resource: { type: `azure-native:${type}`, properties },
});

describePolicy('secret-value-stays-in-vault', secretValueStaysInVault, {
  compliant: {
    'a secret in a vault': resource('keyvault:Secret', { properties: { value: pem } }),
    'a value that is not known yet, under an ordinary name': resource('web:WebApp', { name: unknown }),
    'a public key': resource('compute:VirtualMachine', { keyData: 'ssh-rsa AAAAB3NzaC1yc2E' }),
    'an empty password': resource('sql:Server', { administratorLogin: 'a', password: '' }),
    'a key where what signs certificates takes it': {
      resource: { type: 'tls:index/selfSignedCert:SelfSignedCert', properties: { privateKeyPem: pem } },
    },
    'a certificate, a public key and their digests': resource('network:ApplicationGateway', {
      trustedRootCertificates: [
        { data: certificate },
        { data: `-----BEGIN CERTIFICATE-----\n${certificate}\n` },
      ],
      keyData: `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${'Gd8Xq2LZb7Kp0RtVwYc4'.repeat(2)}`,
      fingerprint: `SHA256:${random}`,
      image: `registry.example/app@sha256:${'3f'.repeat(32)}`,
    }),
    'a document packed in base64': resource('compute:VirtualMachine', {
      userData: Buffer.from('#cloud-config\nhostname: a\n').toString('base64'),
    }),
    'ids, addresses and URNs': resource('network:PrivateEndpoint', {
      role: '/subscriptions/00000000-0000-4000-8000-000000000001/providers/Microsoft.Authorization/roleDefinitions/4633458b-17de-408a-b874-0445c86b69e6',
      bare: '/providers/Microsoft.Authorization/roleDefinitions/4633458b-17de-408a-b874-0445c86b69e6',
      page: 'https://learn.microsoft.com/azure/KeyVaultAndManagedHsmOfTheEnvironmentInJapan2026Q4',
      urn: `urn:pulumi:dev::yosai::azure-native:network:PrivateEndpoint::${random}`,
    }),
    'an Azure name of many words': resource('monitor:MetricAlert', {
      kind: 'WebApplicationFirewallScrubbingRulesAndTheirExclusions1',
    }),
    'a setting with an ordinary name': resource('web:WebApp', {
      appSettings: [{ name: 'LANG', value: 'ja' }],
    }),
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
    'a random key of which nothing tells what it opens': {
      ...resource('web:WebApp', { note: `the key is ${random}` }),
      says: ['it: note must be in a vault, found what looks like a random key or password'],
    },
    'a private key without its frame': {
      ...resource('web:WebApp', { note: keyDer }),
      says: ['it: note must be in a vault, found what looks like a private key'],
    },
    'a key beside the digest of something else': {
      ...resource('web:WebApp', { note: `sha256:${random} ${random.split('').reverse().join('')}` }),
      says: ['it: note must be in a vault, found what looks like a random key or password'],
    },
    'a password of a setting, by the name of the setting': {
      ...resource('web:WebApp', { appSettings: [{ name: 'DB_PASSWORD', value: 'hunter2' }] }),
      says: ['it: appSettings[0].value must be in a vault, found a value in the plan'],
    },
    'a password in JSON in a text': {
      ...resource('applicationinsights:Workbook', {
        serializedData: '{"items":[{"adminPassword":"hunter2"}]}',
      }),
      says: ['it: serializedData must be in a vault, found what looks like a secret'],
    },
    'the shortest secret of a known form, packed': {
      ...resource('compute:VirtualMachine', {
        userData: Buffer.from(`AK${'IA'}IOSFODNN7EXAMPLE`).toString('base64'),
      }),
      says: ['it: userData must be in a vault, found what looks like an AWS access key'],
    },
    'a connection string packed twice': {
      ...resource('web:WebApp', {
        note: Buffer.from(Buffer.from(connection).toString('base64')).toString('base64'),
      }),
      says: ['it: note must be in a vault, found what looks like an Azure storage connection string'],
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
    'a resource that is given nothing': {
      ...resource('network:VirtualNetwork', {}),
      because: 'the resource is given no values',
    },
  },
});
