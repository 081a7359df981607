/** Options of `yosai prove`, as commander gives them. */
export interface ProveOptions {
  /** Folder of the project whose baselines and registers say what is to be proven. */
  readonly cwd: string;
  readonly stack: string;
  /** Folder of the registers, from the project's folder. */
  readonly registers: string;
  /** The day that decides which tenants are to have a network; today when left out. */
  readonly asOf?: string;
  /** Age in hours above which a plan is too old; any age will do when left out. */
  readonly maxAge?: number;
  /** Microsoft's file of service tags. */
  readonly serviceTags?: string;
  /** Left out: `out` in the project's folder. */
  readonly out?: string;
  readonly matrix: boolean;
  readonly blockUndetermined: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
}
