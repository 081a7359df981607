import { azure, azurePolicy, type Borrowed, checkov, psRule, trivy } from './example';

const id = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/diskEncryptionSets/des';
const machine = (properties: object) => [azure('compute:VirtualMachine', { ...properties })];
const scaleSet = (virtualMachineProfile: object) => [
  azure('compute:VirtualMachineScaleSet', { virtualMachineProfile }),
];
const login = (disablePasswordAuthentication: unknown, more: object = {}) => ({
  osProfile: { adminUsername: 'admin', linuxConfiguration: { disablePasswordAuthentication }, ...more },
});
const password = 'vm-denies-password-login';
const atHost = (encryptionAtHost: unknown) => ({ securityProfile: { encryptionAtHost } });
const document = (text: string) =>
  machine({ osProfile: { customData: Buffer.from(text).toString('base64') } });
const definition = (...actions: string[]) => [
  azure('authorization:RoleDefinition', { permissions: [{ actions }] }),
];
const disk = (encryption: object) => [azure('compute:Disk', { encryption })];
/** A plan of Defender, with what the baseline asks of it besides. */
const servers = (properties: object) => [
  azure('security:Pricing', {
    pricingName: 'VirtualMachines',
    pricingTier: 'Standard',
    subPlan: 'P2',
    extensions: [{ name: 'AgentlessVmScanning', isEnabled: 'False' }],
    ...properties,
  }),
];

/** Rules about machines, their disks and rights, and what watches them. */
export const machineRules: readonly Borrowed[] = [
  {
    rule: 'Checkov CKV_AZURE_1',
    page: checkov('AzureInstancePassword'),
    policy: password,
    insecure: { 'a machine with a password': machine(login(false, { adminPassword: 'Password1234!' })) },
    secure: { 'a machine with keys only': machine(login(true)) },
  },
  {
    rule: 'Checkov CKV_AZURE_149',
    page: checkov('VMDisablePasswordAuthentication'),
    policy: password,
    insecure: { 'passwords switched on': machine(login(false)) },
    secure: { 'passwords switched off': machine(login(true)) },
  },
  {
    rule: 'Checkov CKV_AZURE_49',
    page: checkov('AzureScaleSetPassword'),
    policy: password,
    insecure: { 'a scale set with passwords': scaleSet(login(false)) },
    secure: { 'a scale set without': scaleSet(login(true)) },
  },
  {
    rule: 'Trivy AZU-0039',
    page: trivy('compute/disable_password_authentication'),
    policy: password,
    insecure: { 'nothing said of passwords, which are then on': machine(login(undefined)) },
    secure: { 'passwords off, as text': machine(login('true')) },
  },
  {
    rule: 'Checkov CKV_AZURE_97',
    page: checkov('VMEncryptionAtHostEnabled'),
    policy: 'vm-requires-encryption-at-host',
    insecure: {
      'a scale set without encryption at host': scaleSet(atHost(false)),
      'a scale set that says nothing': scaleSet({}),
    },
    secure: { 'a scale set with it': scaleSet(atHost(true)) },
  },
  {
    rule: 'Azure Policy fc4d8e41-e223-45ea-9bf5-eada37891d87',
    page: azurePolicy('fc4d8e41-e223-45ea-9bf5-eada37891d87'),
    policy: 'vm-requires-encryption-at-host',
    insecure: { 'a machine without encryption at host': machine(atHost(false)) },
    secure: { 'a machine with it': machine(atHost(true)) },
  },
  {
    rule: 'Checkov CKV_AZURE_93',
    page: checkov('AzureManagedDiskEncryptionSet'),
    policy: 'vm-disk-uses-tenant-key',
    insecure: { 'a disk without an encryption set': disk({ type: 'EncryptionAtRestWithPlatformKey' }) },
    secure: { 'a disk with one': disk({ diskEncryptionSetId: id }) },
  },
  {
    rule: 'Trivy AZU-0037',
    page: trivy('compute/no_secrets_in_custom_data'),
    policy: 'secret-value-stays-in-vault',
    insecure: {
      'a private key in the first-boot document': document(
        '#cloud-config\nkey: |\n  -----BEGIN RSA PRIVATE KEY-----\n  MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n  -----END RSA PRIVATE KEY-----\n',
      ),
    },
    secure: { 'a document without secrets': document('#cloud-config\nruncmd: [date]\n') },
  },
  {
    rule: 'Checkov CKV_AZURE_50',
    page: checkov('AzureInstanceExtensions'),
    policy: 'vm-extension-is-allowed',
    insecure: {
      'a script from outside': [
        azure('compute:VirtualMachineExtension', {
          publisher: 'Microsoft.Azure.Extensions',
          type: 'CustomScript',
          typeHandlerVersion: '2.0',
        }),
      ],
    },
    secure: {
      'an agent that is listed': [
        azure('compute:VirtualMachineExtension', {
          publisher: 'Microsoft.Azure.Monitor',
          type: 'AzureMonitorLinuxAgent',
          typeHandlerVersion: '1.33',
        }),
      ],
    },
  },
  {
    rule: 'Checkov CKV_AZURE_39',
    page: checkov('CutsomRoleDefinitionSubscriptionOwner'),
    policy: 'role-assignment-denies-privileged-role',
    insecure: { 'a role that may do everything': definition('*') },
    secure: { 'a role that reads': definition('Microsoft.Authorization/*/read') },
  },
  {
    rule: 'Trivy AZU-0030',
    page: trivy('authorization/limit_role_actions'),
    policy: 'role-assignment-denies-privileged-role',
    insecure: { 'every action among others': definition('Microsoft.Compute/*/read', '*') },
    secure: { 'one action': definition('Microsoft.Resources/subscriptions/resourceGroups/read') },
  },
  {
    rule: 'Checkov CKV_AZURE_19',
    page: checkov('SecurityCenterStandardPricing'),
    policy: 'defender-plan-meets-baseline',
    insecure: { 'a free plan': servers({ pricingTier: 'Free' }) },
    secure: { 'a plan in the standard tier': servers({}) },
  },
  {
    rule: 'PSRule Azure.Defender.Servers',
    page: psRule('Azure.Defender.Servers'),
    policy: 'defender-plan-meets-baseline',
    insecure: { 'a smaller sub-plan': servers({ subPlan: 'P1' }) },
    secure: { 'the second sub-plan': servers({ subPlan: 'P2' }) },
  },
];
