import { createReadStream } from 'node:fs';
import path from 'node:path';
import { type Mistake, type Result, renderMistake } from '../../baseline';
import { type BlockingRules, type ExitCode, exitCodes } from '../../findings/exit-code';
import type { Finding } from '../../findings/finding';
import { type AuditSummary, type HostResult, summaryOf } from '../../host-audit/audit-result';
import { auditSudoers } from '../../host-audit/collector/sudoers';
import type { Collectable } from '../../host-audit/facts/collect-host';
import { refusedBySudo } from '../../host-audit/facts/read-facts';
import type { HostExceptions } from '../../host-audit/host-exceptions';
import { interruptible } from '../interruption';
import { plainText } from '../plain-text';
import type { Terminal } from '../terminal';
import { ownRights, writeResults } from '../write-results';
import { eachAtOnce } from './at-once';
import { factsFileName, findingsFileName, interruptedFileName, olderFactsOf } from './files';
import { type Judgement, readDocuments, readExceptions, readJudgement, readKept, readTargets } from './input';
import { type Judged, judgeKept, judgeOutcome, visit } from './judge';
import type { AuditOptions, GivenAuditOptions } from './options';
import { renderHints, renderHost, renderLastLine, renderMissing, renderNotes } from './output';
import { FindingsSpool } from './results';

/** A host that takes longer makes way for another, in milliseconds. */
const makesWayAfterMs = 10_000;

/** Runs `yosai audit` and says with which code the process ends. */
export async function auditCommand(
  hosts: readonly string[],
  given: GivenAuditOptions,
  terminal: Terminal,
  version: string,
): Promise<ExitCode> {
  const judgement = readJudgement(given);
  if (!judgement.ok) return refuse(judgement.mistakes, terminal);
  const options = { ...given, account: given.account ?? judgement.value.baseline.hosts.auditAccount };
  if (options.printSudoers) {
    const { account } = options;
    if (hosts.length > 0 || options.inventory !== undefined || options.outputs !== undefined) {
      const text = 'prints a rule for one account, that of --account; leave the hosts out';
      return refuse([{ file: '--print-sudoers', text }], terminal);
    }
    // Names such as ALL, %sudo and those of aliases mean others than one account, and sudo reads them without complaint.
    if (!/^[A-Za-z_][A-Za-z0-9_.-]{0,31}$/.test(account) || /^[A-Z][A-Z0-9_]*$/.test(account)) {
      const text = `expected the name of one account, such as yosai-audit, found ${JSON.stringify(account)}`;
      return refuse([{ file: '--account', text }], terminal);
    }
    terminal.write(auditSudoers(judgement.value.commands, options.account));
    return exitCodes.ok;
  }
  const exceptions = readExceptions(options, judgement.value.baseline, Date.now());
  const run = (value: HostExceptions) =>
    new AuditRun({ ...judgement.value, exceptions: value }, options, terminal, version);
  if (options.facts.length > 0) {
    const files = readDocuments(hosts, options);
    return files.ok && exceptions.ok
      ? run(exceptions.value).judge(files.value)
      : refuse(mistakesOf(exceptions, files), terminal);
  }
  const targets = readTargets(hosts, options, judgement.value);
  return targets.ok && exceptions.ok
    ? run(exceptions.value).visit(targets.value)
    : refuse(mistakesOf(exceptions, targets), terminal);
}

/** One run over all hosts: what comes in is judged, written and printed at once. */
class AuditRun {
  readonly #started = Date.now();
  readonly #rules: BlockingRules;
  readonly #folder: string;
  /** Name of the file with the findings. */
  #file: string;
  readonly #results = new Map<string, HostResult>();
  #trouble: string | undefined;
  /** How many documents of facts were written. */
  #documents = 0;
  /** How many findings sudo left unknown. */
  #refusedBySudo = 0;
  /** As whom the auditor came where sudo refused. */
  readonly #refusedAccounts = new Set<string>();
  /** What is to tell of exceptions; at most one each. */
  readonly #notes: Finding[] = [];

