import { Argument, type Command, Option } from 'commander';
import type { ExitCode } from '../../findings/exit-code';
import { operations } from '../../rehearsal/rehearse';
import { addProjectOptions, parseText } from '../project-options';
import type { Terminal } from '../terminal';
import { rehearseCommand } from './command';
import type { RehearseOptions } from './options';

const examples = `
Examples:
  # everything from nothing: up, up again, refresh, destroy
  $ yosai rehearse
  # one step; state and simulated cloud stay in out/dev/rehearsal
  $ yosai rehearse up --stack dev
  # what a second up would change
  $ yosai rehearse preview
  $ yosai rehearse destroy
  # what will happen on that day, and what will show it:
  # \`yosai tenant record aoba --evidence out/aoba\` makes the record of it
  $ yosai rehearse up --as-of 2027-01-15 --evidence out/aoba

The official Pulumi CLI is taken from PATH, or built once from its Go module.
Nothing reaches Azure, your login or your state. What it is given, secrets too,
it prints and keeps in plain text: give it invented values.
Exit codes: 0 done, 1 a policy stopped it, 2 the input is wrong, 3 the engine is
missing or failed.`;

const defaults = {
  policyPack: [],
  policyPackConfig: [],
  config: [],
  engineLog: false,
  verbose: false,
  quiet: false,
};

/** Adds `yosai rehearse`. */
export function addRehearseCommand(
  program: Command,
  terminal: Terminal,
  end: (code: ExitCode) => void,
): void {
  const command = program
    .command('rehearse')
    .description('Run the official Pulumi engine against a simulated Azure: no login, secret or cost.')
    .addArgument(new Argument('[operation]', 'one step instead of everything').choices(operations));
  addProjectOptions(command, 'rehearse')
    .option('--state <folder>', 'where state and cloud are kept (default: out/<stack>/rehearsal)', parseText)
    .option('--as-of <day>', 'rehearse as if it were that day in Japan, such as 2027-01-15 (default: today)')
    .option(
      '--evidence <folder>',
      'keep the stack before and after, and all events between, for `yosai tenant record`',
      parseText,
    )
    .option('--engine-log', "keep the engine's own log of everything that it does, which takes time")
    .option('--verbose', 'print everything that the engine says, a line and more for each resource')
    .addOption(
      new Option('-q, --quiet', 'print what the engine says only when it fails').conflicts('verbose'),
    )
    .addHelpText('after', examples)
    .action(async (operation: (typeof operations)[number] | undefined, options: RehearseOptions) =>
      end(await rehearseCommand(operation, { ...defaults, ...options }, terminal)),
    );
}
