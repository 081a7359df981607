/** Options of `yosai preview`, as commander gives them. */
export interface PreviewOptions {
  readonly cwd: string;
  readonly stack: string;
  readonly policyPack: readonly string[];
  readonly policyPackConfig: readonly string[];
  readonly config: readonly string[];
  readonly plan: readonly string[];
  /** Left out: `out` in the project's folder. */
  readonly out?: string;
  readonly timeout: number;
  readonly blockUndetermined: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
}
