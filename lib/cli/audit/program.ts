import { type Command, InvalidArgumentError, Option } from 'commander';
import type { ExitCode } from '../../findings/exit-code';
import { collect, parseText, within } from '../project-options';
import type { Terminal } from '../terminal';
import { auditDefaults, type GivenAuditOptions, type Shard } from './options';

const examples = `
Examples:
  # one server, with an account that may read; the pin is what ssh-keygen -lf
  # says on the server, or the server's line in a file of known hosts
  $ yosai audit auditor@server.example --unmanaged --role app -I key \\
      --host-key SHA256:…
  $ yosai audit server.example --unmanaged --role app --known-hosts known_hosts
  # what the account must be able to run as root, for /etc/sudoers.d (0440)
  $ yosai audit --print-sudoers --account auditor
  # every host of an inventory; of a fleet, one of five parts
  $ yosai audit --inventory hosts.yaml --shard 1/5
  # the machines of a stack, through Bastion, by pins from boot diagnostics
  $ pulumi stack output --json > outputs.json
  $ yosai audit --outputs outputs.json --console-logs logs --tunnel \\
      'az network bastion tunnel -n bas -g rg --resource-port %p \\
       --port %l --target-resource-id "$MACHINES/vm-dev-%n"'
  # judge what was collected once more, without the host
  $ yosai audit --facts out/audit/aoba-app-1.facts.json

Nothing is installed or changed on a host. A host key that is not pinned is
refused before anything else. The passphrase of a private key is taken from
YOSAI_KEY_PASSPHRASE; nothing is asked. A certificate lies beside its key as
<key>-cert.pub, or is held by the agent.
Results are for you alone to read (0600): <host>.facts.json, what was seen of
each host, and findings.json, with --shard 1/5 findings-1-of-5.json, and with
--facts rejudged.json, so that none replaces what another one saw.
Exit codes: 0 nothing blocks, 1 findings block, 2 the input is wrong,
3 a host was not reached, or not all of it was read, and no finding blocks.`;

/** Adds `yosai audit`. */
export function addAuditCommand(
  program: Command,
  terminal: Terminal,
  version: string,
  end: (code: ExitCode) => void,
): void {
  program
    .command('audit')
    .description('Look into running Debian hosts over SSH and judge them by baselines/hosts: reads only.')
    .argument('[host...]', 'account@address:port of a host; the account and port may be left out')
    .option('-i, --inventory <file>', 'YAML file with the hosts and the ways to them', parseText)
    .option(
      '--outputs <file>',
      'outputs of a stack as JSON, or its plan.json, whose machines are meant',
      parseText,
    )
    .option('--facts <file...>', 'judge what was collected before (<host>.facts.json), without the hosts')
    .option('-r, --role <name>', 'machine role of the hosts on the command line, such as app', parseText)
    .addOption(
      new Option('--platform <name>', 'where the hosts on the command line run').choices(['azure', 'other']),
    )
    .option(
      '--unmanaged',
      "others than yosai set the hosts on the command line up: nothing is asked that only yosai's updater needs",
    )
    .option('--account <name>', 'account where none is given (default: that of the baseline)', parseText)
    .option(
      '-I, --identity <file>',
      'private key, or a .pub file for one key of the agent, where the inventory says nothing',
      parseText,
      'agent',
    )
    .option('--host-key <pin>', 'fingerprint or public key of the one host; repeatable', collect)
    .option('--known-hosts <file>', 'file of known hosts with the keys of hosts and jump hosts', parseText)
    .option('--console-logs <folder>', "consoles' logs with the keys of hosts, <name>.log each", parseText)
    .option('-J, --jump <host>', 'jump host, account@address:port; repeatable, nearest first', collect)
    .option('--tunnel <command>', 'command through which hosts are reached, see the example', parseText)
    .option('-C, --cwd <folder>', 'folder of the project with its baselines', '.')
    .option(
      '--exceptions <file>',
      "register of what is excused for a time (default: the project's stacks/registers/exceptions.yaml)",
      parseText,
    )
    .addOption(
      new Option('--concurrency <number>', 'hosts at a time')
        .default(16)
        .argParser(within(1, 512, 'a number')),
    )
    .addOption(
      new Option('--timeout <seconds>', 'time that one host may take')
        .default(300)
        .argParser(within(1, 3600, 'seconds')),
    )
    .addOption(new Option('--shard <part>', 'one part of all hosts, such as 1/5').argParser(parseShard))
    .option('--print-sudoers', 'print what --account must be allowed, for /etc/sudoers.d, and end')
    .option('--block-undetermined', 'also block on what could not be read')
    .option('-o, --out <folder>', 'where to write audit/ (default: out in the project)', parseText)
    .option('--all', 'print all that is violated or not known, not the first of many')
    .option('--json', 'print the file of findings instead of text')
    .option('-q, --quiet', 'print hosts that block or were not reached, and the last line only')
    .addHelpText('after', examples)
    .action(async (hosts: readonly string[], options: GivenAuditOptions) => {
      // What speaks SSH takes a moment to load, which other commands are spared.
      const { auditCommand } = await import('./command.js');
      end(await auditCommand(hosts, { ...auditDefaults, ...options }, terminal, version));
    });
}

function parseShard(value: string): Shard {
  const [, index, of] = (/^(\d{1,5})\/(\d{1,5})$/.exec(value) ?? []).map(Number);
  if (index !== undefined && of !== undefined && index >= 1 && index <= of) return { index, of };
  throw new InvalidArgumentError('Expected a part such as 1/5.');
}
