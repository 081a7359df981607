import { CloudError } from './cloud-error';

/** Faults that the simulated cloud shows on purpose. All are off where nothing is said. */
export interface FaultSettings {
  /** Every nth request is answered with 429, Too Many Requests. */
  readonly throttleEvery?: number;
  /** How long a throttled client is told to wait, in milliseconds; 1,000 when left out. */
  readonly retryAfterMs?: number;
  /** Every nth change is answered with 409, because another operation is in progress. */
  readonly conflictEvery?: number;
  /** How long every change takes, in milliseconds. */
  readonly slowMs?: number;
  /**
   * The provider's process dies when the cloud has created this many resources in all, counted in its database:
   * after the last of them exists, and before the provider can say so. It happens once in the life of a database.
   */
  readonly crashAfterCreates?: number;
}

const defaultRetryAfterMs = 1000;

/** Counts requests and answers some of them with the faults that are switched on. */
export class Faults {
  readonly #settings: FaultSettings;
  #requests = 0;
  #changes = 0;

  constructor(settings: FaultSettings) {
    this.#settings = settings;
  }

  /** Throws the fault, where it is the request's turn to have one. */
  request(changes: boolean): void {
    const { throttleEvery, conflictEvery, retryAfterMs = defaultRetryAfterMs } = this.#settings;
    this.#requests += 1;
    if (isTurn(this.#requests, throttleEvery))
      throw new CloudError(
        429,
        'TooManyRequests',
        `The request is being throttled. Retry after ${retryAfterMs} ms.`,
        retryAfterMs,
      );
    if (!changes) return;
    this.#changes += 1;
    if (isTurn(this.#changes, conflictEvery))
      throw new CloudError(
        409,
        'AnotherOperationInProgress',
        'Another operation on this or dependent resource is in progress.',
      );
  }

  get slowMs(): number {
    return this.#settings.slowMs ?? 0;
  }

  /** @param created how many resources the cloud has created in all. */
  crashes(created: number): boolean {
    return created === this.#settings.crashAfterCreates;
  }
}

function isTurn(count: number, every: number | undefined): boolean {
  return every !== undefined && count % every === 0;
}
