// The resources of a plan as one ARM template, which public checkers of Azure read.

/** Stands for what the plan does not know or does not show; checkers treat it as a text. */
const unknown = 'not-known';
const marker = 'yosai:value';
/** Longer texts, such as a machine's hardening document, are cut: a checker looks at each place of them again and again. */
const longestText = 1000;

/**
 * The template, and how many resources of the plan it leaves out: those of other providers, and of types that the
 * simulated cloud does not know. Bodies are those of the REST requests, by the Resource Manager's own models; where a
 * model does not take them, because something is not known yet, they are the inputs as the program gives them.
 */
export function armTemplate(library, { resources }) {
  const custom = resources.filter(({ custom, type }) => custom && type.startsWith('azure-native:'));
  const made = custom.flatMap(({ type, inputs, name }) => {
    const azureType = library.azureTypes[type];
    return azureType === undefined ? [] : [armResource(library, azureType, known(inputs), name)];
  });
  return {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    resources: made,
    skipped: resources.filter((resource) => resource.custom).length - made.length,
  };
}

function armResource({ modelOf, restBody, pathParameters }, azureType, inputs, fallbackName) {
  const inPath = new Set(pathParameters(azureType));
  const provider = azureType.path.split('/providers/').at(-1) ?? '';
  const [namespace, ...steps] = provider.split('/');
  const types = steps.filter((step) => !step.startsWith('{'));
  const names = steps
    .filter((step) => step.startsWith('{'))
    .map((step) => String(inputs[step.slice(1, -1)] ?? fallbackName));
  const own = Object.fromEntries(Object.entries(inputs).filter(([name]) => !inPath.has(name)));
  const { location, tags, sku, kind, identity, zones, ...properties } = own;
  const { body } = bodyOf(() => restBody(modelOf(azureType.model), own));
  const isGroup = azureType.model === 'own.ResourceGroup';
  return {
    type: isGroup ? 'Microsoft.Resources/resourceGroups' : [namespace, ...types].join('/'),
    apiVersion: azureType.apiVersion,
    name: names.join('/') || fallbackName,
    ...(body ?? {
      ...definedOf({ location, tags, sku, kind, identity, zones }),
      properties: properties.properties ?? properties,
    }),
  };
}

function bodyOf(make) {
  try {
    return make();
  } catch {
    return { body: undefined };
  }
}

function definedOf(entries) {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
}

function known(value) {
  if (Array.isArray(value)) return value.map(known);
  if (typeof value === 'string') return value.slice(0, longestText);
  if (typeof value !== 'object' || value === null) return value;
  if (value[marker] !== undefined) return unknown;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, known(item)]));
}
