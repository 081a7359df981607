import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Server } from '@grpc/grpc-js';
import { type ClientOptions, CloudClient } from '../../../lib/rehearsal/cloud/client';
import { Cloud } from '../../../lib/rehearsal/cloud/cloud';
import { AzureNative } from '../../../lib/rehearsal/providers/azure-native/azure-native';
import type { Provider } from '../../../lib/rehearsal/providers/provider';
import { serve } from '../../../lib/rehearsal/providers/serve';
import type { WireObject } from '../../../lib/wire/values';
import { type Made, ProviderClient } from './provider-client';

export const subscriptionId = '00000000-0000-4000-8000-000000000001';
export const group = `/subscriptions/${subscriptionId}/resourceGroups/rg`;

/** A provider behind gRPC, in this process. */
export async function connect(provider: Provider): Promise<{ client: ProviderClient; server: Server }> {
  const { server, port } = await serve(provider);
  return { client: new ProviderClient(port), server };
}

/** A simulated Azure of its own, and azure-native in front of it, until `end`. */
export class Rehearsal {
  now = Date.parse('2026-11-24T00:00:00Z');
  readonly folder = mkdtempSync(path.join(tmpdir(), 'yosai-cloud-'));
  readonly cloud = new Cloud(this.folder, () => this.now);
  #client: ProviderClient | undefined;
  #server: Server | undefined;

  async start(options: ClientOptions = {}): Promise<ProviderClient> {
    const client = new CloudClient(this.cloud, options);
    const provider = new AzureNative({ client, version: '3.28.0', close: async () => {} });
    const connected = await connect(provider);
    this.#client = connected.client;
    this.#server = connected.server;
    await connected.client.configure({ subscriptionId, location: 'japaneast' });
    return connected.client;
  }

  get client(): ProviderClient {
    if (this.#client === undefined) throw new Error('the rehearsal has not started');
    return this.#client;
  }

  /** Creates by the short name of the type, such as `network:Subnet`, in the group `rg`. */
  make(type: string, inputs: WireObject): Promise<Made> {
    const inGroup = /^(authorization|resources):|^monitor:(Diagnostic|.*Association)/.test(type);
    return this.client.create(
      `azure-native:${type}`,
      inGroup ? inputs : { resourceGroupName: 'rg', ...inputs },
    );
  }

  remove(type: string, made: Made): Promise<void> {
    return this.client.delete(`azure-native:${type}`, made);
  }

  update(type: string, made: Made, changed: WireObject): Promise<Made> {
    return this.client.update(`azure-native:${type}`, made, { ...made.inputs, ...changed });
  }

  makeGroup(): Promise<Made> {
    return this.make('resources:ResourceGroup', { resourceGroupName: 'rg' });
  }

  makeNetwork(name = 'vnet', range = '10.0.0.0/16'): Promise<Made> {
    return this.make('network:VirtualNetwork', {
      virtualNetworkName: name,
      addressSpace: { addressPrefixes: [range] },
    });
  }

  makeSubnet(name = 'app', range = '10.0.1.0/24', network = 'vnet'): Promise<Made> {
    return this.make('network:Subnet', {
      virtualNetworkName: network,
      subnetName: name,
      addressPrefix: range,
    });
  }

  async end(): Promise<void> {
    this.#client?.close();
    this.#server?.forceShutdown();
    await this.cloud.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
