import { type Dirent, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Baseline, BaselinePart, FilePart } from './baseline';
import { fileParts } from './baseline';
import { checkAddresses } from './checks/addresses';
import { type ControlFile, checkControls, checkPolicies } from './checks/catalogue';
import { checkClaims, checkProofs } from './checks/claims';
import { checkFlows } from './checks/flows';
import { checkAreaPromises, checkHostAreas, type HostAreaFile } from './checks/host-areas';
import { checkLifecycle } from './checks/lifecycle';
import { checkMonitoring } from './checks/monitoring';
import {
  checkAccess,
  checkDataStores,
  checkHosts,
  checkRegions,
  checkSecrets,
  checkTags,
  checkVirtualMachines,
} from './checks/parts';
import { checkProbe, checkProbePromises } from './checks/probe';
import { checkJudges, checkResourceTypes } from './checks/resource-types';
import { checkSupport } from './checks/support';
import { checkTls } from './checks/tls';
import { checkWebFirewall } from './checks/web-firewall';
import { inOrder, type Mistake, type Result } from './mistake';
import { whyUnreadable } from './read-file';
import type { SchemaTypes } from './schemas';
import { readValid, type Valid } from './validate';

const partFiles: Readonly<Record<FilePart, string>> = {
  network: 'network.yaml',
  regions: 'regions.yaml',
  tags: 'tags.yaml',
  tls: 'tls.yaml',
  virtualMachines: 'virtual-machines.yaml',
  dataStores: 'data-stores.yaml',
  hosts: 'hosts.yaml',
  access: 'access.yaml',
  secrets: 'secrets.yaml',
  lifecycle: 'lifecycle.yaml',
  monitoring: 'monitoring.yaml',
  support: 'support.yaml',
  exceptions: 'exceptions.yaml',
  resourceTypes: 'resource-types.yaml',
  claims: 'claims.yaml',
  probe: 'probe.yaml',
};

const allParts: readonly BaselinePart[] = [...fileParts, 'hostAreas', 'controls', 'policies'];

/**
 * Loads the baseline from its folder: every part, or only the parts that are named, which is faster. Each file
 * is checked against its schema, and the parts against each other. The result holds the baseline, or every
 * mistake there is, in the order of files and lines. Never throws for what the folder holds.
 */
export function loadBaseline(folder: string): Result<Baseline>;
export function loadBaseline<P extends BaselinePart>(
  folder: string,
  options: { readonly parts: readonly P[] },
): Result<Pick<Baseline, P>>;
export function loadBaseline(
  folder: string,
  { parts = allParts }: { readonly parts?: readonly BaselinePart[] } = {},
): Result<Partial<Baseline>> {
  const listed = list(folder);
  if (!listed.ok) return listed;
  const mistakes: Mistake[] = [];
  const hasCatalogue = parts.includes('controls') || parts.includes('policies');
  // Promises name claims and probes, so the catalogue is read with them.
  const isRead = (part: FilePart) =>
    parts.includes(part) || ((part === 'claims' || part === 'probe') && hasCatalogue);
  const loaded = loadParts(folder, fileParts.filter(isRead), mistakes);
  mistakes.push(...checkParts(loaded));
  const areas = parts.includes('hostAreas') ? readHostAreas(folder, loaded, mistakes) : undefined;
  const catalogue = hasCatalogue ? readCatalogue(folder, loaded, areas, mistakes) : undefined;
  const { resourceTypes } = loaded;
  if (catalogue?.policyNames !== undefined && resourceTypes !== undefined) {
    mistakes.push(...checkJudges(resourceTypes, catalogue.policyNames));
  }
  if (mistakes.length > 0) return { ok: false, mistakes: inOrder(mistakes) };
  const baseline: Record<string, unknown> = {};
  for (const part of fileParts) if (parts.includes(part)) baseline[part] = loaded[part]?.value;
  if (parts.includes('hostAreas'))
    baseline['hostAreas'] = Object.fromEntries((areas ?? []).map(({ name, area }) => [name, area.value]));
  if (parts.includes('controls')) baseline['controls'] = catalogue?.controls;
  if (parts.includes('policies')) baseline['policies'] = catalogue?.policies;
  return { ok: true, value: baseline };
}

type Parts = { [P in FilePart]?: Valid<SchemaTypes[P]> };

function loadParts(folder: string, names: readonly FilePart[], mistakes: Mistake[]): Parts {
  const parts: Record<string, Valid<unknown> | undefined> = {};
  for (const name of names) parts[name] = take(readValid(join(folder, partFiles[name]), name), mistakes);
  // Each was checked against the schema of its own name.
  return parts as Parts;
}

