import type {
  AccessBaseline,
  ClaimsBaseline,
  Control,
  DataStoresBaseline,
  ExceptionsBaseline,
  HostArea,
  HostsBaseline,
  LifecycleBaseline,
  MonitoringBaseline,
  NetworkBaseline,
  PolicyWords,
  ProbeBaseline,
  RegionsBaseline,
  ResourceTypesBaseline,
  SecretsBaseline,
  SupportBaseline,
  TagsBaseline,
  TlsBaseline,
  VirtualMachinesBaseline,
} from './types.generated';

/** Everything that is required, as the folder of baselines states it. */
export interface Baseline {
  readonly network: NetworkBaseline;
  readonly regions: RegionsBaseline;
  readonly tags: TagsBaseline;
  readonly tls: TlsBaseline;
  readonly virtualMachines: VirtualMachinesBaseline;
  readonly dataStores: DataStoresBaseline;
  readonly hosts: HostsBaseline;
  /** What a host must be, by the name of the area, which is the file's name, in alphabetical order. */
  readonly hostAreas: Readonly<Record<string, HostArea>>;
  readonly access: AccessBaseline;
  readonly secrets: SecretsBaseline;
  readonly lifecycle: LifecycleBaseline;
  readonly monitoring: MonitoringBaseline;
  readonly support: SupportBaseline;
  readonly exceptions: ExceptionsBaseline;
  readonly resourceTypes: ResourceTypesBaseline;
  /** What is proven of the network. */
  readonly claims: ClaimsBaseline;
  /** What is looked for from outside, without a login. */
  readonly probe: ProbeBaseline;
  /** One for each section of the white paper, in its order. */
  readonly controls: readonly Control[];
  /** By policy name, which is the file's name, in alphabetical order. */
  readonly policies: Readonly<Record<string, PolicyWords>>;
}

export type BaselinePart = keyof Baseline;

const environmentFiles = [
  'network',
  'regions',
  'tags',
  'tls',
  'virtualMachines',
  'dataStores',
  'hosts',
  'access',
  'secrets',
  'lifecycle',
  'monitoring',
  'support',
  'exceptions',
  'resourceTypes',
] as const satisfies readonly BaselinePart[];

/** What an environment is built from: everything but the words of the control catalogue and what is proven. */
export const environmentParts = [...environmentFiles, 'hostAreas'] as const satisfies readonly BaselinePart[];

/** The parts that are one file each. */
export const fileParts = [...environmentFiles, 'claims', 'probe'] as const satisfies readonly BaselinePart[];

export type FilePart = (typeof fileParts)[number];
export type EnvironmentPart = (typeof environmentParts)[number];
export type EnvironmentBaseline = Pick<Baseline, EnvironmentPart>;
