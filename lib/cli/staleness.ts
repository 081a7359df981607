import type { FileDigests, Provenance, SourceState } from '../preview/provenance';

/** A plan, by the name of its stack, and what it was made from. */
export interface DatedPlan {
  /** `project/stack`. */
  readonly name: string;
  readonly provenance: Provenance;
}

/** What plans are held against. */
export interface Present {
  /** Of the folders that are read now; absent where none is. */
  readonly baselines?: FileDigests;
  readonly registers?: FileDigests;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number;
  /** The age in hours above which a plan is too old; no age is when left out. */
  readonly maxAgeHours?: number;
}

const hourMs = 60 * 60 * 1000;

/** How many files are named. */
const mostFiles = 5;

/**
 * Why plans do not show one state of things: they come of different commits, tools, baselines or registers, of others
 * than are read now, or are too old. A sentence a reason; none where they fit together, or do not say.
 */
export function stalenessOf(plans: readonly DatedPlan[], present: Present): string[] {
  return [
    ...mixedBy('commits', plans, ({ source }) => describeSource(source)),
    ...mixedBy('versions of the tool', plans, ({ tool }) => tool),
    ...otherFiles('baselines', plans, present.baselines),
    ...otherFiles('registers', plans, present.registers),
    ...tooOld(plans, present),
  ];
}

function describeSource(source: SourceState | undefined): string {
  if (source === undefined) return 'no known commit';
  const { commit, changes } = source;
  return changes === undefined ? short(commit) : `${short(commit)} with the changes ${short(changes)}`;
}

function mixedBy(what: string, plans: readonly DatedPlan[], of: (from: Provenance) => string): string[] {
  const groups = new Map<string, string[]>();
  for (const { name, provenance } of plans) {
    const key = of(provenance);
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  if (groups.size < 2) return [];
  const each = [...groups].map(([key, names]) => `${key} (${someOf(names)})`);
  return [`the plans were made from different ${what}: ${each.join(', ')}`];
}

function otherFiles(
  what: 'baselines' | 'registers',
  plans: readonly DatedPlan[],
  present: FileDigests | undefined,
): string[] {
  const telling = plans.flatMap(({ name, provenance }) => {
    const files = provenance.inputs[what];
    return files === undefined ? [] : [{ name, files }];
  });
  const [first] = telling;
  if (first === undefined) return [];
  if (present !== undefined) {
    const others = telling.filter(({ files }) => differing(files, present).length > 0);
    if (others.length === 0) return [];
    const files = [...new Set(others.flatMap((other) => differing(other.files, present)))];
    const whose = `${others.length === 1 ? 'the plan' : 'the plans'} of ${someOf(others.map(({ name }) => name))}`;
    return [
      `${whose} ${others.length === 1 ? 'was' : 'were'} made from other ${what} than there are now: ${named(files)}`,
    ];
  }
  const files = [...new Set(telling.flatMap((other) => differing(other.files, first.files)))];
  return files.length === 0 ? [] : [`the plans were made from different ${what}: ${named(files)}`];
}

/** Names of the files that only one side has, or that are not the same on both. */
function differing(a: FileDigests, b: FileDigests): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((file) => a[file] !== b[file]).sort();
}

function tooOld(plans: readonly DatedPlan[], { now, maxAgeHours }: Present): string[] {
  if (maxAgeHours === undefined) return [];
  return plans.flatMap(({ name, provenance: { madeAt } }) => {
    const hours = (now - Date.parse(madeAt)) / hourMs;
    if (hours > maxAgeHours) {
      return [`the plan of ${name} is older than ${maxAgeHours} h: it was made at ${madeAt}`];
    }
    // A clock that is a little ahead makes no plan of the future.
    return hours < -1 ? [`the plan of ${name} says that it was made in the future, at ${madeAt}`] : [];
  });
}

function someOf(names: readonly string[]): string {
  const [first = ''] = names;
  return names.length === 1 ? first : `${first} and ${names.length - 1} more`;
}

function named(files: readonly string[]): string {
  const rest = files.length - mostFiles;
  return [...files.slice(0, mostFiles), ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
}

function short(hash: string): string {
  return hash.slice(0, 10);
}
