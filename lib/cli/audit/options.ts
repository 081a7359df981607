/** Options of `yosai audit`. */
export interface AuditOptions {
  /** Folder of the project whose baselines say what a host must be. */
  readonly cwd: string;
  readonly inventory?: string;
  /** Outputs of a stack as JSON, or its plan. */
  readonly outputs?: string;
  /** Documents of facts that are judged anew instead of hosts. */
  readonly facts: readonly string[];
  /** Register with what is excused; that of the project when left out, where it has one. */
  readonly exceptions?: string;
  /** Of hosts that are named on the command line. */
  readonly role?: string;
  readonly platform?: 'azure' | 'other';
  /** Whether others than yosai set them up. */
  readonly unmanaged: boolean;
  /** Where a host is named without one. */
  readonly account: string;
  /** `agent`, a private key, or a public key of the agent. */
  readonly identity: string;
  readonly hostKey: readonly string[];
  readonly knownHosts?: string;
  /** Folder with what machines wrote to their consoles, `<name>.log` each. */
  readonly consoleLogs?: string;
  readonly jump: readonly string[];
  readonly tunnel?: string;
  readonly concurrency: number;
  /** Time limit of one host, in seconds. */
  readonly timeout: number;
  readonly shard?: Shard;
  readonly printSudoers: boolean;
  readonly blockUndetermined: boolean;
  readonly out?: string;
  /** Print every violation and reason of a host, not the first of many. */
  readonly all: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** The same as commander gives them: the account that is left out is that of the baseline. */
export type GivenAuditOptions = Omit<AuditOptions, 'account'> & Partial<Pick<AuditOptions, 'account'>>;

/** What holds where an option is not given. */
export const auditDefaults = {
  facts: [],
  hostKey: [],
  jump: [],
  unmanaged: false,
  printSudoers: false,
  blockUndetermined: false,
  all: false,
  json: false,
  quiet: false,
} satisfies Partial<GivenAuditOptions>;

/** Which part of the hosts is audited; the first is 1. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/** The part of a list, every so many-th, so that all parts together are the whole, whatever their order. */
export function shardOf<T>(items: readonly T[], shard: Shard | undefined): readonly T[] {
  return shard === undefined ? items : items.filter((_, place) => place % shard.of === shard.index - 1);
}
