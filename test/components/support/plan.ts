import * as pulumi from '@pulumi/pulumi';
import { certificate, keyPair } from './certificate';

/** A resource as the engine was asked for it. */
export interface Planned {
  readonly type: string;
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: inputs are whatever the class takes.
  readonly inputs: any;
  /** Whether any of its inputs is marked as a secret. */
  readonly secret: boolean;
  readonly protect: boolean;
  /** Whether it is deleted before its replacement is made. */
  readonly deleteBeforeReplace: boolean;
  /** Whether Azure keeps it when the stack lets go of it. */
  readonly retainOnDelete: boolean;
  /** Name of the parent; `undefined` for the stack itself, its name for what has no other. */
  readonly parent: string | undefined;
  readonly ignoreChanges: readonly string[];
  /** How many aliases it has. */
  readonly aliases: number;
  /** Names of the resources it waits for, those of its own inputs included. */
  readonly dependencies: readonly string[];
}

export interface Plan {
  readonly resources: readonly Planned[];
  /** What the program returned or exported, outputs as such. */
  // biome-ignore lint/suspicious/noExplicitAny: programs export what they like.
  readonly exports: any;
  /** The one resource of a type and name; throws when there is none. */
  one(type: string, name: string): Planned;
}

const { publicKey, privateKey } = keyPair();

/** What the providers would add to a resource's inputs in a run. */
const made: Record<string, Record<string, unknown>> = {
  'tls:index/privateKey:PrivateKey': {
    privateKeyPem: privateKey,
    privateKeyPemPkcs8: privateKey,
    privateKeyOpenssh: privateKey,
    publicKeyOpenssh: 'ssh-rsa AAAA',
    publicKeyPem: publicKey,
  },
  'tls:index/selfSignedCert:SelfSignedCert': {
    certPem: certificate(privateKey, publicKey),
  },
  'tls:index/locallySignedCert:LocallySignedCert': {
    certPem: certificate(privateKey, publicKey),
  },
  'tls:index/certRequest:CertRequest': { certRequestPem: 'request' },
  'azure-native:keyvault:Key': { keyUriWithVersion: 'https://vault/keys/key/1' },
  'azure-native:managedidentity:UserAssignedIdentity': { principalId: 'user-assigned' },
  'azure-native:compute:DiskEncryptionSet': { identity: { principalId: 'set' } },
  'azure-native:compute:VirtualMachine': { identity: { principalId: 'machine' } },
  'azure-native:network:PublicIPAddress': { ipAddress: '198.51.100.7' },
};

/** Inputs without the engine's marks of secrecy. */
// biome-ignore lint/suspicious/noExplicitAny: inputs are whatever the class takes.
function inClear(inputs: any): any {
  if (pulumi.runtime.isRpcSecret(inputs)) return inClear(pulumi.runtime.unwrapRpcSecret(inputs));
  if (Array.isArray(inputs)) return inputs.map(inClear);
  if (typeof inputs !== 'object' || inputs === null) return inputs;
  return Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, inClear(value)]));
}

/**
 * Runs a program against a monitor that only takes notes. In a preview providers echo the inputs and the rest is
 * unknown; in a run they add what `made` says, and `change` over it.
 */
export async function planOf(
  program: () => unknown,
  {
    preview = true,
    config = {},
    change = {},
  }: { preview?: boolean; config?: Record<string, string>; change?: typeof made } = {},
): Promise<Plan> {
  const inputsOf = new Map<string, Pick<Planned, 'inputs' | 'secret'>>();
  pulumi.runtime.setAllConfig(config);
  pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        const clear = inClear(inputs);
        const secret = JSON.stringify(clear) !== JSON.stringify(inputs);
        inputsOf.set(`${type} ${name}`, { inputs: clear, secret });
        const state = preview ? inputs : { ...inputs, ...made[type], ...change[type] };
        return { id: preview ? undefined : `${name}-id`, state };
      },
      call: ({ token }) => {
        throw new Error(`a program must not ask the cloud, found a call of ${token}`);
      },
    },
    'yosai',
    'dev',
    preview,
  );
  const requests = noteRequests();
  let exports: unknown;
  await pulumi.runtime.runInPulumiStack(async () => {
    exports = await program();
    return exports;
  });
  await pulumi.runtime.disconnect();
  const resources = requests.map((request) => ({
    ...request,
    ...(inputsOf.get(`${request.type} ${request.name}`) ?? { inputs: {}, secret: false }),
  }));
  return {
    resources,
    exports,
    one: (type, name) => {
      const found = resources.find((resource) => resource.type === type && resource.name === name);
      if (found === undefined) throw new Error(`the plan has no ${type} ${name}`);
      return found;
    },
  };
}

/** Mocks are told a resource's inputs only; its options stand in the request to the monitor. */
function noteRequests(): Omit<Planned, 'inputs' | 'secret'>[] {
  const requests: Omit<Planned, 'inputs' | 'secret'>[] = [];
  const monitor = pulumi.runtime.getMonitor() as unknown as {
    registerResource: (request: RegisterRequest, answer: unknown) => unknown;
  };
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, answer) => {
    requests.push({
      type: request.getType(),
      name: request.getName(),
      protect: request.getProtect(),
      deleteBeforeReplace: request.getDeletebeforereplace(),
      retainOnDelete: request.getRetainondelete(),
      parent: request.getParent().split('::').at(-1) || undefined,
      ignoreChanges: request.getIgnorechangesList(),
      aliases: request.getAliasesList().length,
      dependencies: request.getDependenciesList().map((urn) => urn.split('::').at(-1) ?? ''),
    });
    return register(request, answer);
  };
  return requests;
}

/** The part of Pulumi's RegisterResourceRequest that is read here. */
interface RegisterRequest {
  getType(): string;
  getName(): string;
  getProtect(): boolean;
  getDeletebeforereplace(): boolean;
  getRetainondelete(): boolean;
  getParent(): string;
  getIgnorechangesList(): string[];
  getAliasesList(): unknown[];
  getDependenciesList(): string[];
}
