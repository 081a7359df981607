// What the benchmark prints: a table, the official engine beside it, and the goals.

const goals = { floorRatio: 1.5, growth: 4.5, peakMiB: 1024, oursRatio: 4, offlineRatio: 6 };

/** Prints the rows. @returns whether every goal that they can show is reached */
export function report(rows) {
  print(rows, [
    ['tenants', (row) => row.tenants],
    ['resources', (row) => row.resources],
    ['floor s', (row) => row.floor.toFixed(2)],
    ['preview s', (row) => row.preview.toFixed(2)],
    ['ratio', (row) => row.ratio.toFixed(2)],
    ['with debug messages', (row) => row.talkingRatio.toFixed(2)],
    ['floor MiB', (row) => row.floorLargest.toFixed(0)],
    ['largest process MiB', (row) => row.largest.toFixed(0)],
    ['all processes MiB', (row) => row.sum.toFixed(0)],
  ]);
  print(
    rows.filter(({ official }) => official !== undefined),
    [
      ['tenants', (row) => row.tenants],
      ['official, defaults s', (row) => row.official.defaults.toFixed(1)],
      ['official, ours s', (row) => row.official.ours.toFixed(1)],
      ['rehearsed s', (row) => row.official.rehearsed.toFixed(1)],
      ['offline s', (row) => row.preview.toFixed(1)],
      ['defaults / ours', (row) => row.official.oursRatio.toFixed(2)],
      ['defaults / offline', (row) => row.official.offlineRatio.toFixed(2)],
    ],
  );
  const checks = checksOf(rows);
  for (const [text, reached] of checks) console.log(`${reached ? 'reached' : 'missed '}  ${text}`);
  return checks.every(([, reached]) => reached);
}

export function print(rows, columns) {
  if (rows.length === 0) return;
  const table = [
    columns.map(([title]) => title),
    ...rows.map((row) => columns.map(([, value]) => String(value(row)))),
  ];
  const widths = columns.map((_, index) => Math.max(...table.map((line) => line[index].length)));
  for (const line of table) console.log(line.map((cell, index) => cell.padStart(widths[index])).join('  '));
  console.log();
}

function checksOf(rows) {
  const worst = Math.max(...rows.map((row) => row.ratio));
  const checks = [
    [`preview / floor: ${worst.toFixed(2)}, goal at most ${goals.floorRatio}`, worst <= goals.floorRatio],
  ];
  const fifty = rows.find((row) => row.tenants === 50);
  const most = rows.find((row) => row.tenants === 200);
  if (fifty !== undefined && most !== undefined) {
    const growth = most.preview / fifty.preview;
    checks.push([
      `200 tenants / 50 tenants: ${growth.toFixed(2)}, goal at most ${goals.growth}`,
      growth <= goals.growth,
    ]);
  }
  if (most !== undefined) {
    checks.push([
      `largest process at 200 tenants: ${most.largest.toFixed(0)} MiB, goal under ${goals.peakMiB}`,
      most.largest < goals.peakMiB,
    ]);
  }
  if (fifty?.official !== undefined) {
    const { oursRatio, offlineRatio } = fifty.official;
    checks.push([
      `official engine, defaults / ours at 50 tenants: ${oursRatio.toFixed(2)}, goal at least ${goals.oursRatio}`,
      oursRatio >= goals.oursRatio,
    ]);
    checks.push([
      `official defaults / offline at 50 tenants: ${offlineRatio.toFixed(2)}, goal at least ${goals.offlineRatio}`,
      offlineRatio >= goals.offlineRatio,
    ]);
  }
  return checks;
}
