import { type BlockingRules, blocks } from '../../findings/exit-code';
import type { Finding } from '../../findings/finding';
import type { ProbeFacts, SshSeen, TlsSeen } from '../../host-audit/facts/probe/look';
import { plural } from '../../host-audit/facts/probe/no-answer';
import { countOf, renderRanges } from '../../host-audit/facts/probe/ranges';
import { lastLine } from '../last-line';
import { plainText } from '../plain-text';
import type { Terminal } from '../terminal';
import { wrap } from '../wrap';

const marks = { compliant: '✓', violated: '✗', undetermined: '?', notApplicable: '–' } as const;
const indent = '    ';

/** What the host showed, a line a port. */
export function renderSeen({ ports, ssh, tls }: ProbeFacts, terminal: Terminal): string {
  const counts = [
    `TCP ${renderRanges(ports.open) || 'nothing'} open`,
    ...(['closed', 'filtered'] as const).flatMap((state) =>
      ports[state] === '' ? [] : [`${countOf(ports[state]).toLocaleString('en')} ${state}`],
    ),
    ...(ports.notTried === '' ? [] : [`${countOf(ports.notTried).toLocaleString('en')} not tried`]),
  ];
  const lines = [
    counts.join(', '),
    ...Object.entries(ssh).map(([port, seen]) => `port ${port}: ${tellSsh(seen)}`),
    ...Object.entries(tls).map(([port, seen]) => `port ${port}: ${tellTls(seen)}`),
  ];
  return lines.map((line) => `  ${wrap(oneLine(line), terminal.width - 2, indent)}\n`).join('');
}

function tellSsh({ offer, login }: SshSeen): string {
  if ('unknown' in offer) return `SSH not known: ${offer.unknown}`;
  const keys = 'value' in login ? login.value.keys.flatMap((key) => ('value' in key ? [key.value] : [])) : [];
  const told = keys.map(({ type, fingerprint }) => `, ${type} ${fingerprint}`);
  return `SSH ${offer.value.protocol} ${offer.value.software}${told.join('')}`;
}

function tellTls({ suites, certificates }: TlsSeen): string {
  const versions = Object.entries(suites).flatMap(([version, answer]) =>
    'value' in answer && answer.value.length > 0
      ? [`${version} with ${plural(answer.value.length, 'suite')}`]
      : [],
  );
  const own = 'value' in certificates ? certificates.value.chain[0] : undefined;
  const until = own !== undefined && Number.isFinite(own.validTo) ? new Date(own.validTo) : undefined;
  const certificate =
    own === undefined ? '' : `, certificate ${own.subject} until ${until?.toISOString().slice(0, 10) ?? '?'}`;
  const isKnown = Object.values(suites).some((answer) => 'value' in answer);
  return `${versions.join(', ') || (isKnown ? 'no TLS' : 'TLS not known')}${certificate}`;
}

/** Findings that are not compliant, one by one. */
export function renderFindings(
  findings: readonly Finding[],
  rules: BlockingRules,
  terminal: Terminal,
  only: 'all' | 'blocking',
): string {
  return findings
    .filter((finding) =>
      only === 'blocking'
        ? blocks(finding, rules)
        : finding.verdict === 'violated' || finding.verdict === 'undetermined',
    )
    .map((finding) => renderFinding(finding, rules, terminal))
    .join('');
}

function renderFinding(finding: Finding, rules: BlockingRules, { colors, width }: Terminal): string {
  const { verdict, severity, source, controls, at, expected = '', found = 'nothing', fix } = finding;
  const paint = blocks(finding, rules) ? colors.red : colors.yellow;
  const promises = controls.length === 0 ? '' : ` (${controls.join(', ')})`;
  const place = at?.path ?? 'the host';
  const told =
    verdict === 'undetermined' ? `${place}: not known: ${found}` : `${place}: ${found}; expected ${expected}`;
  const lines = [told, ...(fix === undefined ? [] : [`Fix: ${fix}`])];
  const text = lines.map((line) => `${indent}${wrap(oneLine(line), width - indent.length, `${indent}  `)}\n`);
  return `  ${paint(`${marks[verdict]} ${severity}`)} ${source.id}${promises}\n${text.join('')}`;
}

/** The one line that tells a person and a log how it went. */
export function renderLastLine(
  host: string,
  seen: ProbeFacts,
  findings: readonly Finding[],
  rules: BlockingRules,
  seconds: number,
  terminal: Pick<Terminal, 'width'>,
): string {
  const count = (verdict: Finding['verdict']) => findings.filter((one) => one.verdict === verdict).length;
  const blocked = findings.some((finding) => blocks(finding, rules));
  const open = count('undetermined') > 0;
  const word = isSilent(seen) ? 'UNREACHABLE' : blocked ? 'BLOCKED' : open ? 'UNDETERMINED' : 'OK';
  const { ports } = seen;
  const tried = ports.open.length + countOf(ports.closed) + countOf(ports.filtered);
  const counts = [
    `${count('violated')} violated`,
    `${count('undetermined')} undetermined`,
    `${count('compliant')} compliant`,
    `${ports.open.length} of ${tried.toLocaleString('en')} ${tried === 1 ? 'port' : 'ports'} open`,
  ];
  return lastLine({ head: `yosai probe ${host}: ${word}`, counts, seconds }, terminal);
}

/** Whether nothing of the host answered: then it may be down, or somewhere else. */
export function isSilent({ ports }: ProbeFacts): boolean {
  return ports.open.length === 0 && ports.closed === '';
}

function oneLine(text: string): string {
  return plainText(text).replace(/[\n\t]/g, ' ');
}
