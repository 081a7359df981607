import path from 'node:path';
import type { Mistake } from '../../baseline/mistake';
import { renderMistake } from '../../baseline/mistake';
import { type ExitCode, exitCodes } from '../../findings/exit-code';
import { type Day, dayAt, daysBetween, isDay } from '../../lifecycle/calendar';
import { type Project, projectPacks, readProject } from '../../preview/project';
import { readStackConfig, type StackConfig } from '../../preview/stack-config';
import type { Engine } from '../../rehearsal/engine/engine';
import { provideEngine } from '../../rehearsal/engine/provide-engine';
import { isInterrupted } from '../../rehearsal/engine/run-command';
import { whyNotEvidenceOf } from '../../rehearsal/evidence';
import { type Taken, takeFolder } from '../../rehearsal/exclusive';
import { forgetRehearsal, whyNotOwn } from '../../rehearsal/own-folder';
import { type Operation, Rehearsal } from '../../rehearsal/rehearse';
import type { EngineEnd } from '../../rehearsal/run-engine';
import { blameOverrides } from '../blame';
import { plainText } from '../plain-text';
import type { Terminal } from '../terminal';
import { EngineLines } from './engine-lines';
import type { RehearseOptions } from './options';

/** Everything that a change has to survive, from nothing; the second up must find nothing to do. */
const everything: readonly { readonly operation: Operation; readonly more: readonly string[] }[] = [
  { operation: 'up', more: [] },
  { operation: 'up', more: ['--expect-no-changes'] },
  { operation: 'refresh', more: ['--expect-no-changes'] },
  { operation: 'destroy', more: [] },
];

/** Runs `yosai rehearse` and says with which code the process ends. */
export async function rehearseCommand(
  operation: Operation | undefined,
  options: RehearseOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const project = readProject(options.cwd);
  if (!project.ok) return refuse(project.mistakes, terminal);
  const config = readStackConfig(project.value, options.stack, options.config);
  if (!config.ok) return refuse(config.mistakes, terminal);
  if (config.value.secretKeys.length > 0) {
    const text = `holds ${config.value.secretKeys.join(', ')} encrypted, which a rehearsal cannot read. Give an invented value with --config`;
    return refuse([{ file: `Pulumi.${options.stack}.yaml`, text }], terminal);
  }
  const { asOf } = options;
  if (asOf !== undefined && !isDay(asOf)) {
    const text = `${asOf} is not a date of the calendar such as 2026-04-01`;
    return refuse([{ file: '--as-of', text }], terminal);
  }
  const { evidence } = options;
  const owner = { project: project.value.name, stack: options.stack };
  const foreign = evidence === undefined ? undefined : whyNotEvidenceOf(path.resolve(evidence), owner);
  if (foreign !== undefined) {
    const text = `${evidence} ${foreign}. Give this stack a folder of its own`;
    return refuse([{ file: '--evidence', text }], terminal);
  }
  const folder = path.resolve(
    options.state ?? path.join(project.value.root, 'out', options.stack, 'rehearsal'),
  );
  try {
    const taken = takeFolder(folder);
    if (!taken.ok) return fail(`${folder}: ${occupied(taken)}`, terminal);
    try {
      const text = whyNotOwn(taken.folder);
      if (text !== undefined)
        return refuse([{ file: folder, text: `${text}. Name another with --state` }], terminal);
      return await rehearse(operation, project.value, config.value, taken.folder, options, terminal);
    } finally {
      taken.giveBack();
    }
  } catch (error) {
    const { code, path: place } = error as NodeJS.ErrnoException;
    if (code === undefined || place === undefined) throw error;
    const isEvidence = evidence !== undefined && place.startsWith(path.resolve(evidence));
    const option = isEvidence ? '--evidence' : '--state';
    return fail(`${place}: could not be written (${code}). Choose another folder with ${option}`, terminal);
  }
}

function occupied({ holder, lock }: Taken & { ok: false }): string {
  const who = holder === undefined ? 'another run' : `process ${holder.pid} on ${holder.hostname}`;
  return `${who} rehearses here. Wait until it has ended, or give this run its own folder with --state; when there is none, remove ${lock}`;
}

async function rehearse(
  operation: Operation | undefined,
  project: Project,
  config: StackConfig,
  folder: string,
  options: RehearseOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const engine = await provideEngine({
    module: path.join(yosaiRoot, 'lib/rehearsal/pulumi-cli'),
    env: process.env,
    onProgress: progressOf(terminal),
  });
  if (!engine.ok) return fail(engine.failure.text, terminal);
  const { executable, version } = engine.value;
  terminal.write(terminal.colors.dim(`Pulumi ${version} (${executable})\n`));
  if (operation === undefined) forgetRehearsal(folder);
  const rehearsal = await prepare(engine.value, project, config.values, folder, options, terminal);
  if (!(rehearsal instanceof Rehearsal)) return fail(rehearsal.output, terminal);
  const recovered = operation === undefined ? undefined : await rehearsal.recover();
  if (recovered !== undefined && recovered.code !== 0) return fail(recovered.output, terminal);
  if (recovered !== undefined) terminal.write('✓ took over what an interrupted run had left open\n');
  const steps = operation === undefined ? everything : [{ operation, more: [] }];
  for (const [index, step] of steps.entries()) {
    const title = steps.length === 1 ? step.operation : `${index + 1}/${steps.length} ${step.operation}`;
    const code = await perform(rehearsal, step, title, options, terminal);
    if (code !== exitCodes.ok) return code;
  }
  if (options.evidence !== undefined) {
    const use = `\`yosai tenant record <id> --evidence ${options.evidence}\``;
    terminal.write(
      `Evidence of every run since the first: ${options.evidence}; ${use} makes a record of it\n`,
    );
  }
  terminal.write(`yosai rehearse ${options.stack}: OK – ${steps.map((step) => step.operation).join(', ')}\n`);
  return exitCodes.ok;
}

