import path from 'node:path';
import { type Mistake, renderMistake } from '../../baseline';
import { type Coverage, coverageOf } from '../../findings/coverage';
import { type BlockingRules, type ExitCode, exitCodeOf, exitCodes } from '../../findings/exit-code';
import type { Finding } from '../../findings/finding';
import { compareFindings } from '../../findings/order';
import type { PolicyTally } from '../../preview/analysis';
import type { PreviewFailure, PreviewResult } from '../../preview/preview';
import { preview } from '../../preview/preview';
import type { StackIdentity } from '../../preview/registration';
import { toFindings } from '../../preview/to-findings';
import { blameOverrides } from '../blame';
import { loadCatalogue } from '../catalogue';
import { plainText } from '../plain-text';
import type { Terminal } from '../terminal';
import { holdsResults, writeResults } from '../write-results';
import { findingsFile } from './findings-file';
import { readPreviewInput } from './input';
import { activePolicies, renderDisabled, renderJudges } from './judges';
import { type CoverageInput, shownBy } from './mechanisms';
import type { PreviewOptions } from './options';
import { judgeOtherPlans } from './other-plans';
import {
  renderCoverage,
  renderExcused,
  renderFindings,
  renderLastLine,
  renderTree,
  renderUndetermined,
  totalsOf,
} from './output';
import { type PlanFacts, planFacts } from './plan-facts';

/** Runs `yosai preview` and says with which code the process ends. */
export async function previewCommand(
  options: PreviewOptions,
  terminal: Terminal,
  version: string,
): Promise<ExitCode> {
  const started = Date.now();
  const input = readPreviewInput(options, version);
  if (!input.ok) return reportMistakes(input.mistakes, terminal);
  const { project, request, otherPlans } = input.value;
  const catalogue = loadCatalogue(project.root);
  if (!catalogue.ok) return reportMistakes(catalogue.mistakes, terminal);

  // Without --out the results stand in the project that they are about.
  const folder = path.resolve(options.out ?? path.join(project.root, 'out'), request.identity.stack);

  terminal.progress(`Previewing ${options.stack} …`);
  const outcome = await preview(
    {
      ...request,
      onProgress: (resources) => {
        if (resources % 25 === 0) terminal.progress(`Previewing ${options.stack}: ${resources} resources …`);
      },
    },
    (plan, packs) => planFacts(plan, packs, catalogue.value),
  );
  terminal.progress('');
  if (!outcome.ok) return reportFailure(outcome.failure, options, request.identity, folder, terminal);

  const result = outcome.value;
  const { facts } = result;
  const rules: BlockingRules = { undetermined: options.blockUndetermined };
  const findings = [
    ...toFindings(result.analysis, result.filter),
    ...facts.findings,
    ...judgeOtherPlans(result.plan, otherPlans),
  ].sort(compareFindings);
  const coverage =
    catalogue.value?.isOwn === true
      ? coverageOf(catalogue.value.promises, shownBy(coverageInput(result, findings, facts)))
      : undefined;
  const file = findingsFile({ result, findings, coverage, rules, judged: isJudged(result) });

  const trouble = writeResults(folder, {
    'plan.json': facts.text,
    'findings.json': `${JSON.stringify(file, null, 2)}\n`,
  });
  if (trouble !== undefined) {
    terminal.writeError(`error: ${trouble}\n`);
    return exitCodes.outsideFailed;
  }
  if (options.json) terminal.write(`${JSON.stringify(file, null, 2)}\n`);
  else
    print(
      { options, result, findings, coverage, rules, folder, started, titles: catalogue.value?.words },
      terminal,
    );
  return exitCodeOf(findings, rules);
}

interface Printed {
  readonly options: PreviewOptions;
  readonly result: PreviewResult;
  readonly findings: readonly Finding[];
  readonly coverage: Coverage | undefined;
  readonly rules: BlockingRules;
  readonly folder: string;
  readonly started: number;
  readonly titles: ReadonlyMap<string, string> | undefined;
}

