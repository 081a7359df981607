import type { Place } from '../../../findings/finding';
import type { Fact } from '../../facts/fact';
import type { FileLine } from '../../facts/file-lines';

export type PamType = 'auth' | 'account' | 'password' | 'session';

/** One module of a stack. */
export interface PamEntry {
  /** One word, or pairs of results and actions in brackets. */
  readonly control: string;
  /** Name without folder and ending, such as `pam_unix`. */
  readonly module: string;
  readonly args: readonly string[];
  readonly at: Place;
}

/** The files of PAM by the service that they are for, each with its lines. */
export type PamFiles = ReadonlyMap<string, readonly FileLine[]>;

/** The modules of one service and type, or why they cannot be told. */
export type PamStack = { readonly entries: readonly PamEntry[] } | { readonly problem: string };

/** What administrators put in `/etc` comes before what packages bring; pam.d(5). Copies that dpkg keeps are no services. */
export function pamFiles(lines: readonly FileLine[]): PamFiles {
  const files = new Map<string, FileLine[]>();
  const inOrder = [...lines].sort((a, b) => rank(a) - rank(b));
  const holders = new Map<string, string>();
  for (const line of inOrder) {
    const service = line.file.slice(line.file.lastIndexOf('/') + 1);
    if (/\.dpkg-|~$/.test(service)) continue;
    const holder = holders.get(service) ?? line.file;
    holders.set(service, holder);
    if (holder !== line.file) continue;
    const known = files.get(service);
    if (known === undefined) files.set(service, [line]);
    else known.push(line);
  }
  return files;
}

const rank = ({ file }: FileLine) => (file.startsWith('/etc/') ? 0 : 1);

/** Longer chains of files are loops, and nobody has that many lines in one stack. */
const [maximumDepth, maximumLines] = [16, 1000];

/** How far the reading of one stack has come. */
interface Progress {
  readonly depth: number;
  readonly read: { lines: number };
}

/** The stack of a service with everything that its lines include in their places. */
export function pamStack(
  files: PamFiles,
  service: string,
  type: PamType,
  { depth, read }: Progress = { depth: 0, read: { lines: 0 } },
): PamStack {
  const lines = files.get(service);
  if (lines === undefined) return { problem: `PAM has no file for ${service}` };
  if (depth > maximumDepth) return { problem: `the files of PAM include each other: ${service}` };
  const entries: PamEntry[] = [];
  for (const line of joined(lines)) {
    read.lines += 1;
    if (read.lines > maximumLines)
      return { problem: `more than ${maximumLines} lines of PAM are for one service` };
    const part = readLine(files, line, type, { depth: depth + 1, read });
    if ('problem' in part) return part;
    entries.push(...part.entries);
  }
  return { entries };
}

const nothing: PamStack = { entries: [] };

function readLine(
  files: PamFiles,
  { file, line, text }: FileLine,
  type: PamType,
  progress: Progress,
): PamStack {
  const whole = /^\s*@include\s+(\S+)/.exec(text)?.[1];
  if (whole !== undefined) return pamStack(files, whole, type, progress);
  const [, kind, control, module, args] =
    /^\s*-?(auth|account|password|session)\s+(\[[^\]]*\]|\S+)\s+(\S+)\s*(.*)$/i.exec(text) ?? [];
  if (kind === undefined || control === undefined || module === undefined) {
    return { problem: `${file}:${line} is no line of PAM` };
  }
  if (kind.toLowerCase() !== type) return nothing;
  if (control === 'include') return pamStack(files, module, type, progress);
  if (control === 'substack') return { problem: `${file}:${line} is a substack, which is not followed` };
  const name = module.slice(module.lastIndexOf('/') + 1).replace(/\.so$/, '');
  const words = (args ?? '').replace(/\s+#.*$/, '').split(/\s+/);
  return {
    entries: [{ control, module: name, args: words.filter((word) => word !== ''), at: { file, line } }],
  };
}

/** A backslash at the end of a line takes the next one along. */
function joined(lines: readonly FileLine[]): FileLine[] {
  const whole: FileLine[] = [];
  for (const line of lines) {
    const last = whole.at(-1);
    if (last?.text.endsWith('\\'))
      whole.splice(-1, 1, { ...last, text: `${last.text.slice(0, -1)} ${line.text}` });
    else whole.push(line);
  }
  return whole;
}

/** The last value that the arguments of a module give to a key; `undefined` when none does. */
export function argument({ args }: PamEntry, key: string): string | undefined {
  const found = args.filter((arg) => arg === key || arg.startsWith(`${key}=`)).at(-1);
  return found?.slice(key.length + 1);
}

/** Names of services; Debian's files of `common-` are only included by others. */
export const servicesOf = (files: PamFiles): string[] =>
  [...files.keys()].filter((name) => !name.startsWith('common-')).sort();

/** The stack of one service. */
export interface ServiceStack {
  readonly service: string;
  readonly entries: readonly PamEntry[];
}

/** Every service whose stack calls the module, or why a stack cannot be told. */
export function stacksWith(files: PamFiles, type: PamType, module: string): Fact<readonly ServiceStack[]> {
  const stacks: ServiceStack[] = [];
  for (const service of servicesOf(files)) {
    const stack = pamStack(files, service, type);
    if ('problem' in stack) return { unknown: stack.problem };
    if (stack.entries.some((entry) => entry.module === module)) stacks.push({ service, ...stack });
  }
  return { value: stacks };
}
