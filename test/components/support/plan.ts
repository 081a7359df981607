import * as pulumi from '@pulumi/pulumi';
import { certificate, keyPair } from './certificate';

/** A resource as the engine was asked for it. */
export interface Planned {
  readonly type: string;
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: inputs are whatever the class takes.
  readonly inputs: any;
  readonly options: pulumi.CustomResourceOptions;
}

export interface Plan {
  readonly resources: readonly Planned[];
  // biome-ignore lint/suspicious/noExplicitAny: outputs are whatever the program exports.
  readonly outputs: any;
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
  'tls:index/selfSignedCert:SelfSignedCert': { certPem: certificate(privateKey, publicKey) },
  'tls:index/locallySignedCert:LocallySignedCert': { certPem: certificate(privateKey, publicKey) },
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
  const resources: Planned[] = [];
  const options = new Map<string, pulumi.CustomResourceOptions>();
  pulumi.runtime.setAllConfig(config);
  pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        resources.push({
          type,
          name,
          inputs: inClear(inputs),
          options: options.get(`${type} ${name}`) ?? {},
        });
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
  const outputs = await pulumi.runtime.runInPulumiStack(async () => {
    pulumi.runtime.registerStackTransformation(({ type, name, opts }) => {
      options.set(`${type} ${name}`, opts);
      return undefined;
    });
    return program();
  });
  await pulumi.runtime.disconnect();
  return {
    resources,
    outputs,
    one: (type, name) => {
      const found = resources.find((resource) => resource.type === type && resource.name === name);
      if (found === undefined) throw new Error(`the plan has no ${type} ${name}`);
      return found;
    },
  };
}
