import type { Matrix, MatrixEntry, Side } from './matrix';

/** How many tenants are named before they are counted. */
const mostNamed = 3;

/**
 * The matrix as Markdown (CommonMark with tables): one row for each pair of sides between which packets get through.
 * Pairs without a row are closed.
 */
export function renderMatrix(matrix: Matrix): string {
  const rows = matrix.entries.map((entry) => [
    sideText(entry.from, entry, matrix),
    targetText(entry, matrix),
    `${entry.traffic.join('; ')}${entry.open ? ' (not certain)' : ''}`,
    forWhom(entry, matrix),
  ]);
  const header = ['from', 'to', 'what gets through', 'for'];
  const cells = [header, header.map(() => '---'), ...rows].map(
    (row) => `| ${row.map(escapeCell).join(' | ')} |`,
  );
  return [
    '# Who reaches whom',
    '',
    'Each row is traffic for which a way exists, judged at its first packet; pairs without a row are closed. What a',
    'gateway or the bastion reaches in its own name stands in the row of its subnet.',
    '',
    ...cells,
    '',
  ].join('\n');
}

function sideText({ group, name }: Side, _entry: MatrixEntry, { tenants }: Matrix): string {
  if (group === 'outside') return name;
  const who = group === 'tenant' && tenants.length > 1 ? 'each tenant' : group;
  return `${who}: ${name}`;
}

function targetText(entry: MatrixEntry, matrix: Matrix): string {
  const { to, tenants } = entry;
  if (tenants === undefined) return sideText(to, entry, matrix);
  return `${tenants === 'same' ? 'the same tenant' : 'ANOTHER tenant'}: ${to.name}`;
}

function forWhom({ of }: MatrixEntry, { tenants }: Matrix): string {
  if (of.length === 0) return '';
  if (of.length === tenants.length) return of.length === 1 ? (of[0] ?? '') : `all ${of.length} tenants`;
  return of.length > mostNamed ? `${of.length} of ${tenants.length} tenants` : of.join(', ');
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
