import { type BlockingRules, blocks } from '../findings/exit-code';
import type { Finding } from '../findings/finding';
import type { Remark, Where } from '../network-model/remark';
import type { Unknown, Witness } from '../reachability/claims/answer';
import { describePacket } from '../reachability/claims/packet';
import { type JudgedClaim, nameOf, type Positions, type Proof } from '../reachability/proof';
import { plainText } from './plain-text';
import type { Terminal } from './terminal';
import { wrap } from './wrap';

const marks = { proven: '✓', violated: '✗', undetermined: '?' } as const;
/** How many witnesses or unknowns of one claim are printed; the file holds all. */
const mostShown = 3;
const indent = '    ';

/** Every claim with its verdict, and what speaks against it; `open` leaves out what is proven. */
export function renderClaims(
  { claims, faults }: Proof,
  positions: Positions,
  terminal: Terminal,
  only: 'all' | 'open' = 'all',
): string {
  const shown = claims.filter(({ answer }) => only === 'all' || answer.verdict !== 'proven');
  const common = commonUnknowns(claims);
  return [
    ...shown.map((claim) => renderClaim(claim, common, positions, terminal)),
    ...(common.size === 0 ? [] : [renderCommon(common, terminal)]),
    ...(faults.length === 0 ? [] : [renderFaults(faults, positions, terminal)]),
  ].join('');
}

/** Of how many claims a thing has to be unknown to be told once for all of them. */
const leastInCommon = 3;

/** What is not known of several claims alike and of no place, such as a plan that is missing; of how many claims each. */
function commonUnknowns(claims: readonly JudgedClaim[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { answer } of claims) {
    if (answer.verdict !== 'undetermined') continue;
    for (const what of new Set(
      answer.unknowns.filter((one) => one.where === undefined).map((one) => one.what),
    ))
      counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return new Map([...counts].filter(([, count]) => count >= leastInCommon));
}

function renderCommon(common: ReadonlyMap<string, number>, terminal: Terminal): string {
  const shown = [...common].slice(0, mostShown * 2);
  const rest = common.size - shown.length;
  const lines = [
    ...shown.map(([what, count]) => `${what} (${count} claims)`),
    ...(rest > 0 ? [`… and ${rest} more, all in proof.json`] : []),
  ];
  return `  ${terminal.colors.yellow(`${marks.undetermined} not known`)} of several claims\n${lines.map((line) => indented(line, terminal)).join('')}`;
}

function renderClaim(
  claim: JudgedClaim,
  common: ReadonlyMap<string, number>,
  positions: Positions,
  terminal: Terminal,
): string {
  const { id, answer, severity, words, controls } = claim;
  const { green, red, yellow, dim } = terminal.colors;
  if (answer.verdict === 'proven') {
    return `  ${green(marks.proven)} ${id}\n${indent}${dim(wrap(`${words} (${answer.judged})`, terminal.width - indent.length, indent))}\n`;
  }
  const paint = answer.verdict === 'violated' ? red : yellow;
  const promises = controls.length === 0 ? '' : ` (${controls.join(', ')})`;
  const own =
    answer.verdict === 'undetermined'
      ? answer.unknowns.filter(({ what, where }) => where !== undefined || !common.has(what))
      : [];
  const told =
    answer.verdict === 'violated'
      ? answer.witnesses.slice(0, mostShown).flatMap((witness) => witnessLines(witness, positions))
      : own.slice(0, mostShown).flatMap((unknown) => unknownLines(unknown, positions));
  const all = answer.verdict === 'violated' ? answer.witnesses.length : own.length;
  const rest = all > mostShown ? [`… and ${all - mostShown} more, all in proof.json`] : [];
  const said = `${indent}${wrap(words, terminal.width - indent.length, indent)}\n`;
  const lines = [...told, ...rest].map((line) => indented(line, terminal));
  return `  ${paint(`${marks[answer.verdict]} ${severity}`)} ${id}${promises}\n${said}${lines.join('')}`;
}

/** A packet, its way hop by hop, and where the fault stands. Spaces at the beginning of a line are kept. */
function witnessLines({ packet, from, to, path, what, where }: Witness, positions: Positions): string[] {
  const head = packet === undefined ? `${from} → ${to}` : `${describePacket(packet)}: ${from} → ${to}`;
  const hops = path.map(({ what: hop }, index) => `  ${index + 1}. ${hop}`);
  // The last hop is most often what is at fault.
  const fault = path.at(-1)?.what === what ? [] : [`  let through by: ${what}`];
  return [head, ...hops, ...fault, ...placeLines(where, positions)];
}

function unknownLines({ what, where }: Unknown, positions: Positions): string[] {
  return [`not known: ${what}`, ...placeLines(where, positions)];
}

function placeLines(where: Where | undefined, positions: Positions): string[] {
  if (where === undefined) return [];
  const position = positions.get(where.urn);
  const path = where.path === '' ? '' : ` ${where.path}`;
  const file = position === undefined ? '' : `, made in ${position.file}:${position.line}`;
  return [`  at ${nameOf(where.urn)}${path}${file}`, `  ${where.urn}`];
}

function renderFaults(faults: readonly Remark[], positions: Positions, terminal: Terminal): string {
  const rest =
    faults.length > mostShown ? [`… and ${faults.length - mostShown} more, all in proof.json`] : [];
  const lines = [
    ...faults.slice(0, mostShown).flatMap(({ what, where }) => [what, ...placeLines(where, positions)]),
    ...rest,
  ].map((line) => indented(line, terminal));
  return `  ${terminal.colors.red(`${marks.violated} high`)} what the plans say is not sound\n${lines.join('')}`;
}

function indented(line: string, terminal: Terminal): string {
  const text = plainText(line).replace(/\n/g, ' ');
  const own = indent + (/^ */.exec(text)?.[0] ?? '');
  return `${own}${wrap(text.trimStart(), terminal.width - own.length - 2, `${own}  `)}\n`;
}

/** The one line that tells a person and a log how it went. */
export function renderLastLine(
  name: string,
  { claims, stacks, missing, stale, faults }: Proof,
  findings: readonly Finding[],
  rules: BlockingRules,
  seconds: number,
): string {
  const count = (verdict: string) => claims.filter(({ answer }) => answer.verdict === verdict).length;
  const blocked = findings.some((finding) => blocks(finding, rules));
  const undetermined = count('undetermined');
  const word = blocked ? 'BLOCKED' : undetermined > 0 ? 'UNDETERMINED' : 'PROVEN';
  const absent = missing.length === 0 ? '' : `, ${missing.length} missing`;
  const old = stale.length === 0 ? '' : ', stale';
  const wrong = faults.length === 0 ? '' : `, ${faults.length} not sound`;
  return (
    `yosai prove ${name}: ${word} – ${stacks.length} ${stacks.length === 1 ? 'plan' : 'plans'}${absent}${old}, ` +
    `${count('proven')} proven, ${count('violated')} violated, ${undetermined} undetermined${wrong} ` +
    `(${seconds.toFixed(1)} s)\n`
  );
}
