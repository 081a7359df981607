import path from 'node:path';
import type { Mistake } from '../baseline/mistake';
import { renderMistake } from '../baseline/mistake';
import { type ExitCode, exitCodes } from '../findings/exit-code';
import { type Project, projectPacks, readProject } from '../preview/project';
import { readStackConfig } from '../preview/stack-config';
import type { Engine } from '../rehearsal/engine/engine';
import { provideEngine } from '../rehearsal/engine/provide-engine';
import { forgetRehearsal, type Operation, Rehearsal } from '../rehearsal/rehearse';
import type { EngineEnd } from '../rehearsal/run-engine';
import { plainText } from './plain-text';
import type { RehearseOptions } from './rehearse-options';
import type { Terminal } from './terminal';

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
    const text = `holds ${config.value.secretKeys.join(', ')} encrypted, which a rehearsal cannot read. Give another value with --config`;
    return refuse([{ file: `Pulumi.${options.stack}.yaml`, text }], terminal);
  }
  const folder = path.resolve(
    options.state ?? path.join(project.value.root, 'out', options.stack, 'rehearsal'),
  );
  const engine = await provideEngine({
    module: path.join(yosaiRoot, 'lib/rehearsal/pulumi-cli'),
    env: process.env,
    onProgress: progressOf(terminal),
  });
  if (!engine.ok) return fail(engine.failure.text, terminal);
  const { executable, version } = engine.value;
  terminal.write(terminal.colors.dim(`Pulumi ${version} (${executable})\n`));
  if (operation === undefined) forgetRehearsal(folder);
  const rehearsal = await prepare(
    engine.value,
    project.value,
    config.value.values,
    folder,
    options,
    terminal,
  );
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
  terminal.write(`yosai rehearse ${options.stack}: OK – ${steps.map((step) => step.operation).join(', ')}\n`);
  return exitCodes.ok;
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
  return Rehearsal.prepare({
    engine,
    project,
    stack: options.stack,
    config,
    packs,
    packConfigs: options.policyPackConfig.map((file) => path.resolve(file)),
    folder,
    bundles: path.join(yosaiRoot, 'dist/rehearsal'),
    env: process.env,
    onLine: (line) => {
      if (options.quiet) terminal.progress(plainText(line));
      else terminal.write(`${plainText(line)}\n`);
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
  if (options.quiet) terminal.writeError(`${plainText(output)}\n`);
  const stopped = /\[mandatory\]/.test(output);
  const why = stopped ? 'a policy stopped it' : `the engine failed (exit code ${code ?? 'unknown'})`;
  terminal.writeError(`yosai rehearse ${options.stack}: ${operation}: ${why}\n`);
  return stopped ? exitCodes.blocked : exitCodes.outsideFailed;
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
  terminal.writeError(`${plainText(text)}\nyosai rehearse: could not be done\n`);
  return exitCodes.outsideFailed;
}
