import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Mistake, renderMistake } from '../../baseline';
import { showFile } from '../../baseline/mistake';
import { type BlockingRules, type ExitCode, exitCodeOf, exitCodes } from '../../findings/exit-code';
import { compareFindings } from '../../findings/order';
import { renderMatrix } from '../../reachability/matrix/render-matrix';
import { drawNetwork } from '../../reachability/picture/draw';
import { findingsOf, type Positions } from '../../reachability/proof';
import { prove } from '../../reachability/prove';
import { fromPlans } from '../../resources/from-plan';
import { plainText } from '../plain-text';
import type { Terminal } from '../terminal';
import { writeResults } from '../write-results';
import { type ProveInput, readProveInput } from './input';
import type { ProveOptions } from './options';
import { renderClaims, renderLastLine } from './output';
import type { PlanFile } from './read-plans';

/** Runs `yosai prove` and says with which code the process ends. */
export function proveCommand(
  files: readonly string[],
  options: ProveOptions,
  terminal: Terminal,
  now: number = Date.now(),
): ExitCode {
  const started = Date.now();
  const input = readProveInput(files, options, now);
  if (!input.ok) return refuse(input.mistakes, terminal);
  const { plans } = input.value;
  const name = nameOfRun(plans);
  const positions = positionsOf(plans);
  const proof = proofOf(input.value);
  const rules: BlockingRules = { undetermined: options.blockUndetermined };
  const findings = findingsOf(proof, positions).sort(compareFindings);
  const file = `${JSON.stringify({ ...proof, findings }, null, 2)}\n`;
  const matrix = renderMatrix(proof.matrix);

  const folder = path.resolve(options.out ?? path.join(options.cwd, 'out'), name);
  const trouble = writeResults(folder, {
    'proof.json': file,
    'matrix.md': matrix,
    'network.svg': drawNetwork(proof.matrix),
  });
  if (trouble !== undefined) {
    terminal.writeError(`error: ${trouble}\n`);
    return exitCodes.outsideFailed;
  }
  const exitCode = exitCodeOf(findings, rules);
  if (options.json) {
    terminal.write(file);
    return exitCode;
  }
  if (options.matrix) {
    terminal.write(matrix);
    return exitCode;
  }
  const claims = renderClaims(proof, positions, terminal, options.quiet ? 'open' : 'all');
  if (claims !== '') terminal.write(`${terminal.colors.bold('Claims')}\n${claims}\n`);
  if (!options.quiet) {
    const where = path.relative(process.cwd(), folder) || '.';
    terminal.write(terminal.colors.dim(`Wrote ${where}/proof.json, matrix.md and network.svg\n`));
  }
  terminal.write(renderLastLine(name, proof, findings, rules, (Date.now() - started) / 1000));
  return exitCode;
}

function proofOf({ plans, baseline, operators, tenants, serviceTags, stale }: ProveInput) {
  return prove({
    stacks: plans.map(({ plan }) => `${plan.project}/${plan.stack}`).sort(),
    view: fromPlans(plans.map(({ plan }) => plan)),
    stale,
    baseline,
    operators,
    tenants: tenants.map(({ id, slot }) => ({ id, slot })),
    ...(serviceTags !== undefined && { serviceTags }),
  });
}

/** One plan gives its stack's name, several are all. */
function nameOfRun(plans: readonly PlanFile[]): string {
  const [only] = plans;
  return plans.length === 1 && only !== undefined ? only.plan.stack : 'all';
}

/** Where the program makes each resource, by its URN; files are named from the current folder. */
function positionsOf(plans: readonly PlanFile[]): Positions {
  return new Map(
    plans.flatMap(({ file, plan }) => {
      const project = projectOf(file);
      return plan.resources.flatMap(({ urn, position }) =>
        position === undefined
          ? []
          : [[urn, { file: showFile(path.resolve(project, position.file)), line: position.line }] as const],
      );
    }),
  );
}

/**
 * The folder of the project, from which a plan tells its files: two above a plan in its usual place. Where a plan was
 * moved it is not known, and taken to be the current folder.
 */
function projectOf(plan: string): string {
  const folder = path.resolve(path.dirname(plan), '../..');
  return existsSync(path.join(folder, 'Pulumi.yaml')) ? folder : '.';
}

function refuse(mistakes: readonly Mistake[], terminal: Terminal): ExitCode {
  for (const mistake of mistakes) terminal.writeError(`${plainText(renderMistake(mistake))}\n`);
  const found = mistakes.length === 1 ? '1 mistake' : `${mistakes.length} mistakes`;
  terminal.writeError(`yosai prove: ${found} in the input; nothing was proven or written\n`);
  return exitCodes.badInput;
}
