import type { Coverage } from '../../findings/coverage';
import { type BlockingRules, blocks } from '../../findings/exit-code';
import type { Finding } from '../../findings/finding';
import { groupBy } from '../../findings/group-by';
import { describeExcuse } from '../../findings/render-line';
import type { Plan, PlanResource } from '../../preview/plan';
import { countResources } from '../../preview/plan';
import { isProviderType } from '../../preview/urn';
import { plainText } from '../plain-text';
import type { Terminal } from '../terminal';
import { wrap } from '../wrap';

/** Title of a promise in English, by its id. */
export type PromiseTitles = ReadonlyMap<string, string>;

const marks = { violated: '✗', undetermined: '?', excused: '!' } as const;

/** The resource tree in short: what stands directly below the stack, and how much each holds. */
export function renderTree(plan: Plan, terminal: Terminal): string {
  const children = groupBy(
    plan.resources.filter(({ type }) => !isProviderType(type)),
    ({ parent }) => parent ?? '',
  );
  const root = children.get('')?.find(({ type }) => type === 'pulumi:pulumi:Stack');
  const top = root === undefined ? [] : (children.get(root.urn) ?? []);
  const { resources, components } = countResources(plan);
  const lines = [
    `${count(resources, 'resource')} in ${count(components, 'component')}`,
    ...top.map((resource, index) => {
      const branch = index === top.length - 1 ? '└─' : '├─';
      const below = descendants(resource, children);
      const size = resource.custom ? '' : ` ${terminal.colors.dim(`(${count(below, 'resource')})`)}`;
      return `${branch} ${oneLine(resource.name)} ${terminal.colors.dim(shortType(resource.type))}${size}`;
    }),
  ];
  return `${lines.map((line) => `  ${line}`).join('\n')}\n`;
}

/** How many places of one policy are printed; the file holds all. */
const mostPlaces = 10;

/**
 * Findings by control and policy: where, what was expected, what was found, and once what to do.
 * @param only `blocking` leaves out what is advisory.
 */
export function renderFindings(
  findings: readonly Finding[],
  titles: PromiseTitles,
  rules: BlockingRules,
  terminal: Terminal,
  only: 'all' | 'blocking' = 'all',
): string {
  const shown = findings.filter(
    (finding) =>
      blocks(finding, rules) || (only === 'all' && finding.verdict === 'violated' && !isExcused(finding)),
  );
  const groups = groupBy(shown, ({ controls }) => controls[0] ?? '');
  return [...groups]
    .map(([control, members]) => {
      const title = control === '' ? 'Other policies' : promiseTitle(control, titles.get(control));
      const policies = groupBy(members, (finding) => headOf(finding, rules, terminal));
      const parts = [...policies].map(([head, places]) => renderPolicy(head, places, terminal));
      return `${terminal.colors.bold(wrap(title, terminal.width - 2, '  '))}\n${parts.join('\n')}\n`;
    })
    .join('\n');
}

/** The words of a promise stand in the project's catalogue; where it has none, the pack tells its id alone. */
function promiseTitle(id: string, words: string | undefined): string {
  return words === undefined ? `Promise ${id}` : `${id} ${words}`;
}

function headOf(finding: Finding, rules: BlockingRules, { colors }: Terminal): string {
  const blocking = blocks(finding, rules);
  const paint = blocking ? colors.red : colors.yellow;
  const mark = finding.verdict === 'undetermined' ? marks.undetermined : marks.violated;
  const others = finding.controls.slice(1);
  const notes = [
    ...(blocking ? [] : ['advisory']),
    ...(others.length === 0 ? [] : [`also ${others.join(', ')}`]),
  ];
  const note = notes.length === 0 ? '' : ` (${notes.join('; ')})`;
  return `  ${paint(`${mark} ${finding.severity}`)} ${finding.source.id}${note}`;
}

function renderPolicy(head: string, findings: readonly Finding[], terminal: Terminal): string {
  const indent = '    ';
  const text = (value: string) => indent + wrap(plainText(value), terminal.width - indent.length, indent);
  const fixes = [...new Set(findings.flatMap(({ fix }) => fix ?? []))];
  const rest = findings.length - mostPlaces;
  return [
    head,
    ...findings.slice(0, mostPlaces).map((finding) => text(describe(finding))),
    ...(rest > 0 ? [text(`… and ${count(rest, 'more place')}, all in findings.json`)] : []),
    ...fixes.map((fix) => text(`Fix: ${fix}`)),
  ].join('\n');
}

function describe(finding: Finding): string {
  const subject = oneLine(finding.subject.name ?? finding.subject.id);
  if (finding.expected === undefined) return `${subject}: ${finding.message ?? 'violated'}`;
  const path = finding.at?.path ?? 'it';
  return finding.verdict === 'undetermined'
    ? `${subject}: ${path} is not known before deployment, must be ${finding.expected}`
    : `${subject}: ${path} must be ${finding.expected}, found ${finding.found ?? 'nothing'}`;
}

