import { type Command, InvalidArgumentError, Option } from 'commander';
import type { ExitCode } from '../../findings/exit-code';
import { parseText } from '../project-options';
import type { Terminal } from '../terminal';
import { proveCommand } from './command';
import type { ProveOptions } from './options';

const examples = `
Examples:
  # the plan that \`yosai preview\` wrote for the stack dev
  $ yosai prove
  # the whole of a fleet, which has a stack for each tenant
  $ yosai prove stacks/platform/out/dev/plan.json stacks/tenant/out/*/plan.json
  # who reaches whom, as Markdown
  $ yosai prove --matrix > matrix.md
  # with the addresses of Azure's service tags of a day
  $ yosai prove --service-tags ServiceTags_Public_20261123.json
  $ yosai prove --json | jq '.claims[] | select(.answer.verdict != "proven")'

A claim is proven, violated with a packet and its way as a witness, or
undetermined with what is not known. Every tenant of the register that has an
environment on the day needs a plan; what is missing leaves claims undetermined.
So do stale plans: of different commits, or of other baselines and registers
than there are now.
Exit codes: 0 nothing blocks, 1 a claim is violated, 2 the input is wrong,
3 something outside failed.`;

const defaults = { matrix: false, blockUndetermined: false, json: false, quiet: false };

/** Adds `yosai prove`. */
export function addProveCommand(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  program
    .command('prove')
    .description(
      'Prove from plan files that the network of all stacks keeps what baselines/claims.yaml claims.',
    )
    .argument('[plan...]', 'plan.json of every stack (default: out/<stack>/plan.json of the project)')
    .option('-s, --stack <name>', 'stack whose plan is taken when no file is named', parseText, 'dev')
    .option('-C, --cwd <folder>', 'folder of the project with its baselines', '.')
    .option('--registers <folder>', "folder of the registers, from the project's folder", 'stacks/registers')
    .option('--as-of <day>', 'the day that says which tenants there are, such as 2027-01-15', parseText)
    .option('--max-age <hours>', 'plans that are older prove nothing (default: any age will do)', parseHours)
    .option('--service-tags <file>', "Microsoft's file of Azure's service tags", parseText)
    .option('--block-undetermined', 'also block on claims that could not be decided')
    .option(
      '-o, --out <folder>',
      'where to write <stack>/proof.json, matrix.md and network.svg; `all` stands for several stacks (default: out in the project)',
      parseText,
    )
    .addOption(new Option('--matrix', 'print who reaches whom instead, as Markdown').conflicts('json'))
    .option('--json', 'print proof.json instead of text')
    .option('-q, --quiet', 'print what is not proven and the last line only')
    .addHelpText('after', examples)
    .action((plans: readonly string[], options: ProveOptions) =>
      end(proveCommand(plans, { ...defaults, ...options }, terminal)),
    );
}

function parseHours(value: string): number {
  const hours = Number(value);
  if (value.trim() !== '' && Number.isFinite(hours) && hours > 0) return hours;
  throw new InvalidArgumentError('Expected hours, such as 24.');
}
