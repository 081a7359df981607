import { type BlockingRules, blocks } from '../../findings/exit-code';
import type { Finding } from '../../findings/finding';
import { groupBy } from '../../findings/group-by';
import type { Remark, Where } from '../../network-model/remark';
import type { Unknown, Witness } from '../../reachability/claims/answer';
import { describePacket } from '../../reachability/claims/packet';
import { type JudgedClaim, nameOf, type Positions, type Proof } from '../../reachability/proof';
import { plainText } from '../plain-text';
import type { Terminal } from '../terminal';
import { wrap } from '../wrap';

const marks = { proven: '✓', violated: '✗', undetermined: '?' } as const;
/** How many witnesses or unknowns of one claim are printed; the file holds all. */
const mostShown = 3;
/** How many unknowns that several claims share are printed. */
const mostShared = 10;
const indent = '    ';

/** Every claim with its verdict, and what speaks against it; `open` leaves out what is proven. */
export function renderClaims(
  { claims, faults }: Proof,
  positions: Positions,
  terminal: Terminal,
  only: 'all' | 'open' = 'all',
): string {
  const shown = claims.filter(({ answer }) => only === 'all' || answer.verdict !== 'proven');
  const shared = sharedUnknowns(claims);
  return [
    ...shown.map((claim) => renderClaim(claim, shared, positions, terminal)),
    ...(shared.size === 0 ? [] : [renderShared(shared, positions, terminal)]),
    ...(faults.length === 0 ? [] : [renderFaults(faults, positions, terminal)]),
  ].join('');
}

/** What leaves several claims open, such as a plan that is missing, with the number of claims; by its text. */
type Shared = ReadonlyMap<string, { readonly unknown: Unknown; readonly claims: number }>;

function sharedUnknowns(claims: readonly JudgedClaim[]): Shared {
  const all = claims.flatMap(({ answer }) => (answer.verdict === 'undetermined' ? answer.unknowns : []));
  return new Map(
    [...groupBy(all, keyOf)].flatMap(([key, [unknown, ...others]]) =>
      unknown === undefined || others.length === 0
        ? []
        : [[key, { unknown, claims: others.length + 1 }] as const],
    ),
  );
}

function keyOf({ what, where }: Unknown): string {
  return [what, where?.urn, where?.path].join('\n');
}

function renderShared(shared: Shared, positions: Positions, terminal: Terminal): string {
  const all = [...shared.values()];
  const rest = all.length > mostShared ? [`… and ${all.length - mostShared} more, all in proof.json`] : [];
  const lines = all
    .slice(0, mostShared)
    .flatMap(({ unknown, claims }) => [
      `${unknown.what} (${claims} claims)`,
      ...placeLines(unknown.where, positions),
    ]);
  const said = [...lines, ...rest].map((line) => indented(line, terminal));
  return `  ${terminal.colors.yellow(marks.undetermined)} what several claims need to know\n${said.join('')}`;
}

function renderClaim(claim: JudgedClaim, shared: Shared, positions: Positions, terminal: Terminal): string {
  const { id, answer, severity, words, controls } = claim;
  const { green, red, yellow, dim } = terminal.colors;
  if (answer.verdict === 'proven') {
    return `  ${green(marks.proven)} ${id}\n${indent}${dim(wrap(`${words} (${answer.judged})`, terminal.width - indent.length, indent))}\n`;
  }
  const paint = answer.verdict === 'violated' ? red : yellow;
  const promises = controls.length === 0 ? '' : ` (${controls.join(', ')})`;
  const isViolated = answer.verdict === 'violated';
  const own = isViolated ? [] : answer.unknowns.filter((unknown) => !shared.has(keyOf(unknown)));
  const told = isViolated
    ? answer.witnesses.slice(0, mostShown).flatMap((witness) => witnessLines(witness, positions))
    : own.slice(0, mostShown).flatMap((unknown) => unknownLines(unknown, positions));
  const all = isViolated ? answer.witnesses.length : own.length;
  const below = isViolated ? 0 : answer.unknowns.length - own.length;
  const rest = [
    ...(all > mostShown ? [`… and ${all - mostShown} more, all in proof.json`] : []),
    ...(below > 0 ? [`not known: ${below} of what several claims need, told once below`] : []),
  ];
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
