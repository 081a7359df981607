import type { Matrix } from '../matrix/matrix';
import { type Arrow, type Box, type Layout, layoutOf, sizes, type Tone } from './layout';

const style = `
  svg { font-family: system-ui, "Helvetica Neue", Arial, sans-serif; font-size: 12px; }
  .page { fill: #ffffff; } .box { fill: #f3f6fa; stroke: #8a99ad; } .lane { stroke: #c3ccd8; }
  .behind { fill: #e4eaf2; stroke: #8a99ad; } text { fill: #1b2733; } .title { font-weight: 600; font-size: 14px; }
  .subnet { fill: #ffffff; stroke: #8a99ad; } .halo { stroke: #f3f6fa; stroke-width: 4px; paint-order: stroke; }
  .arrow { fill: none; stroke-width: 1.6px; }
  .usual { stroke: #2b6cb0; } .some { stroke: #805ad5; stroke-width: 2.5px; } .open { stroke: #b7791f; stroke-dasharray: 6 4; } .alarming { stroke: #c53030; stroke-width: 2.5px; }
  .tip-usual { fill: #2b6cb0; } .tip-some { fill: #805ad5; } .tip-open { fill: #b7791f; } .tip-alarming { fill: #c53030; } .note { fill: #52606d; }
  @media (prefers-color-scheme: dark) {
    .page { fill: #12181f; } .box { fill: #1b242e; stroke: #64748b; } .lane { stroke: #37434f; }
    .behind { fill: #222d38; stroke: #64748b; } text { fill: #e6ebf1; } .subnet { fill: #12181f; stroke: #64748b; }
    .halo { stroke: #1b242e; } .usual { stroke: #7ab8f5; } .some { stroke: #c4a7ff; } .open { stroke: #ecc06a; } .alarming { stroke: #ff8080; }
    .tip-usual { fill: #7ab8f5; } .tip-some { fill: #c4a7ff; } .tip-open { fill: #ecc06a; } .tip-alarming { fill: #ff8080; } .note { fill: #a9b4c0; }
  }
`;

/** The tones of arrows, in the order of the legend, and what each says. */
const legend: Readonly<Record<Tone, string>> = {
  usual: 'gets through',
  some: 'gets through for some tenants only',
  open: 'not certain: something of the way is not known',
  alarming: 'joins what is to stay apart',
};
const tones = Object.keys(legend) as Tone[];

/**
 * The network as a picture: SVG 1.1 of its own, light or dark as the reader's screen is. The same matrix always gives
 * the same text.
 */
export function drawNetwork(matrix: Matrix): string {
  const layout = layoutOf(matrix);
  const { width, height } = layout;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    '<title>Who reaches whom in the network</title>',
    `<style>${style}</style>`,
    `<defs>${tones.map(tip).join('')}</defs>`,
    `<rect class="page" width="${width}" height="${height}"/>`,
    ...layout.boxes.map((box) => drawBox(box, layout)),
    ...layout.arrows.map(drawArrow),
    ...drawLegend(layout),
    `<text class="note" x="${sizes.margin}" y="${height - 10}">${note}</text>`,
    '</svg>',
    '',
  ].join('\n');
}

const note =
  'An arrow is traffic for which a way exists, with its destination ports; where none is drawn, nothing gets through.';

const sample = { length: 34, gap: 8, letter: 6.3, between: 26 } as const;

/** A short arrow of each tone that is drawn, with what it says; letters are taken as equally wide. */
function drawLegend({ arrows, height }: Layout): string[] {
  const y = height - 32;
  let x: number = sizes.margin;
  return tones
    .filter((tone) => arrows.some((arrow) => arrow.tone === tone))
    .map((tone) => {
      const from = x;
      const end = from + sample.length;
      x = end + sample.gap + legend[tone].length * sample.letter + sample.between;
      return [
        `<path class="arrow ${tone}" d="M${from} ${y}H${end}"/>`,
        `<path class="tip-${tone}" d="M${end} ${y - 5}l10 5l-10 5z"/>`,
        `<text class="note" x="${end + sample.gap + 8}" y="${y + 4}">${legend[tone]}</text>`,
      ].join('\n');
    });
}

function tip(tone: Arrow['tone']): string {
  return `<marker id="tip-${tone}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path class="tip-${tone}" d="M0 0L10 5L0 10z"/></marker>`;
}

function drawBox({ label, x, width, lanes, repeated }: Box, { height }: Layout): string {
  const top = sizes.margin;
  const bottom = height - sizes.foot;
  const rect = (className: string, shift: number) =>
    `<rect class="${className}" x="${x + shift}" y="${top - shift}" width="${width}" height="${bottom - top}" rx="8"/>`;
  return [
    ...(repeated ? [rect('behind', 8), rect('behind', 4)] : []),
    rect('box', 0),
    `<text class="title" x="${x + width / 2}" y="${top + 22}" text-anchor="middle">${escapeText(label)}</text>`,
    ...lanes.map(({ label: name, x: middle }) => drawLane(name, middle, bottom)),
  ].join('\n');
}

const laneHead = { top: sizes.margin + 34, height: 40 } as const;

function drawLane(name: string, x: number, bottom: number): string {
  const lines = breakName(name);
  const first = laneHead.top + laneHead.height / 2 + 4 - (lines.length - 1) * 7;
  return [
    `<line class="lane" x1="${x}" y1="${laneHead.top + laneHead.height}" x2="${x}" y2="${bottom - 8}"/>`,
    `<rect class="subnet" x="${x - sizes.lane / 2 + 6}" y="${laneHead.top}" width="${sizes.lane - 12}" height="${laneHead.height}" rx="5"/>`,
    ...lines.map(
      (line, index) =>
        `<text x="${x}" y="${first + index * 14}" text-anchor="middle">${escapeText(line)}</text>`,
    ),
  ].join('\n');
}

function drawArrow({ fromX, toX, y, label, tone }: Arrow): string {
  const middle = (fromX + toX) / 2;
  const line =
    fromX === toX
      ? `M${fromX} ${y - 10}h${sizes.self - 8}v14h-${sizes.self - 12}`
      : `M${fromX} ${y}H${toX > fromX ? toX - 1 : toX + 1}`;
  const at =
    fromX === toX ? `x="${fromX + 6}" y="${y - 14}"` : `x="${middle}" y="${y - 5}" text-anchor="middle"`;
  return [
    `<path class="arrow ${tone}" d="${line}" marker-end="url(#tip-${tone})"/>`,
    `<circle class="tip-${tone}" cx="${fromX}" cy="${fromX === toX ? y - 10 : y}" r="3"/>`,
    `<text class="halo" ${at}>${escapeText(label)}</text>`,
  ].join('\n');
}

/** A long name on two lines, broken at a hyphen near its middle. */
function breakName(name: string): string[] {
  const longest = 14;
  if (name.length <= longest) return [name];
  const at = name.indexOf('-', Math.floor(name.length / 3));
  const lines = at < 0 ? [name] : [name.slice(0, at + 1), name.slice(at + 1)];
  return lines.map((line) => (line.length > longest + 1 ? `${line.slice(0, longest)}…` : line));
}

function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
