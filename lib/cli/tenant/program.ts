import type { Command } from 'commander';
import type { ExitCode } from '../../findings/exit-code';
import { collect } from '../project-options';
import type { Terminal } from '../terminal';
import {
  addTenant,
  deleteTenant,
  listTenants,
  resumeTenant,
  suspendTenant,
  terminateTenant,
} from './command';
import {
  type AddOptions,
  type DayOptions,
  type DeleteOptions,
  type ListOptions,
  parseMachines,
  parseSlot,
  type RecordOptions,
  type ResumeOptions,
} from './options';
import { recordDeletion } from './record';

const examples = `
Examples:
  # where everybody will stand on that day
  $ yosai tenant list --as-of 2027-01-15
  # the next free slot is chosen
  $ yosai tenant add sora --name-ja 空商事 --name-en "Sora Trading" \\
      --host sora.cloud.example.jp --machines app=1,db=1 --since 2027-02-01
  # what would happen on which day
  $ yosai tenant terminate aoba --on 2026-12-31 --dry-run
  # it stays after all, as long as nothing was deleted
  $ yosai tenant resume aoba

The record of a deletion needs the stack before it, what the engine did, and the
stack after it; from the record on, the slot is free:
  $ pulumi stack export --file before.json
  $ PULUMI_DEBUG_COMMANDS=1 pulumi up --event-log events.jsonl
  $ pulumi stack export --file after.json
  $ yosai tenant record aoba --before before.json --events events.jsonl \\
      --after after.json -o records/aoba.json
  $ yosai tenant delete aoba --record records/aoba.json
In a rehearsal, \`yosai rehearse up --as-of <day> --evidence <folder>\` collects
the three.

Days are those of Japan Standard Time. The register keeps its comments, order
and layout.
Exit codes: 0 done, 1 a deletion is not proven or broke a promise, 2 the input
is wrong, 3 something outside failed.`;

/** What switches are when they are left out; commander would print it in the help. */
const defaults = { json: false, dryRun: false, allowPast: false, planned: false };

/** Adds `yosai tenant` and its commands; each hands its exit code on. */
export function addTenantCommands(
  program: Command,
  terminal: Terminal,
  end: (code: ExitCode) => void,
  clock: () => number = Date.now,
): void {
  const tenant = program
    .command('tenant')
    .description('Show and change the register of tenants: who is served, who leaves, and when.')
    .addHelpText('after', examples);
  const common = (command: Command) =>
    command
      .option('-C, --cwd <folder>', 'folder of the project', '.')
      .option('--registers <folder>', "folder of tenants.yaml, from the project's", 'stacks/registers')
      .option('--json', 'print JSON instead of text');
  const writing = (command: Command) =>
    common(command).option('--dry-run', 'say what would happen and write nothing');
  const changing = (command: Command) => writing(command).option('--allow-past', 'accept a day before today');

  common(tenant.command('list').description('Show every tenant: state, slot, days, and how many are left.'))
    .option('--as-of <day>', 'the day to look at, such as 2027-01-15 (default: today)')
    .action((options: ListOptions) => end(listTenants({ ...defaults, ...options }, terminal, clock())));
  changing(tenant.command('add').description('Add a tenant.').argument('<id>', 'short name'))
    .requiredOption('--name-ja <name>', 'name in Japanese (required)')
    .requiredOption('--name-en <name>', 'name in English (required)')
    .requiredOption('--host <name>', 'DNS name under which the service answers (required)')
    .requiredOption(
      '--machines <roles>',
      'machines of each role, such as app=2,db=1 (required)',
      parseMachines,
    )
    .requiredOption('--since <day>', 'first day of service (required)')
    .option('--slot <number>', 'place in the address plan (default: the next free one)', parseSlot)
    .option('--planned', 'keep the slot, build nothing yet')
    .action((id: string, options: AddOptions) =>
      end(addTenant(id, { ...defaults, ...options }, terminal, clock())),
    );
  changing(
    tenant.command('suspend').description('Close the service for the time being.').argument('<id>', 'tenant'),
  )
    .option('--on <day>', 'first day on which it is closed (default: today)')
    .action((id: string, options: DayOptions) =>
      end(suspendTenant(id, { ...defaults, ...options }, terminal, clock())),
    );
  changing(
    tenant
      .command('terminate')
      .description('Set the last day of service of a tenant that leaves.')
      .argument('<id>', 'tenant'),
  )
    .requiredOption('--on <day>', 'last day of service (required)')
    .action((id: string, options: DayOptions) =>
      end(terminateTenant(id, { ...defaults, ...options }, terminal, clock())),
    );
  writing(
    tenant
      .command('resume')
      .description('Open a suspended or terminating tenant again, as long as nothing of it was deleted.')
      .argument('<id>', 'tenant'),
  ).action((id: string, options: ResumeOptions) =>
    end(resumeTenant(id, { ...defaults, ...options }, terminal, clock())),
  );
  common(
    tenant
      .command('record')
      .description(
        'Make the record of a deletion: every resource with its time, and what survives until when.',
      )
      .argument('<id>', 'tenant'),
  )
    .option('--before <file>', 'pulumi stack export from before the deletion')
    .option(
      '--events <file>',
      'what pulumi wrote with --event-log (and PULUMI_DEBUG_COMMANDS=1) while deleting; repeatable',
      collect,
    )
    .option('--after <file>', 'pulumi stack export from after it')
    .option('--evidence <folder>', 'all three, as `yosai rehearse --evidence` wrote them')
    .option('-o, --out <file>', 'also write the record as JSON to this file')
    .action((id: string, options: RecordOptions) =>
      end(recordDeletion(id, { ...defaults, ...options }, terminal)),
    );
  writing(
    tenant
      .command('delete')
      .description(
        'Write down that a tenant that left is gone; its slot is free again. Deletes nothing itself.',
      )
      .argument('<id>', 'tenant'),
  )
    .requiredOption('--record <file>', 'the record that proves it, in the folder of the project (required)')
    .action((id: string, options: DeleteOptions) =>
      end(deleteTenant(id, { ...defaults, ...options }, terminal, clock())),
    );
}
