import { type BlockingRules, blocks } from '../../findings/exit-code';
import { type Finding, severities } from '../../findings/finding';
import { groupBy } from '../../findings/group-by';
import { describeExcuse } from '../../findings/render-line';
import type { AuditSummary, HostResult } from '../../host-audit/audit-result';
import { lastLine } from '../last-line';
import { plainText } from '../plain-text';
import type { Terminal } from '../terminal';
import { wrap } from '../wrap';
import type { Shard } from './options';

/** How many violations of one host are printed, how many reasons for what is not known, and how many names of each. */
const few = { violations: 20, reasons: 3, names: 6 };
const unlimited = { violations: Infinity, reasons: Infinity, names: Infinity };

/** What is shown of a host that has many findings. */
export interface Shown {
  /** Everything, and not the first of many. */
  readonly all: boolean;
  /** Name of the file that holds everything. */
  readonly file: string;
}

/** A host with what was found, as soon as it is there. */
export function renderHost(
  host: HostResult,
  findings: readonly Finding[],
  rules: BlockingRules,
  terminal: Terminal,
  shown: Shown,
): string {
  const { name, address, role, status, why = '', counts, seconds } = host;
  const { bold, red, dim } = terminal.colors;
  const where = [...(address === name ? [] : [address]), role].join(', ');
  const head = `${bold(name)} ${dim(`(${where})`)}: `;
  const older = host.olderFacts === undefined ? '' : told(tellOlder(host.olderFacts), '  ', terminal);
  if (status === 'unreachable') {
    return `${head}${red('not reached')}\n${told(`✗ ${why}`, '  ', terminal)}${older}`;
  }
  const took = seconds === undefined ? '' : dim(` (${seconds.toFixed(1)} s)`);
  const numbers = `${counts.violated} violated${excusedOf(host.excused)}, ${counts.undetermined} undetermined, ${counts.compliant} compliant`;
  const broken = status === 'brokenOff' ? told(`✗ not read to its end: ${why}`, '  ', terminal) : '';
  const violated = renderViolated(findings, rules, terminal, shown);
  const open = renderUndetermined(findings, rules, terminal, shown);
  return `${head}${numbers}${took}\n${broken}${older}${violated}${open}`;
}

function tellOlder({ file, collectedAt }: NonNullable<HostResult['olderFacts']>): string {
  const when = collectedAt === undefined ? '' : `, of ${collectedAt.slice(0, 16).replace('T', ' ')} UTC`;
  return `${file} is still there from an earlier visit${when}; it was not judged`;
}

/** What of an audit may need a hint. */
interface Seen {
  readonly all: number;
  readonly shard: Shard | undefined;
  /** How many findings are undetermined because sudo refused, and as whom the auditor came there. */
  readonly refused: number;
  readonly accounts: readonly string[];
  /** Hosts of exceptions that are none of those that were audited. */
  readonly excusedElsewhere: readonly string[];
}

/** What to do where less was seen than there is. */
export function renderHints(seen: Seen, terminal: Terminal): string {
  const { all, shard, refused, accounts, excusedElsewhere } = seen;
  const account = accounts.length === 1 ? ` --account ${accounts[0]}` : '';
  const others = excusedElsewhere.slice(0, few.names).join(', ');
  const hints = [
    ...(all === 0 && shard !== undefined
      ? [`No host falls into part ${shard.index} of ${shard.of}: nothing was looked at.`]
      : []),
    ...(refused === 0
      ? []
      : [
          `sudo refused what ${refused} of these depend on: install what \`yosai audit --print-sudoers${account}\` prints; a rule that is there is of another version or account.`,
        ]),
    ...(excusedElsewhere.length === 0
      ? []
      : [
          `The register excuses findings of hosts that are not among these: ${others}${excusedElsewhere.length > few.names ? ' …' : ''}.`,
        ]),
  ];
  return hints.map((hint) => told(hint, '', terminal)).join('');
}

function renderViolated(
  findings: readonly Finding[],
  rules: BlockingRules,
  terminal: Terminal,
  { all, file }: Shown,
): string {
  const most = (all ? unlimited : few).violations;
  const violated = findings
    .filter(({ verdict }) => verdict === 'violated')
    // The worst first and the excused last, as not all may be shown; else in the order of the sections.
    .sort(
      (a, b) =>
        Number(a.exception !== undefined) - Number(b.exception !== undefined) ||
        severities.indexOf(a.severity) - severities.indexOf(b.severity),
    );
  const rest = violated.length - most;
  return [
    ...violated.slice(0, most).map((finding) => renderViolation(finding, rules, terminal)),
    ...(rest > 0
      ? [told(`… and ${rest} more violated, all in ${file}; --all prints them`, '  ', terminal)]
      : []),
  ].join('');
}

