/** SHA-256 in hexadecimal of each file, by its name in the folder that is meant, with `/` between folders. */
export type FileDigests = Readonly<Record<string, string>>;

/** State of the working tree in which a program lies. */
export interface SourceState {
  /** The commit, in hexadecimal. */
  readonly commit: string;
  /** SHA-256 of everything that differs from the commit, files unknown to git too; absent where nothing does. */
  readonly changes?: string;
}

/** When a plan was made, by what, and from what. What is not known is left out. */
export interface Provenance {
  /** In UTC, to the second, such as `2026-11-27T20:15:51Z`. */
  readonly madeAt: string;
  /** Name and version of the tool. */
  readonly tool: string;
  readonly source?: SourceState;
  readonly inputs: {
    /** SHA-256 of the stack's configuration without the values of secrets. */
    readonly config: string;
    /** Of the nearest folder with a control catalogue, as in yosai's own projects. */
    readonly baselines?: FileDigests;
    readonly registers?: FileDigests;
  };
}

const digest = /^[0-9a-f]{64}$/;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** Whether what a plan file says of its own making has the shape of `plan.schema.json`. */
export function isProvenance(value: unknown): value is Provenance {
  if (!isRecord(value) || typeof value['tool'] !== 'string') return false;
  const { madeAt, source, inputs } = value;
  if (typeof madeAt !== 'string' || !instant.test(madeAt) || Number.isNaN(Date.parse(madeAt))) return false;
  if (source !== undefined && !isSourceState(source)) return false;
  if (!isRecord(inputs) || !isDigest(inputs['config'])) return false;
  return [inputs['baselines'], inputs['registers']].every(
    (files) => files === undefined || (isRecord(files) && Object.values(files).every(isDigest)),
  );
}

function isSourceState(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { commit, changes } = value;
  return (
    typeof commit === 'string' &&
    /^[0-9a-f]{40,64}$/.test(commit) &&
    (changes === undefined || isDigest(changes))
  );
}

function isDigest(value: unknown): boolean {
  return typeof value === 'string' && digest.test(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
