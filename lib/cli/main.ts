import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { type ExitCode, exitCodes } from '../findings/exit-code';
import { delay, killChildren } from '../preview/child';
import { interruptCommands, killCommands } from '../rehearsal/engine/run-command';
import { addAuditCommand } from './audit/program';
import { interruptWork } from './interruption';
import { previewCommand } from './preview/command';
import type { PreviewOptions } from './preview/options';
import { addProbeCommand } from './probe/program';
import { addProjectOptions, collect, parseText } from './project-options';
import { addProveCommand } from './prove/program';
import { addRehearseCommand } from './rehearse/program';
import { addTenantCommands } from './tenant/program';
import { processTerminal, type Terminal } from './terminal';

/** Longest time that a program may be given, in seconds: one day. */
const longestTimeout = 86_400;

const examples = `
Examples:
  # the stack dev of the project in this folder, with its own packs
  $ yosai preview
  # another stack of another project
  $ yosai preview --stack prod --cwd ../infra
  # other packs, with the configuration of the first
  $ yosai preview --policy-pack ./my-pack --policy-pack-config my-pack.json
  # as strict as production: what is not known before deployment blocks
  $ yosai preview --block-undetermined
  # outputs of the stack platform answer its StackReference
  $ yosai preview --stack tenant --plan out/platform/plan.json
  $ yosai preview --json | jq '.findings[]'

Exit codes: 0 nothing blocks, 1 findings block, 2 the input is wrong,
3 something outside failed.`;

/** What options that may be left out are then; commander would print them in the help. */
const defaults = {
  policyPack: [],
  policyPackConfig: [],
  config: [],
  plan: [],
  blockUndetermined: false,
  json: false,
  quiet: false,
};

/** Runs the command line and returns the exit code of the process. */
export async function main(args: readonly string[], version: string): Promise<ExitCode> {
  const terminal = processTerminal();
  let exitCode: ExitCode = exitCodes.ok;
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  endCleanly(terminal, finished);
  const program = new Command('yosai')
    .description(
      'Environments on Azure that keep a SaaS vendor’s security promises, and the proof that they do.',
    )
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.write(text),
      writeErr: (text) => terminal.writeError(text),
    })
    .showSuggestionAfterError();
  const previewing = program
    .command('preview')
    .description(
      'Show what a Pulumi program would create and judge it by policy packs: no login, secret or state.',
    );
  addProjectOptions(previewing, 'preview: name, project/name or organization/project/name')
    .option('--plan <file>', 'plan.json of another stack, to answer StackReferences; repeatable', collect)
    .option(
      '--block-undetermined',
      'also block on mandatory policies that could not be decided; a pack’s configuration can say so too',
    )
    .addOption(
      new Option('--timeout <seconds>', 'time that the program may take')
        .default(300)
        .argParser(parseTimeout),
    )
    .option(
      '-o, --out <folder>',
      'where to write <stack>/plan.json and findings.json (default: out in the project)',
      parseText,
    )
    .option('--json', 'print findings.json instead of text')
    .option('-q, --quiet', 'print findings that block and the last line only')
    .addHelpText('after', examples)
    .action(async (options: PreviewOptions) => {
      exitCode = await previewCommand({ ...defaults, ...options }, terminal, version);
    });
  const end = (code: ExitCode) => {
    exitCode = code;
  };
  addProbeCommand(program, terminal, version, end);
  addAuditCommand(program, terminal, version, end);
  addProveCommand(program, terminal, end);
  addTenantCommands(program, terminal, end);
  addRehearseCommand(program, terminal, end);
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? exitCodes.ok : exitCodes.badInput;
  } finally {
    finish();
  }
  return exitCode;
}

function parseTimeout(value: string): number {
  const seconds = Number(value);
  if (Number.isFinite(seconds) && seconds > 0 && seconds <= longestTimeout) return seconds;
  throw new InvalidArgumentError(`Expected seconds from 1 to ${longestTimeout}.`);
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** How long a command may take to tidy up when what it ran was interrupted. */
const lastWordsMs = 3000;

/**
 * Ctrl-C ends the program and the packs too, the second at once; a closed pipe (`| head`) does not change the exit
 * code.
 * @param finished settles when the command has come to its end.
 */
function endCleanly(terminal: Terminal, finished: Promise<unknown>): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    terminal.writeError(`yosai: the output could not be written (${error.code ?? error.message})\n`);
    process.exit(exitCodes.outsideFailed);
  });
  let isEnding = false;
  const end = async (signal: NodeJS.Signals) => {
    if (isEnding) {
      await killCommands();
    } else {
      isEnding = true;
      const interrupted = interruptWork() + (await interruptCommands());
      // Whoever ran them still has something to say and to give back.
      if (interrupted > 0) await Promise.race([finished, delay(lastWordsMs)]);
    }
    killChildren();
    terminal.progress('');
    // Without handlers this ends the process as the signal does, and the shell sees it.
    for (const name of signals) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  };
  for (const signal of signals) process.on(signal, end);
  process.on('exit', killChildren);
}
