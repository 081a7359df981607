/** Options of `yosai rehearse`, as the command line gives them. */
export interface RehearseOptions {
  readonly stack: string;
  readonly cwd: string;
  readonly policyPack: readonly string[];
  readonly policyPackConfig: readonly string[];
  readonly config: readonly string[];
  /** Folder of the rehearsal's state and cloud; `out/<stack>/rehearsal` in the project when left out. */
  readonly state?: string;
  /** The day on which it is rehearsed; today when left out. */
  readonly asOf?: string;
  /** Folder for what `yosai tenant record` reads; none when left out. */
  readonly evidence?: string;
  /** Whether the engine keeps its own log. */
  readonly engineLog: boolean;
  /** Whether everything is printed that the engine says. */
  readonly verbose: boolean;
  /** Whether nothing of it is, unless it fails. */
  readonly quiet: boolean;
}