function checkParts(parts: Parts): Mistake[] {
  const {
    network,
    regions,
    tags,
    tls,
    virtualMachines,
    dataStores,
    access,
    secrets,
    hosts,
    lifecycle,
    monitoring,
    support,
    resourceTypes,
    claims,
    probe,
  } = parts;
  return [
    ...(network === undefined
      ? []
      : [...checkAddresses(network), ...checkFlows(network), ...checkWebFirewall(network)]),
    ...(regions === undefined ? [] : checkRegions(regions)),
    ...(tags === undefined ? [] : checkTags(tags)),
    ...(tls === undefined ? [] : checkTls(tls, dataStores)),
    ...(virtualMachines === undefined ? [] : checkVirtualMachines(virtualMachines, network)),
    ...(dataStores === undefined ? [] : checkDataStores(dataStores, tags)),
    ...(access === undefined ? [] : checkAccess(access)),
    ...(secrets === undefined ? [] : checkSecrets(secrets)),
    ...(hosts === undefined ? [] : checkHosts(hosts)),
    ...(lifecycle === undefined ? [] : checkLifecycle(lifecycle, dataStores)),
    ...(monitoring === undefined ? [] : checkMonitoring(monitoring)),
    ...(support === undefined ? [] : checkSupport(support, virtualMachines)),
    ...(resourceTypes === undefined ? [] : checkResourceTypes(resourceTypes)),
    ...(claims === undefined ? [] : checkClaims(claims, network)),
    ...(probe === undefined ? [] : checkProbe(probe, network)),
  ];
}

function readHostAreas(folder: string, parts: Parts, mistakes: Mistake[]): HostAreaFile[] {
  const areas = (yamlFiles(join(folder, 'hosts'), mistakes) ?? []).flatMap((file) => {
    const area = take(readValid(file, 'hostArea'), mistakes);
    return area === undefined ? [] : [{ name: basename(file, '.yaml'), area }];
  });
  mistakes.push(...checkHostAreas(areas, parts));
  return areas;
}

/** The catalogue, and the names of all policies, also of those whose words are wrong; none without their folder. */
type Catalogue = Pick<Baseline, 'controls' | 'policies'> & {
  readonly policyNames: readonly string[] | undefined;
};

function readCatalogue(
  folder: string,
  { claims, probe }: Parts,
  areas: readonly HostAreaFile[] | undefined,
  mistakes: Mistake[],
): Catalogue {
  const controlFolder = join(folder, 'controls');
  const files = yamlFiles(controlFolder, mistakes);
  const controls: ControlFile[] | undefined = files?.map((file) => ({
    file,
    control: take(readValid(file, 'control'), mistakes),
  }));
  if (controls !== undefined) mistakes.push(...checkControls(controlFolder, controls));

  const policyFiles = yamlFiles(join(folder, 'policies'), mistakes);
  const policies = new Map((policyFiles ?? []).map((file) => [basename(file, '.yaml'), file]));
  const words = [...policies].flatMap(([name, file]) => {
    const policy = take(readValid(file, 'policy'), mistakes);
    return policy === undefined ? [] : [[name, policy.value] as const];
  });
  const valid = (controls ?? []).flatMap(({ control }) => control ?? []);
  const complete = controls !== undefined && valid.length === controls.length;
  if (policyFiles !== undefined) mistakes.push(...checkPolicies(valid, policies, complete));
  if (claims !== undefined) mistakes.push(...checkProofs(valid, claims, complete));
  if (probe !== undefined) mistakes.push(...checkProbePromises(valid, probe, complete));
  if (areas !== undefined) mistakes.push(...checkAreaPromises(valid, areas, complete));
  return {
    controls: valid.map(({ value }) => value).sort((a, b) => a.section - b.section),
    policies: Object.fromEntries(words),
    policyNames: policyFiles && [...policies.keys()],
  };
}

/** The YAML files of a folder in alphabetical order; `undefined` when there is no such folder. */
function yamlFiles(folder: string, mistakes: Mistake[]): string[] | undefined {
  // Editors leave files of their own beside what is edited, whose names begin with a dot.
  const entries = take(list(folder), mistakes)?.filter(({ name }) => !name.startsWith('.'));
  const misnamed = entries?.filter(({ name }) => /\.(ya?ml|json)$/i.test(name) && !name.endsWith('.yaml'));
  for (const { name } of misnamed ?? []) {
    mistakes.push({ file: join(folder, name), text: 'would not be read: its name must end in .yaml' });
  }
  return entries
    ?.map(({ name }) => name)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(folder, name));
}

function list(folder: string): Result<Dirent[]> {
  try {
    return { ok: true, value: readdirSync(folder, { withFileTypes: true }) };
  } catch (error) {
    const notFolder = error instanceof Error && 'code' in error && error.code === 'ENOTDIR';
    const text = notFolder
      ? 'is a file where a folder is expected'
      : `${whyUnreadable(error)}; a folder is expected`;
    return { ok: false, mistakes: [{ file: folder, text }] };
  }
}

function take<T>(result: Result<T>, mistakes: Mistake[]): T | undefined {
  if (result.ok) return result.value;
  mistakes.push(...result.mistakes);
  return undefined;
}