/** Violations that an exception excuses, by policy: who approved it, why and until when. */
export function renderExcused(
  findings: readonly Finding[],
  rules: BlockingRules,
  terminal: Terminal,
): string {
  const excused = findings.filter((finding) => isExcused(finding) && !blocks(finding, rules));
  const indent = '    ';
  const text = (value: string) => indent + wrap(plainText(value), terminal.width - indent.length, indent);
  return [...groupBy(excused, ({ source, severity }) => `${severity} ${source.id}`)]
    .map(([head, members]) => {
      const places = members.slice(0, mostPlaces).flatMap((finding) => {
        const { exception } = finding;
        return [describe(finding), ...(exception === undefined ? [] : [describeExcuse(exception)])];
      });
      const rest = members.length - mostPlaces;
      if (rest > 0) places.push(`… and ${count(rest, 'more place')}, all in findings.json`);
      return `  ${terminal.colors.yellow(`${marks.excused} ${head}`)}\n${places.map(text).join('\n')}\n`;
    })
    .join('');
}

function isExcused({ exception }: Finding): boolean {
  return exception !== undefined;
}

/** How many places of one policy are printed of those that are not known yet: every first preview has many. */
const mostOpenPlaces = 3;

/** What could not be decided and does not block, by policy: where, and what must be there. */
export function renderUndetermined(
  findings: readonly Finding[],
  rules: BlockingRules,
  terminal: Terminal,
): string {
  const open = findings.filter((finding) => finding.verdict === 'undetermined' && !blocks(finding, rules));
  const indent = '    ';
  const text = (value: string) => indent + wrap(plainText(value), terminal.width - indent.length, indent);
  return [...groupBy(open, ({ source, severity }) => `${severity} ${source.id}`)]
    .map(([head, members]) => {
      const rest = members.length - mostOpenPlaces;
      const places = [
        ...members.slice(0, mostOpenPlaces).map(describe),
        ...(rest > 0 ? [`… and ${count(rest, 'more place')}, all in findings.json`] : []),
      ];
      return `  ${terminal.colors.yellow(`${marks.undetermined} ${head}`)}\n${places.map(text).join('\n')}\n`;
    })
    .join('');
}

/** Coverage, a line a status; what no promise has is left out. */
export function renderCoverage(coverage: Coverage, terminal: Terminal): string {
  const { counts, promises } = coverage;
  const rows: readonly [number, string][] = [
    [counts.violated, 'violated'],
    [counts.undetermined, 'undetermined: a value is known only after deployment'],
    [counts.partly, 'kept in part: some of what keeps them does not exist yet'],
    [counts.notShown, 'with nothing in this plan to show them on, though some of what keeps them exists'],
    [counts.planned, 'not kept yet: nothing that keeps them exists'],
  ];
  const lines = [
    `${counts.kept} of ${promises.length} promises kept and shown by this preview`,
    ...rows.filter(([amount]) => amount > 0).map(([amount, what]) => `${amount} ${what}`),
  ];
  return lines.map((line) => `  ${wrap(line, terminal.width - 2, '  ')}\n`).join('');
}

/** Numbers for the last line. */
export interface Totals {
  readonly blocking: number;
  readonly advisory: number;
  readonly undetermined: number;
  /** Violations that an exception excuses and that do not block. */
  readonly excused: number;
}

export function totalsOf(findings: readonly Finding[], rules: BlockingRules): Totals {
  const blocking = findings.filter((finding) => blocks(finding, rules)).length;
  const violated = findings.filter(({ verdict }) => verdict === 'violated').length;
  const undetermined = findings.filter(({ verdict }) => verdict === 'undetermined').length;
  const blockingViolations = findings.filter(
    (finding) => finding.verdict === 'violated' && blocks(finding, rules),
  ).length;
  const excused = findings.filter((finding) => isExcused(finding) && !blocks(finding, rules)).length;
  return { blocking, advisory: violated - blockingViolations - excused, undetermined, excused };
}

/** The one line that tells a person and a log how it went. */
export function renderLastLine(
  stack: string,
  totals: Totals,
  plan: Plan,
  judged: boolean,
  seconds: number,
): string {
  const { resources } = countResources(plan);
  const start = `yosai preview ${stack}: `;
  const end = `(${seconds.toFixed(1)} s)\n`;
  if (!judged) return `${start}NOT JUDGED – ${count(resources, 'resource')}, no policy was asked ${end}`;
  return (
    `${start}${totals.blocking > 0 ? 'BLOCKED' : 'OK'} – ${count(resources, 'resource')}, ` +
    `${totals.blocking} blocking, ${totals.advisory} advisory, ${totals.undetermined} undetermined${totals.excused > 0 ? `, ${totals.excused} excused` : ''} ${end}`
  );
}

/** A name that a program chose, which may hold line breaks. */
function oneLine(name: string): string {
  return plainText(name).replace(/\s+/g, ' ');
}

function descendants(resource: PlanResource, children: ReadonlyMap<string, readonly PlanResource[]>): number {
  let total = 0;
  for (const child of children.get(resource.urn) ?? []) {
    total += (child.custom ? 1 : 0) + descendants(child, children);
  }
  return total;
}

function shortType(type: string): string {
  return type.split(':').at(-1) ?? type;
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
