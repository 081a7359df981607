// What the benchmark prints of policies and proof.
import { print } from './report.mjs';

/** Shares of the bare program's time; orientation, not goals: 0.2 ms a resource, 2 s for 200 tenants. */
const goals = { policiesShare: 1 / 5, proofShare: 1 / 10, proofAt: 200 };

/** Prints the rows. @returns whether every goal that they can show is reached */
export function reportPolicies(rows, checker) {
  const [{ take }] = rows;
  console.log(
    `${take.resourcePolicies.count} policies about resources, ${take.stackPolicies.count} about the stack, ` +
      `${take.proof.claims} claims; times of one cold process, the median of its runs\n`,
  );
  const share = (seconds, { floor }) => (floor === undefined ? '–' : (seconds / floor).toFixed(3));
  print(rows, [
    ['tenants', (row) => row.tenants],
    ['resources', (row) => row.resources],
    ['program s', (row) => row.floor?.toFixed(2) ?? 'not run'],
    ['resource policies s', (row) => row.policies.toFixed(3)],
    ['ms a resource', (row) => ((row.policies * 1000) / row.resources).toFixed(3)],
    ['/ program', (row) => share(row.policies, row)],
    ['stack policies s', (row) => row.stack.toFixed(3)],
    ['slowest', (row) => row.take.slowestStackPolicy.map((part) => part.toFixed?.(2) ?? part).join(' ')],
    ['proof s', (row) => row.proof.toFixed(3)],
    ['/ program', (row) => share(row.proof, row)],
    ['proven', (row) => `${row.take.proof.proven}/${row.take.proof.claims}`],
  ]);
  if (rows.length > 1) {
    for (const [title, key] of [
      ['resource policies', 'policies'],
      ['stack policies', 'stack'],
      ['proofs', 'proof'],
    ]) {
      console.log(`${title} grow with tenants to the power of ${exponent(rows, key).toFixed(2)}`);
    }
    console.log();
  }
  printChecker(rows, checker);
  const checks = checksOf(rows);
  for (const [text, reached] of checks) console.log(`${reached ? 'reached' : 'missed '}  ${text}`);
  return checks.every(([, reached]) => reached);
}

function printChecker(rows, checker) {
  if (!checker.isReady) {
    console.log(`skipped  ${checker.title} beside it: it could not be installed (${checker.reason})\n`);
    return;
  }
  const said = ({ checked }) => checked.trouble ?? `${checked.failed} failed, ${checked.passed} passed`;
  console.log(
    `${checker.title}: ${checker.rules} rules for ARM templates, on the resources that the template can hold, long texts cut; with its start`,
  );
  print(rows, [
    ['tenants', (row) => row.tenants],
    ['in template', (row) => row.template.resources],
    ['left out', (row) => row.template.skipped],
    ['checker s', (row) => row.checked.seconds.toFixed(2)],
    ['says', said],
    ['resource and stack policies s', (row) => (row.policies + row.stack).toFixed(2)],
    ['proof s', (row) => row.proof.toFixed(2)],
  ]);
}

/** Prints what thousands of rules in one group cost, by how they lie to each other. */
export function reportManyRules(rows) {
  const [{ sizes }] = rows;
  console.log(
    '\none group with many rules: seconds at each number of rules, and the power to which they grow',
  );
  const grown = (key) => (row) =>
    `${row.sizes.map((size) => size[key].toFixed(2)).join(' ')} ^${exponent(row.sizes, key, 'rules').toFixed(2)}`;
  const counts = sizes.map(({ rules }) => rules).join(' ');
  print(rows, [
    [`rules ${counts}`, (row) => row.shape],
    ['resource policies s', grown('policies')],
    ['stack policies s', grown('stack')],
    ['proof s', grown('proof')],
  ]);
}

/** The slope of the line through the logarithms of size and time, by least squares. */
export function exponent(rows, key, size = 'tenants') {
  const points = rows.map((row) => [Math.log(row[size]), Math.log(row[key])]);
  const mean = (index) => points.reduce((sum, point) => sum + point[index], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const above = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  const below = points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
  return above / below;
}

function checksOf(rows) {
  const run = rows.filter(({ floor }) => floor !== undefined);
  const worst = Math.max(...run.map((row) => row.policies / row.floor));
  const at = run.find(({ tenants }) => tenants === goals.proofAt);
  return [
    ...(run.length === 0
      ? []
      : [
          [
            `resource policies / program: ${worst.toFixed(3)}, goal at most ${goals.policiesShare}`,
            worst <= goals.policiesShare,
          ],
        ]),
    ...(at === undefined
      ? []
      : [
          [
            `proof / program at ${goals.proofAt} tenants: ${(at.proof / at.floor).toFixed(3)}, goal at most ${goals.proofShare}`,
            at.proof / at.floor <= goals.proofShare,
          ],
        ]),
  ];
}