function renderViolation(finding: Finding, rules: BlockingRules, terminal: Terminal): string {
  const { source, controls, severity, expected, found = 'nothing', at, fix, exception } = finding;
  const { red, yellow } = terminal.colors;
  const promises = controls.length === 0 ? '' : ` (${controls.join(', ')})`;
  const paint = blocks(finding, rules) ? red : yellow;
  const where = at?.file === undefined ? '' : `${at.file}${at.line === undefined ? '' : `:${at.line}`}`;
  const place = found.includes(where) ? '' : ` at ${where}`;
  const mark = exception === undefined ? '✗' : '!';
  return [
    `  ${paint(`${mark} ${severity}`)} ${source.id}${promises}\n`,
    told(`must be: ${expected}; found: ${found}${place}`, '    ', terminal),
    ...(exception === undefined ? [] : [told(describeExcuse(exception), '    ', terminal)]),
    ...(fix === undefined ? [] : [told(`Fix: ${fix}`, '    ', terminal)]),
  ].join('');
}

const excusedOf = (excused = 0) => (excused === 0 ? '' : ` (${excused} excused)`);

/** What is to tell of exceptions in the register, where the last lines are looked at. */
export function renderNotes(notes: readonly Finding[], terminal: Terminal): string {
  if (notes.length === 0) return '';
  const lines = notes.map(({ subject, at, expected, found, fix = '' }) => {
    const place = `${at?.file}:${at?.line} ${at?.path}`;
    return `${told(`! ${place} (${subject.id}) must be ${expected}, found ${found}`, '  ', terminal)}${told(`Fix: ${fix}`, '    ', terminal)}`;
  });
  return `${terminal.colors.bold('Exceptions')}\n${lines.join('')}`;
}

/** What is not known, by the reason: one that is missing hides many. */
function renderUndetermined(
  findings: readonly Finding[],
  rules: BlockingRules,
  terminal: Terminal,
  { all, file }: Shown,
): string {
  const most = all ? unlimited : few;
  const open = findings.filter(({ verdict }) => verdict === 'undetermined');
  const reasons = [...groupBy(open, ({ found }) => found ?? '')].sort(([, a], [, b]) => b.length - a.length);
  const rest = reasons.length - most.reasons;
  return [
    ...reasons.slice(0, most.reasons).map(([reason, members]) => {
      const paint = members.some((finding) => blocks(finding, rules))
        ? terminal.colors.red
        : terminal.colors.yellow;
      const names = members.map(({ source }) => source.id);
      const more = names.length > most.names ? ` and ${names.length - most.names} more` : '';
      const list = `${names.slice(0, most.names).join(', ')}${more}`;
      const mark = '  ? not known ';
      const lines = wrap(list, terminal.width - mark.length, ' '.repeat(mark.length));
      return `  ${paint('? not known')} ${lines}\n${told(reason, '    ', terminal)}`;
    }),
    ...(rest > 0
      ? [
          told(
            `… and ${rest} more ${rest === 1 ? 'reason' : 'reasons'}, all in ${file}; --all prints them`,
            '  ',
            terminal,
          ),
        ]
      : []),
  ].join('');
}

/** What a host says of itself comes without what would steer the terminal, and on lines of ours. */
function told(text: string, indent: string, terminal: Terminal): string {
  const plain = plainText(text).replace(/\s+/g, ' ');
  return `${indent}${wrap(plain, terminal.width - indent.length, indent)}\n`;
}

/** Hosts that were not reached, or not to their end, once more, where the last lines are looked at. */
export function renderMissing({ hosts }: AuditSummary, terminal: Terminal): string {
  const missing = hosts.filter(({ status }) => status !== 'audited');
  if (missing.length === 0) return '';
  const lines = missing.map(({ name, why = '' }) => told(`${name}: ${why}`, '  ', terminal));
  return `${terminal.colors.bold('Not audited, or not to their end')}\n${lines.join('')}`;
}

/** The one line that tells a person and a log how it went. */
export function renderLastLine(
  summary: AuditSummary,
  all: number,
  seconds: number,
  terminal: Pick<Terminal, 'width'>,
): string {
  const { hosts, shard } = summary;
  const word = wordOf(summary);
  const sum = (of: (host: HostResult) => number) => hosts.reduce((total, host) => total + of(host), 0);
  const count = (status: HostResult['status']) => sum((host) => Number(host.status === status));
  const part = shard === undefined ? '' : ` (part ${shard.index} of ${shard.of})`;
  const missing = [
    ...(count('unreachable') > 0 ? [`${count('unreachable')} not reached`] : []),
    ...(count('brokenOff') > 0 ? [`${count('brokenOff')} not read to the end`] : []),
    ...(all > hosts.length ? [`${all - hosts.length} not begun or not finished`] : []),
  ];
  const counts = [
    `${all} ${all === 1 ? 'host' : 'hosts'}`,
    ...missing,
    `${sum(({ blocking }) => blocking)} blocking`,
    `${sum((host) => host.counts.violated)} violated${excusedOf(sum(({ excused = 0 }) => excused))}`,
    `${sum((host) => host.counts.undetermined)} undetermined`,
  ];
  return lastLine({ head: `yosai audit${part}: ${word}`, counts, seconds }, terminal);
}

function wordOf({ verdict, interrupted, hosts }: AuditSummary): string {
  if (interrupted === true) return 'INTERRUPTED';
  if (verdict !== 'ok') return verdict.toUpperCase();
  return hosts.some(({ counts }) => counts.undetermined > 0) ? 'UNDETERMINED' : 'OK';
}
