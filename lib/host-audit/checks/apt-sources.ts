import type { FileLine } from '../facts/file-lines';

/** An entry of a list of sources that counts. */
export interface SourceEntry {
  /** Suites or codenames as they are written. */
  readonly suites: readonly string[];
  /** Options by their names in small letters. */
  readonly options: ReadonlyMap<string, string>;
  /** Where it begins, such as `/etc/apt/sources.list:1`. */
  readonly place: string;
}

/** Entries of both forms of sources.list(5); those that are switched off are left out. */
export function sourceEntries(lines: readonly FileLine[]): SourceEntry[] {
  const longer = lines.filter(({ file }) => file.endsWith('.sources'));
  return [
    ...lines.filter((line) => !longer.includes(line)).flatMap(readLine),
    ...stanzas(longer).flatMap(readStanza),
  ];
}

/** Lines of the shorter form that say something which is no entry as this reads them. */
export function unreadSources(lines: readonly FileLine[]): FileLine[] {
  return lines.filter(
    (line) => !line.file.endsWith('.sources') && !/^\s*(#|$)/.test(line.text) && readLine(line).length === 0,
  );
}

function readLine({ file, line, text }: FileLine): SourceEntry[] {
  const [, brackets = '', suite] = /^\s*deb(?:-src)?\s+(?:\[([^\]]*)\]\s*)?\S+\s+([^\s#]+)/.exec(text) ?? [];
  if (suite === undefined) return [];
  const options = brackets.split(/\s+/).map((word) => {
    const at = word.indexOf('=');
    return [word.slice(0, Math.max(at, 0)).toLowerCase(), word.slice(at + 1)] as const;
  });
  return [{ suites: [suite], options: new Map(options), place: `${file}:${line}` }];
}

/** Lines that belong together: of one file, without an empty line or a gap between them. */
function stanzas(lines: readonly FileLine[]): FileLine[][] {
  const all: FileLine[][] = [];
  let before: FileLine | undefined;
  for (const line of lines) {
    const goesOn = before !== undefined && before.file === line.file && before.text.trim() !== '';
    if (!goesOn) all.push([]);
    if (!/^\s*#/.test(line.text)) all.at(-1)?.push(line);
    before = line;
  }
  return all;
}

/** Fields with the lines that go on with them, which begin with a space. */
function readStanza(lines: readonly FileLine[]): SourceEntry[] {
  const options = new Map<string, string>();
  let name = '';
  for (const { text } of lines) {
    const [, field, rest] = /^([A-Za-z-]+)\s*:(.*)$/.exec(text) ?? [];
    if (field !== undefined) name = field.toLowerCase();
    const value = field === undefined ? text : (rest ?? '');
    options.set(name, field === undefined ? `${options.get(name) ?? ''} ${value.trim()}` : value.trim());
  }
  const enabled = options.get('enabled');
  const first = lines.find(({ text }) => text.trim() !== '');
  if (first === undefined || (enabled !== undefined && isFalse(enabled))) return [];
  const suites = (options.get('suites') ?? '').split(/\s+/).filter((suite) => suite !== '');
  return [{ suites, options, place: `${first.file}:${first.line}` }];
}

/**
 * As apt reads yes and no: StringToBool of apt-pkg/contrib/strutl.cc (2.6), which takes numbers as strtol(3) does, of any
 * base. What is neither leaves what would be without.
 */
export function aptBoolean(value: string): boolean | undefined {
  const word = value.toLowerCase();
  if (['yes', 'true', 'with', 'on', 'enable'].includes(word) || /^\s*\+?(0x)?0*1$/.test(word)) return true;
  return ['no', 'false', 'without', 'off', 'disable'].includes(word) || /^\s*[+-]?(0x)?0+$/.test(word)
    ? false
    : undefined;
}

export const isTrue = (value: string) => aptBoolean(value) === true;

const isFalse = (value: string) => aptBoolean(value) === false;