  constructor(
    private readonly judgement: Judgement,
    private readonly options: AuditOptions,
    private readonly terminal: Terminal,
    private readonly version: string,
  ) {
    this.#rules = { undetermined: options.blockUndetermined };
    this.#folder = path.resolve(options.out ?? path.join(options.cwd, 'out'), 'audit');
    this.#file = findingsFileName(options);
  }

  /** Judges documents that were kept, one after another. */
  async judge(files: readonly string[]): Promise<ExitCode> {
    const names: string[] = [];
    return this.#spooled(names, async (spool) => {
      for (const file of files) {
        const kept = readKept(file, this.options, this.judgement.baseline);
        if (!kept.ok) return kept.mistakes;
        const { name } = kept.value.host;
        if (names.includes(name))
          return [{ file, text: `is of ${name}, of which another document is judged already` }];
        names.push(name);
        this.#take(judgeKept(kept.value, this.judgement, this.#rules), spool);
      }
      return [];
    });
  }

  /** Visits hosts, several at a time. */
  async visit(targets: readonly Collectable[]): Promise<ExitCode> {
    const { concurrency, timeout } = this.options;
    const { signal, done } = interruptible();
    const names = targets.map(({ way }) => way.target.name);
    const underWay = new Set<string>();
    try {
      return await this.#spooled(
        names,
        async (spool) => {
          const atOnce = { limit: concurrency, patienceMs: makesWayAfterMs, signal };
          await eachAtOnce(targets, atOnce, async (target) => {
            const { name } = target.way.target;
            underWay.add(name);
            this.#progress(targets.length, underWay);
            const outcome = await visit(target, this.judgement, {
              seconds: timeout,
              version: this.version,
              signal,
            });
            underWay.delete(name);
            // What was interrupted was neither read nor found unreachable.
            if (signal.aborted && 'unreachable' in outcome) return;
            this.#take(judgeOutcome(target, outcome, this.judgement, this.#rules), spool);
            this.#progress(targets.length, underWay);
          });
          return [];
        },
        signal,
      );
    } finally {
      done();
    }
  }

  #progress(all: number, underWay: ReadonlySet<string>): void {
    const [some, ...more] = [...underWay].slice(0, 4);
    const named = some === undefined ? '' : `: ${[some, ...more].join(', ')}${underWay.size > 4 ? ' …' : ''}`;
    this.terminal.progress(`${this.#results.size}/${all} hosts, ${underWay.size} under way${named}`);
  }

  /** Writes and prints one host, which is then forgotten but for its numbers. */
  #take({ result: judged, findings, notes, document }: Judged, spool: FindingsSpool): void {
    const isWhole = judged.status === 'audited';
    const older =
      isWhole || this.options.facts.length > 0 ? undefined : olderFactsOf(judged.name, this.#folder);
    const result = { ...judged, ...(older !== undefined && { olderFacts: older }) };
    this.#results.set(result.name, result);
    spool.add(result.name, [...findings, ...notes]);
    this.#notes.push(...notes);
    const refused = findings.filter(
      ({ verdict, found = '' }) => verdict === 'undetermined' && found.includes(refusedBySudo),
    ).length;
    this.#refusedBySudo += refused;
    if (refused > 0 && document !== undefined) this.#refusedAccounts.add(document.host.account);
    if (document !== undefined) {
      const text = `${JSON.stringify(document, null, 2)}\n`;
      this.#trouble ??= writeResults(
        this.#folder,
        { [factsFileName(result.name, isWhole)]: text },
        ownRights,
      );
      this.#documents += 1;
    }
    if (this.options.json) return;
    const isGood = result.status === 'audited' && result.blocking === 0;
    if (this.options.quiet && isGood) return;
    const shown = { all: this.options.all, file: this.#file };
    this.terminal.write(renderHost(result, findings, this.#rules, this.terminal, shown));
  }

  /** @param names in whose order hosts are listed; complete when `work` has ended. */
  async #spooled(
    names: readonly string[],
    work: (spool: FindingsSpool) => Promise<readonly Mistake[]>,
    signal?: AbortSignal,
  ): Promise<ExitCode> {
    let spool: FindingsSpool | undefined;
    try {
      // Makes the folder, and says so where it cannot.
      this.#trouble = writeResults(this.#folder, {}, ownRights);
      if (this.#trouble !== undefined) return this.#failed();
      spool = new FindingsSpool(this.#folder);
      const mistakes = await work(spool);
      this.terminal.progress('');
      if (mistakes.length > 0)
        return refuse(mistakes, this.terminal, this.#results.size > 0 ? this.#file : undefined);
      if (this.#trouble !== undefined) return this.#failed();
      const { shard } = this.options;
      const summary = summaryOf(
        names.flatMap((name) => this.#results.get(name) ?? []),
        {
          ...(signal?.aborted === true && { interrupted: true }),
          ...(shard !== undefined && { shard: { index: shard.index, of: shard.of } }),
        },
      );
      if (summary.interrupted === true) this.#file = interruptedFileName(this.#file);
      const file = spool.finish(summary, this.#file);
      await this.#print(summary, file, names);
      return { ok: exitCodes.ok, blocked: exitCodes.blocked, incomplete: exitCodes.outsideFailed }[
        summary.verdict
      ];
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      this.#trouble = `${this.#folder}: could not be written (${code})`;
      return this.#failed();
    } finally {
      spool?.close();
    }
  }

  #failed(): ExitCode {
    this.terminal.progress('');
    this.terminal.writeError(`error: ${this.#trouble}\n`);
    return exitCodes.outsideFailed;
  }

  async #print(summary: AuditSummary, file: string, names: readonly string[]): Promise<void> {
    const all = names.length;
    if (this.options.json) {
      for await (const piece of createReadStream(file, 'utf8')) this.terminal.write(piece as string);
      return;
    }
    if (all > 1) this.terminal.write(renderMissing(summary, this.terminal));
    if (!this.options.quiet) {
      this.terminal.write(renderNotes(this.#notes, this.terminal));
      this.terminal.write(
        renderHints(
          {
            all,
            shard: this.options.shard,
            refused: this.#refusedBySudo,
            accounts: [...this.#refusedAccounts],
            excusedElsewhere:
              this.options.shard === undefined ? this.judgement.exceptions.hostsBesides(names) : [],
          },
          this.terminal,
        ),
      );
      const where = path.relative(process.cwd(), this.#folder) || '.';
      const hosts = `${this.#documents} host${this.#documents === 1 ? '' : 's'}`;
      const facts = this.#documents === 0 ? '' : ` and the facts of ${hosts}`;
      this.terminal.write(this.terminal.colors.dim(`Wrote ${where}/${this.#file}${facts}\n`));
    }
    this.terminal.write(renderLastLine(summary, all, (Date.now() - this.#started) / 1000, this.terminal));
  }
}

function mistakesOf(...results: readonly Result<unknown>[]): Mistake[] {
  return results.flatMap((result) => (result.ok ? [] : result.mistakes));
}

/** @param unwritten name of the file that is not written, where hosts have been told of already. */
function refuse(mistakes: readonly Mistake[], terminal: Terminal, unwritten?: string): ExitCode {
  for (const mistake of mistakes) terminal.writeError(`${plainText(renderMistake(mistake))}\n`);
  const found = mistakes.length === 1 ? '1 mistake' : `${mistakes.length} mistakes`;
  terminal.writeError(
    `yosai audit: ${found} in the input; ${unwritten === undefined ? 'nothing was audited' : `${unwritten} was not written`}\n`,
  );
  return exitCodes.badInput;
}