function print(printed: Printed, terminal: Terminal): void {
  const { options, result, findings, rules } = printed;
  const { bold, dim } = terminal.colors;
  const list = renderFindings(
    findings,
    printed.titles ?? new Map(),
    rules,
    terminal,
    options.quiet ? 'blocking' : 'all',
  );
  printMessages(result, options.quiet, terminal);
  if (!options.quiet) {
    terminal.write(`${bold('Resources')}\n${renderTree(result.plan, terminal)}\n`);
    for (const call of result.plan.unansweredCalls) {
      terminal.write(
        `  ${dim(`${call.token} was called ${call.count}× and cannot be answered offline: its result is unknown`)}\n`,
      );
    }
    for (const { pack, policy, urn } of result.analysis.remediations) {
      terminal.write(`  ${dim(`${pack} ${policy} changed ${urn}`)}\n`);
    }
    for (const note of result.analysis.notes)
      terminal.write(`  ${dim(plainText(result.filter.clean(note)))}\n`);
  }
  if (list !== '') terminal.write(`${bold('Findings')}\n${list}\n`);
  const open = options.quiet ? '' : renderUndetermined(findings, rules, terminal);
  if (open !== '') terminal.write(`${bold('Undetermined')}\n${open}\n`);
  const excused = options.quiet ? '' : renderExcused(findings, rules, terminal);
  if (excused !== '') terminal.write(`${bold('Exceptions')}\n${excused}\n`);
  if (!options.quiet) {
    const coverage = printed.coverage === undefined ? '' : renderCoverage(printed.coverage, terminal);
    terminal.write(`${bold('Coverage')}\n  ${renderJudges(result.packs)}\n${coverage}\n`);
    terminal.write(dim(`Wrote ${shortPath(printed.folder)}/plan.json and findings.json\n`));
  }
  if (options.quiet) terminal.write(renderDisabled(result.packs, terminal));
  const seconds = (Date.now() - printed.started) / 1000;
  terminal.write(
    renderLastLine(options.stack, totalsOf(findings, rules), result.plan, isJudged(result), seconds),
  );
}

function shortPath(folder: string): string {
  return path.relative(process.cwd(), folder) || '.';
}

function isJudged({ packs }: PreviewResult): boolean {
  return packs.some((pack) => activePolicies(pack) > 0);
}

/** What the program said; of a quiet run only the errors, which it may have logged and gone on. */
function printMessages({ messages }: PreviewResult, quiet: boolean, terminal: Terminal): void {
  const shown = messages.filter(({ severity }) => !quiet || severity === 'error');
  if (shown.length === 0) return;
  terminal.write(`${terminal.colors.bold('Program')}\n`);
  for (const { severity, text } of shown) {
    terminal.write(
      `  ${severity === 'info' ? '' : `${severity}: `}${plainText(text).replaceAll('\n', '\n  ')}\n`,
    );
  }
  terminal.write('\n');
}

function coverageInput(
  result: PreviewResult,
  findings: readonly Finding[],
  { claims }: PlanFacts,
): CoverageInput {
  const tallies = new Map<string, PolicyTally>();
  for (const tally of result.analysis.tallies) tallies.set(tally.policy, tally);
  return { plan: result.plan, tallies, findings, claims };
}

/** Prints every mistake in the input. */
function reportMistakes(mistakes: readonly Mistake[], terminal: Terminal): ExitCode {
  for (const mistake of mistakes) terminal.writeError(`${renderMistake(mistake)}\n`);
  const found = mistakes.length === 1 ? '1 mistake' : `${mistakes.length} mistakes`;
  terminal.writeError(`yosai preview: ${found} in the input; nothing was previewed or written\n`);
  return exitCodes.badInput;
}

function reportFailure(
  failure: PreviewFailure,
  options: PreviewOptions,
  identity: StackIdentity,
  folder: string,
  terminal: Terminal,
): ExitCode {
  const shown = failure.messages.filter(({ severity }) => severity !== 'error');
  if (!options.quiet) {
    for (const { text } of shown)
      if (!failure.text.includes(text)) terminal.writeError(`  ${plainText(text)}\n`);
  }
  terminal.writeError(`${plainText(blameOverrides(failure.text, identity, options.config))}\n`);
  const outside = failure.kind === 'timeLimit' || failure.kind === 'pack';
  const what = outside ? 'could not be finished' : 'refused';
  const kept = holdsResults(folder) ? `; ${shortPath(folder)} keeps the results of an earlier run` : '';
  terminal.writeError(`yosai preview ${options.stack}: ${what}; nothing was written${kept}\n`);
  return outside ? exitCodes.outsideFailed : exitCodes.badInput;
}
