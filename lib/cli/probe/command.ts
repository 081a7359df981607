import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import path from 'node:path';
import { type Mistake, renderMistake } from '../../baseline';
import { type BlockingRules, type ExitCode, exitCodeOf, exitCodes } from '../../findings/exit-code';
import type { Finding } from '../../findings/finding';
import { look, type ProbeFacts } from '../../host-audit/facts/probe/look';
import { portsOf } from '../../host-audit/probe/asked';
import { judgeProbe } from '../../host-audit/probe/judge-probe';
import { fileNameOf } from '../file-name';
import { interruptible } from '../interruption';
import { lastLine } from '../last-line';
import { plainText } from '../plain-text';
import type { Terminal } from '../terminal';
import { wrap } from '../wrap';
import { ownRights, writeResults } from '../write-results';
import { type ProbeInput, readProbeInput } from './input';
import type { ProbeOptions } from './options';
import { isSilent, renderFindings, renderLastLine, renderSeen } from './output';

/** The form of `probe.json`; another number means that old readers would misunderstand it. */
const probeForm = 'yosai-probe/1';

/** `probe.json`: what was seen of a host from outside, and what is said of it; described by `lib/host-audit/probe.schema.json`. */
export interface ProbeFile {
  readonly form: typeof probeForm;
  readonly host: string;
  readonly address: string;
  readonly as?: string;
  readonly role: string;
  readonly name?: string;
  /** When it began, RFC 3339 in UTC, and how long it took, in seconds. */
  readonly at: string;
  readonly seconds: number;
  /** Version of yosai. */
  readonly by: string;
  readonly seen: ProbeFacts;
  readonly findings: readonly Finding[];
}

/** Runs `yosai probe` and says with which code the process ends. */
export async function probeCommand(
  host: string,
  options: ProbeOptions,
  terminal: Terminal,
  version: string,
): Promise<ExitCode> {
  const started = Date.now();
  const read = readProbeInput(host, options);
  if (!read.ok) return refuse(read.mistakes, terminal);
  const input = read.value;
  const { signal, done } = interruptible();
  try {
    const looking = probe(input, options, terminal, { version, started, signal });
    const file = await untilAborted(looking, signal);
    if (file === undefined) {
      terminal.progress('');
      const head = `yosai probe ${options.as ?? input.host}: INTERRUPTED`;
      const seconds = (Date.now() - started) / 1000;
      const text = lastLine({ head, counts: ['nothing was written'], seconds }, terminal);
      // Who reads JSON expects nothing else there.
      if (options.json) terminal.writeError(text);
      else terminal.write(text);
      return exitCodes.outsideFailed;
    }
    if (file === 'no address') {
      terminal.writeError(`error: ${input.host} has no address: the name is not known here\n`);
      return exitCodes.outsideFailed;
    }
    return report(file, options, terminal);
  } finally {
    done();
  }
}

/** What comes of the work, or nothing when it is aborted before: what then still goes on comes to nothing. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  const aborted = new Promise<undefined>((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  // An error that comes too late has nobody to tell.
  work.catch(() => {});
  return Promise.race([work, aborted]);
}

interface Run {
  readonly version: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly started: number;
  readonly signal: AbortSignal;
}

/** Looks at the host and judges it; a part of it is no result, as it would take the place of a whole one. */
async function probe(
  input: ProbeInput,
  options: ProbeOptions,
  terminal: Terminal,
  { version, started, signal }: Run,
): Promise<ProbeFile | 'no address'> {
  const addresses = await addressesOf(input.host);
  const [address] = addresses;
  if (address === undefined) return 'no address';
  const progress = (doing: string) => {
    if (!signal.aborted) terminal.progress(doing);
  };
  const seen = await see(address, input, options, progress, started);
  const asked = {
    baseline: input.baseline,
    role: options.role,
    ...(input.name !== undefined && { name: input.name }),
    hostKeys: options.hostKey,
    publicPaths: options.publicPath,
    loginHosts: options.loginHost,
    otherAddresses: addresses.slice(1),
    now: Date.now(),
  };
  const findings = judgeProbe(options.as ?? input.host, seen, asked, input.controls);
  const seconds = (Date.now() - started) / 1000;
  return {
    form: probeForm,
    host: input.host,
    address,
    ...(options.as !== undefined && { as: options.as }),
    role: options.role,
    ...(input.name !== undefined && { name: input.name }),
    at: new Date(started).toISOString(),
    seconds,
    by: version,
    seen,
    findings,
  };
}

