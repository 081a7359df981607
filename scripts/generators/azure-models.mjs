import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Where each library keeps its models, and the models that a simulated resource is made of. */
const libraries = {
  network: {
    file: '@azure/arm-network/dist-esm/src/models/mappers.js',
    roots: [
      'ApplicationGateway',
      'ApplicationSecurityGroup',
      'AzureFirewall',
      'BastionHost',
      'FirewallPolicy',
      'FirewallPolicyRuleCollectionGroup',
      'FlowLog',
      'NetworkInterface',
      'NetworkSecurityGroup',
      'NetworkWatcher',
      'PrivateDnsZoneGroup',
      'PrivateEndpoint',
      'PublicIPAddress',
      'RouteTable',
      'Subnet',
      'VirtualNetwork',
      'VirtualNetworkPeering',
      'WebApplicationFirewallPolicy',
    ],
  },
  compute: {
    file: '@azure/arm-compute/dist/esm/models/mappers.js',
    roots: ['Disk', 'DiskEncryptionSet', 'VirtualMachine', 'VirtualMachineExtension'],
  },
  storage: {
    file: '@azure/arm-storage/dist/esm/models/mappers.js',
    roots: ['BlobContainer', 'BlobServiceProperties', 'ManagementPolicy', 'StorageAccountCreateParameters'],
  },
  keyvault: {
    file: '@azure/arm-keyvault/dist/esm/models/mappers.js',
    roots: ['KeyCreateParameters', 'SecretCreateOrUpdateParameters', 'VaultCreateOrUpdateParameters'],
  },
  operationalinsights: {
    file: '@azure/arm-operationalinsights/dist-esm/src/models/mappers.js',
    roots: ['Table', 'Workspace'],
  },
};

/** What of a property's description the cloud decides by; the rest is for other formats. */
const kept = ['serializedName', 'required', 'constraints', 'isConstant', 'defaultValue', 'nullable'];

/**
 * Makes the models of Azure's REST interface from the official libraries: names, types, required properties and
 * constraints of everything that can be set, and nothing that only the cloud writes. One model a line.
 */
export async function azureModels(root) {
  const parts = [];
  for (const [name, { file, roots }] of Object.entries(libraries)) {
    const models = await modelsOf(join(root, 'node_modules', file), roots);
    const lines = Object.entries(models)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, model]) => `    ${JSON.stringify(key)}: ${JSON.stringify(model)}`);
    const { version } = JSON.parse(readFileSync(join(root, 'node_modules', packageFile(file)), 'utf8'));
    parts.push(`  ${JSON.stringify(name)}: {\n    "version": "${version}",\n${lines.join(',\n')}\n  }`);
  }
  // What is taken from the libraries stays under their licence.
  const license = readFileSync(join(root, 'node_modules', '@azure', 'arm-network', 'LICENSE'), 'utf8');
  const lines = license.split(/\r?\n/).map((line) => line.trim());
  return `{\n  "license": ${JSON.stringify(lines)},\n${parts.join(',\n')}\n}\n`;
}

function packageFile(file) {
  return join(...file.split('/').slice(0, 2), 'package.json');
}

async function modelsOf(file, roots) {
  const { outputFiles } = await build({ entryPoints: [file], bundle: true, format: 'esm', write: false });
  const all = await import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`
  );
  const byClass = new Map(
    Object.values(all)
      .filter((model) => model?.type?.className !== undefined)
      .map((model) => [model.type.className, model]),
  );
  const variants = Object.entries(all.discriminators ?? {});
  const found = {};
  const take = (className) => {
    if (className === undefined || found[className] !== undefined) return;
    const model = byClass.get(className);
    if (model === undefined)
      throw new Error(`azure-models: ${file} must have a model ${className}, found nothing`);
    found[className] = {};
    found[className] = settable(model, take);
    for (const [key, variant] of variants) if (key.startsWith(`${className}.`)) take(variant.type.className);
  };
  roots.forEach(take);
  const names = new Set(Object.keys(found));
  const discriminators = variants
    .filter(([, variant]) => names.has(variant.type.className))
    .map(([key, variant]) => [key, variant.type.className]);
  if (discriminators.length > 0) found['discriminators'] = Object.fromEntries(discriminators);
  return found;
}

/** The model without what only the cloud writes. */
function settable(mapper, take) {
  const shown = Object.fromEntries(
    kept.filter((key) => mapper[key] !== undefined).map((key) => [key, mapper[key]]),
  );
  if (shown.constraints?.Pattern !== undefined)
    shown.constraints = { ...shown.constraints, Pattern: shown.constraints.Pattern.source };
  const { type } = mapper;
  const inner = { ...type };
  if (type.element) inner.element = settable(type.element, take);
  if (type.value) inner.value = settable(type.value, take);
  if (type.modelProperties) {
    inner.modelProperties = Object.fromEntries(
      Object.entries(type.modelProperties)
        .filter(([, property]) => property.readOnly !== true)
        .map(([key, property]) => [key, settable(property, take)]),
    );
  } else if (type.name === 'Composite') {
    take(type.className);
    take(type.uberParent);
  }
  return { ...shown, type: inner };
}
