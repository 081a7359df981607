import { setTimeout as delay } from 'node:timers/promises';
import type { WireObject } from '../../wire/values';
import type { Cloud } from './cloud';
import { CloudError } from './cloud-error';
import { type FaultSettings, Faults } from './faults';
import type { CloudResource } from './store';

export interface ClientOptions {
  readonly faults?: FaultSettings;
  /** What a crash is; tests let it throw. */
  readonly crash?: () => never;
}

/** As often does the client of the real provider try again: the default of the Azure SDK for Go. */
const maximumRetries = 3;
/** Wait before the first retry where the cloud names none. The real one waits 20 seconds, which rehearses nothing. */
const firstWaitMs = 100;
const retried = new Set([408, 429, 500, 502, 503, 504]);

/**
 * Speaks to the simulated cloud as the client of the real provider does: tries again when it is throttled, when the
 * service fails, and when another operation is in progress; and lets the faults happen that are switched on.
 * https://github.com/pulumi/pulumi-azure-native/blob/master/provider/pkg/azure/client_azcore.go
 */
export class CloudClient {
  readonly #cloud: Cloud;
  readonly #faults: Faults;
  readonly #crash: () => never;

  constructor(cloud: Cloud, { faults = {}, crash = () => process.exit(1) }: ClientOptions = {}) {
    this.#cloud = cloud;
    this.#faults = new Faults(faults);
    this.#crash = crash;
  }

  get(id: string): Promise<CloudResource | undefined> {
    return this.#request(false, () => this.#cloud.get(id));
  }

  async put(id: string, properties: WireObject): Promise<CloudResource> {
    const { resource, created } = await this.#request(true, () => {
      const exists = this.#cloud.get(id) !== undefined;
      const resource = this.#cloud.put(id, properties);
      return { resource, created: exists ? undefined : this.#cloud.count('created') };
    });
    if (created !== undefined && this.#faults.crashes(created)) this.#crash();
    return resource;
  }

  /** Deletes; what is gone already is no mistake. */
  async delete(id: string): Promise<void> {
    try {
      await this.#request(true, () => this.#cloud.delete(id));
    } catch (error) {
      if (!(error instanceof CloudError && error.status === 404)) throw error;
    }
  }

  async #request<T>(changes: boolean, work: () => T): Promise<T> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        this.#faults.request(changes);
        if (changes && this.#faults.slowMs > 0) await delay(this.#faults.slowMs);
        return work();
      } catch (error) {
        if (!(error instanceof CloudError) || !isTemporary(error) || attempt === maximumRetries) throw error;
        await delay(error.retryAfterMs ?? firstWaitMs * 2 ** attempt);
      }
    }
  }
}

function isTemporary({ status, code }: CloudError): boolean {
  return retried.has(status) || (status === 409 && code === 'AnotherOperationInProgress');
}
