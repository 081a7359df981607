import { type Command, Option } from 'commander';
import type { ExitCode } from '../../findings/exit-code';
import { collect, parseText, within } from '../project-options';
import type { Terminal } from '../terminal';
import {
  type ProbeOptions,
  parseForward,
  parseHostKey,
  parseKnownAs,
  parseName,
  parseNames,
  parsePath,
  parsePorts,
  parseUser,
} from './options';

const examples = `
Examples:
  # the entrance of a customer, as everybody sees it
  $ yosai probe aoba.cloud.example.jp --role gateway --public-path /login
  # a machine, from the network of the auditor, with its known host key
  $ yosai probe 10.64.1.4 --role app --name aoba.cloud.example.jp \\
      --ca authority.pem \\
      --host-key SHA256:jAjFbKsXmgf6vFHoMmCGgpIY9yZVyWrWMY9xYtzAnlI
  # the ports that a tunnel leads to, with the name of what is behind it
  $ yosai probe 127.0.0.1 --as aoba-db-1 --role db --forward 22=2201
  $ yosai probe 10.64.1.4 --role app --json | jq '.findings[]'

Nothing is logged in to and nothing is changed; what was not seen is
undetermined. All 65,535 TCP ports are tried, which takes about two minutes
where a firewall leaves them without an answer. Probe only what is yours.
Exit codes: 0 nothing blocks, 1 findings block, 2 the input is wrong,
3 the host is unreachable or something else outside failed.`;

const defaults = {
  forward: [],
  hostKey: [],
  ca: [],
  path: [],
  publicPath: [],
  loginHost: [],
  blockUndetermined: false,
  json: false,
  quiet: false,
};

/** Adds `yosai probe`. */
export function addProbeCommand(
  program: Command,
  terminal: Terminal,
  version: string,
  end: (code: ExitCode) => void,
): void {
  program
    .command('probe')
    .description(
      'Look at a host from outside, without a login: open ports, SSH, TLS, certificate, and whether the web server asks who comes.',
    )
    .argument('<host>', 'DNS name or address')
    .requiredOption('-r, --role <role>', 'role of the host: app, db or gateway (required)', parseText)
    .option('-C, --cwd <folder>', 'folder of the project with its baselines', '.')
    .option(
      '--name <name>',
      'DNS name for its certificate and requests (default: the host, if it is one)',
      parseName,
    )
    .option(
      '--as <name>',
      'what findings and the folder call the host (default: the host), so that several behind tunnels stay apart',
      parseKnownAs,
    )
    .option('--ports <list>', 'ports to try, such as 22,80,8000-8100 (default: all)', parsePorts)
    .addOption(
      new Option('--forward <port=here>', 'only this port, reached at another one here; repeatable')
        .argParser(parseForward)
        .conflicts('ports'),
    )
    .option(
      '--host-key <fingerprint>',
      'a host key of SSH that is known, as `ssh-keygen -l` prints it; repeatable',
      parseHostKey,
    )
    .option('--ca <file>', 'certificates of an authority of your own, in PEM; repeatable', collect)
    .option('--path <path>', 'path to ask for besides those of the baseline; repeatable', parsePath)
    .option('--public-path <path>', 'path that everybody may see; repeatable', parsePath)
    .option('--login-host <name>', 'other host to which a login may lead; repeatable', parseNames)
    .option(
      '--user <name>',
      'account that is said to log in by SSH; it need not exist',
      parseUser,
      'yosai-probe',
    )
    .option('--concurrency <number>', 'ports that are tried at once', within(1, 5000, 'a number'), 1000)
    // Longer than the second after which a system asks again for a connection (RFC 6298, 2.1).
    .option(
      '--port-timeout <ms>',
      'time that a port may take to answer',
      within(50, 60_000, 'milliseconds'),
      1500,
    )
    .option('--step-timeout <seconds>', 'time that one conversation may take', within(1, 600, 'seconds'), 10)
    .option('--timeout <seconds>', 'time for everything', within(1, 86_400, 'seconds'), 900)
    .option('--block-undetermined', 'also block on what could not be decided')
    .option(
      '-o, --out <folder>',
      'where to write <host>/probe.json, or <as>/ with --as (default: out in the project)',
      parseText,
    )
    .option('--json', 'print probe.json instead of text')
    .option('-q, --quiet', 'print findings that block and the last line only')
    .addHelpText('after', examples)
    .action(async (host: string, options: ProbeOptions) => {
      // What speaks SSH and reads certificates takes a while to load; other commands do not wait for it.
      const { probeCommand } = await import('./command.js');
      end(await probeCommand(host, { ...defaults, ...options }, terminal, version));
    });
}
