import { describe, expect, it } from 'vitest';
import { CorporateNetwork } from '../../components/corporate-network';
import { PlatformHub } from '../../components/platform-hub';
import { exampleDeployment } from './support/deployment';
import { exampleEnvironment } from './support/environment';
import { type Plan, planOf } from './support/plan';

const deployment = exampleDeployment();
const listed = new Map(deployment.baseline.monitoring.diagnostics.map((entry) => [entry.type, entry]));
const setting = 'azure-native:monitor:DiagnosticSetting';

/** What a resource's diagnostic setting ends in: its name, below that of its account for a blob service. */
function endOfId({ type, inputs }: Plan['resources'][number]): string {
  if (type === 'azure-native:storage:BlobServiceProperties') {
    return `${inputs.accountName}/blobServices/default`;
  }
  const names: Record<string, string> = {
    'azure-native:compute:VirtualMachine': inputs.vmName,
    'azure-native:storage:StorageAccount': inputs.accountName,
    'azure-native:network:PublicIPAddress': inputs.publicIpAddressName,
  };
  const [, , className = ''] = type.split(':');
  return names[type] ?? inputs[`${className.charAt(0).toLowerCase()}${className.slice(1)}Name`];
}

describe.each([
  ['a tenant', 'log-dev-aoba', () => exampleEnvironment()],
  [
    'the hub',
    'log-dev-hub',
    () =>
      new PlatformHub('hub', { deployment, operators: [], onCall: 'a@example.jp', auditLogLocked: false }),
  ],
  ['the corporate network', 'log-dev-corporate', () => new CorporateNetwork('corporate', { deployment })],
])('diagnostics of %s', async (_, workspace, program) => {
  const plan = await planOf(program);
  const diagnosed = plan.resources.filter(({ type }) => listed.has(type));
  const settings = plan.resources.filter(
    ({ type, inputs }) => type === setting && inputs.name === 'workspace',
  );

  it('go to its own workspace, and so does each resource of a listed type', () => {
    expect(settings.length).toBeGreaterThan(2);
    for (const { inputs } of settings) expect(inputs.workspaceId).toMatch(new RegExp(`/${workspace}$`));
    for (const resource of diagnosed) {
      const own = settings.filter(({ inputs }) => inputs.resourceUri.endsWith(`/${endOfId(resource)}`));
      expect(own.length, resource.name).toBe(1);
      const { logs, metrics } = own[0]?.inputs ?? {};
      // biome-ignore lint/suspicious/noExplicitAny: inputs are whatever the class takes.
      expect(logs.map((log: any) => log.category)).toEqual(listed.get(resource.type)?.logs);
      expect(metrics.length > 0).toBe(listed.get(resource.type)?.metrics);
    }
    expect(settings.length).toBe(diagnosed.length);
  });
});

it('a type that the baseline no longer lists has no setting', async () => {
  const changed = exampleDeployment();
  changed.baseline.monitoring.diagnostics = changed.baseline.monitoring.diagnostics.filter(
    ({ type }) => !type.endsWith(':Vault'),
  );
  const plan = await planOf(() => exampleEnvironment({ baseline: changed.baseline }));
  const uris = plan.resources.filter(({ type }) => type === setting).map(({ inputs }) => inputs.resourceUri);
  expect(uris.filter((uri) => /KeyVault|RecoveryServices/.test(uri))).toEqual([]);
});