/** How far a day is from the one of a moment, at the same time of the day. */
function aheadOf(day: Day, now: number): number {
  return daysBetween(dayAt(now), day) * 24 * 60 * 60 * 1000;
}

/** The installation's own root; the bundle lies in `dist/` below it. */
const yosaiRoot = path.resolve(__dirname, '..');

function prepare(
  engine: Engine,
  project: Project,
  config: Readonly<Record<string, string>>,
  folder: string,
  options: RehearseOptions,
  terminal: Terminal,
): Promise<Rehearsal | EngineEnd> {
  const given = options.policyPack.map((pack) => path.resolve(pack));
  const packs = given.length > 0 ? given : projectPacks(project);
  const judges = packs.map((pack) => path.relative(process.cwd(), pack) || '.').join(', ');
  terminal.write(
    terminal.colors.dim(packs.length > 0 ? `judged by ${judges}\n` : 'no policy pack: nothing is judged\n'),
  );
  const lines = new EngineLines();
  const owner = { project: project.name, stack: options.stack };
  return Rehearsal.prepare({
    engine,
    project,
    stack: options.stack,
    config,
    packs,
    packConfigs: options.policyPackConfig.map((file) => path.resolve(file)),
    folder,
    engineLog: options.engineLog,
    ...(options.asOf !== undefined && { aheadMs: aheadOf(options.asOf, Date.now()) }),
    ...(options.evidence !== undefined && { evidence: path.resolve(options.evidence) }),
    bundles: path.join(yosaiRoot, 'dist/rehearsal'),
    env: process.env,
    onLine: (line) => {
      const said = options.verbose ? [line] : options.quiet ? [] : lines.take(line);
      if (said.length === 0) terminal.progress(plainText(line));
      for (const text of said) terminal.write(`${plainText(blameOverrides(text, owner, options.config))}\n`);
    },
  });
}

async function perform(
  rehearsal: Rehearsal,
  { operation, more }: (typeof everything)[number],
  title: string,
  options: RehearseOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const started = Date.now();
  const { code, output } = await rehearsal.perform(operation, more);
  terminal.progress('');
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  if (code === 0) {
    terminal.write(`${terminal.colors.green('✓')} ${title}: ${summaryOf(output)} (${seconds} s)\n`);
    return exitCodes.ok;
  }
  if (isInterrupted()) {
    const advice =
      operation === 'preview' ? '' : `; \`yosai rehearse ${operation}\` goes on where it has stopped`;
    terminal.writeError(`yosai rehearse ${options.stack}: ${operation}: interrupted${advice}\n`);
    return exitCodes.outsideFailed;
  }
  const isTold = options.verbose || (!options.quiet && /^Diagnostics:|\[mandatory\]/m.test(output));
  const owner = { project: rehearsal.options.project.name, stack: options.stack };
  const said = blameOverrides(withoutRows(output), owner, options.config);
  if (!isTold) terminal.writeError(`${plainText(said)}\n`);
  const stopped = /\[mandatory\]/.test(output);
  const why = stopped ? 'a policy stopped it' : `the engine failed (exit code ${code ?? 'unknown'})`;
  terminal.writeError(`yosai rehearse ${options.stack}: ${operation}: ${why}\n`);
  return stopped ? exitCodes.blocked : exitCodes.outsideFailed;
}

/** What the engine said without a line for each resource, of which most say nothing of a failure. */
function withoutRows(output: string): string {
  const isRow = /^( [-+~]{1,2} +\S+ \S+ \w+ *(\(\S+\))?|@ .*\.\.+)\s*$/;
  return output
    .split('\n')
    .filter((line) => !isRow.test(line))
    .join('\n');
}

/** The engine's own count of what it did: the lines below its last `Resources:`. */
export function summaryOf(output: string): string {
  const lines = output.slice(output.lastIndexOf('\nResources:')).split('\n').slice(2);
  const counts = lines.slice(0, Math.max(0, lines.indexOf('')));
  return counts.map((line) => line.trim()).join(', ') || 'nothing to do';
}

function progressOf(terminal: Terminal): (text: string) => void {
  let told = false;
  return (text) => {
    // Where there is no live line, the long wait is at least announced.
    if (!told && text !== '') terminal.writeError(`${text}\n`);
    told = true;
    terminal.progress(text);
  };
}

function refuse(mistakes: readonly Mistake[], terminal: Terminal): ExitCode {
  for (const mistake of mistakes) terminal.writeError(`${renderMistake(mistake)}\n`);
  terminal.writeError('yosai rehearse: refused; nothing was started\n');
  return exitCodes.badInput;
}

function fail(text: string, terminal: Terminal): ExitCode {
  const why = isInterrupted() ? 'interrupted' : 'could not be done';
  if (!isInterrupted()) terminal.writeError(`${plainText(text)}\n`);
  terminal.writeError(`yosai rehearse: ${why}\n`);
  return exitCodes.outsideFailed;
}
