/** Version of the official CLI that is built where none is installed; `pulumi-cli/go.mod` pins it. */
export const builtVersion = '3.259.0';
/** The oldest CLI that understands everything that the pinned SDK says. */
export const leastVersion = '3.248.0';
/** The oldest Go that builds the CLI, from its own go.mod. */
export const leastGoVersion = '1.25.11';

/** An official Pulumi CLI that can be started. */
export interface Engine {
  readonly executable: string;
  readonly version: string;
}

/** Why there is no engine, in words that say what to do. */
export interface EngineFailure {
  readonly text: string;
}

export type EngineResult =
  | { readonly ok: true; readonly value: Engine }
  | { readonly ok: false; readonly failure: EngineFailure };