async function see(
  address: string,
  { name = address, baseline, ports, paths, authorities }: ProbeInput,
  options: ProbeOptions,
  progress: (doing: string) => void,
  started: number,
): Promise<ProbeFacts> {
  const forwards = new Map(options.forward.map(({ port, reachedAt }) => [port, reachedAt]));
  const seen = await look({
    address,
    name,
    ports,
    spoken: {
      ssh: portsOf(baseline, 'ssh'),
      tls: portsOf(baseline, 'tls'),
      plainHttp: portsOf(baseline, 'plainHttp'),
    },
    paths,
    user: options.user,
    authorities,
    atOnce: options.concurrency,
    patienceMs: options.portTimeout,
    seconds: options.stepTimeout,
    until: started + options.timeout * 1000,
    reachedAt: (port) => forwards.get(port) ?? port,
    progress,
  });
  progress('');
  return seen;
}

function report(file: ProbeFile, options: ProbeOptions, terminal: Terminal): ExitCode {
  const { seen, findings } = file;
  const host = file.as ?? file.host;
  const text = `${JSON.stringify(file, null, 2)}\n`;
  const folder = path.resolve(options.out ?? path.join(options.cwd, 'out'), fileNameOf(host));
  const trouble = writeResults(folder, { 'probe.json': text }, ownRights);
  if (trouble !== undefined) {
    terminal.writeError(`error: ${trouble}\n`);
    return exitCodes.outsideFailed;
  }
  const rules: BlockingRules = { undetermined: options.blockUndetermined };
  const exitCode = isSilent(seen) ? exitCodes.outsideFailed : exitCodeOf(findings, rules);
  if (options.json) {
    terminal.write(text);
    return exitCode;
  }
  const { bold, dim } = terminal.colors;
  if (!options.quiet) {
    const where = host === file.address ? host : `${host} (${file.address})`;
    terminal.write(`${bold(`Seen of ${where} as ${file.role}`)}\n${renderSeen(seen, terminal)}`);
  }
  if (isSilent(seen)) {
    terminal.writeError(`error: ${host} did not answer at any of the ports that were tried\n`);
  } else {
    const told = renderFindings(findings, rules, terminal, options.quiet ? 'blocking' : 'all');
    if (told !== '') terminal.write(`${bold('Findings')}\n${told}`);
  }
  if (!options.quiet) {
    terminal.write(dim(`Wrote ${path.join(path.relative(process.cwd(), folder) || '.', 'probe.json')}\n`));
    if (options.forward.length > 0 && file.as === undefined) {
      const hint = `What other tunnels from ${host} lead to is written there, too: give this one a name with --as.`;
      terminal.write(dim(`${wrap(hint, terminal.width, '')}\n`));
    }
  }
  terminal.write(renderLastLine(host, seen, findings, rules, file.seconds, terminal));
  return exitCode;
}

/** Every address of a name, in the order of the system's resolver; none when it is not known. */
async function addressesOf(host: string): Promise<string[]> {
  if (isIP(host) > 0) return [host];
  try {
    const found = await lookup(host, { all: true });
    return [...new Set(found.map(({ address }) => address))];
  } catch {
    return [];
  }
}

function refuse(mistakes: readonly Mistake[], terminal: Terminal): ExitCode {
  for (const mistake of mistakes) terminal.writeError(`${plainText(renderMistake(mistake))}\n`);
  const found = mistakes.length === 1 ? '1 mistake' : `${mistakes.length} mistakes`;
  terminal.writeError(`yosai probe: ${found} in the input; nothing was connected to or written\n`);
  return exitCodes.badInput;
}
