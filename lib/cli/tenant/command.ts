import { realpathSync } from 'node:fs';
import path from 'node:path';
import {
  type EnvironmentBaseline,
  environmentParts,
  loadBaseline,
  loadTenants,
  type Mistake,
  parseTenants,
  type Result,
  renderMistake,
  slotCount,
  type Tenant,
} from '../../baseline';
import { showFile } from '../../baseline/mistake';
import { type ExitCode, exitCodes } from '../../findings/exit-code';
import { dayAt, isDay } from '../../lifecycle/calendar';
import {
  addition,
  type Decision,
  deletion,
  resumption,
  type Situation,
  suspension,
  termination,
} from '../../lifecycle/decisions';
import { readProof } from '../../lifecycle/read-deletion-record';
import { editRegister } from '../../lifecycle/register-text';
import { timelineOf } from '../../lifecycle/timeline';
import { plainText } from '../plain-text';
import type { Terminal } from '../terminal';
import { type Edited, editFile } from './edit-file';
import type {
  AddOptions,
  ChangeOptions,
  DayOptions,
  DeleteOptions,
  ListOptions,
  ResumeOptions,
  TenantOptions,
} from './options';
import { renderTenants, renderTimeline, rowOf } from './output';

/** Runs `yosai tenant list`: where every tenant stands on a day. */
export function listTenants(options: ListOptions, terminal: Terminal, now: number): ExitCode {
  const day = options.asOf ?? dayAt(now);
  if (!isDay(day)) {
    return refuse(
      [{ file: '--as-of', text: `${day} is not a date of the calendar such as 2026-04-01` }],
      terminal,
    );
  }
  const baseline = baselineOf(options);
  if (!baseline.ok) return refuse(baseline.mistakes, terminal);
  const register = loadTenants(registerOf(options), baseline.value);
  if (!register.ok) return refuse(register.mistakes, terminal);
  const rows = register.value.tenants.map((tenant) => rowOf(tenant, day, baseline.value.lifecycle));
  terminal.write(
    options.json
      ? `${JSON.stringify({ asOf: day, tenants: rows }, null, 2)}\n`
      : renderTenants(rows, day, terminal),
  );
  return exitCodes.ok;
}

/** Runs `yosai tenant add`. */
export function addTenant(id: string, options: AddOptions, terminal: Terminal, now: number): ExitCode {
  const { nameJa: ja, nameEn: en, host, since, machines, slot, planned } = options;
  const state = planned ? 'planned' : 'active';
  const wanted = { id, name: { ja, en }, state, since, host, machines: { ...machines }, slot } as const;
  return change(options, terminal, now, (situation, { network }) =>
    addition(wanted, { ...situation, slots: slotCount(network) }),
  );
}

/** Runs `yosai tenant suspend`. */
export function suspendTenant(id: string, options: DayOptions, terminal: Terminal, now: number): ExitCode {
  return change(options, terminal, now, (situation) =>
    suspension(id, options.on ?? situation.today, situation),
  );
}

/** Runs `yosai tenant terminate`. */
export function terminateTenant(id: string, options: DayOptions, terminal: Terminal, now: number): ExitCode {
  return change(options, terminal, now, (situation) =>
    termination(id, options.on ?? situation.today, situation),
  );
}

/** Runs `yosai tenant resume`. */
export function resumeTenant(id: string, options: ResumeOptions, terminal: Terminal, now: number): ExitCode {
  return change({ ...options, allowPast: false }, terminal, now, (situation, { lifecycle }) =>
    resumption(id, situation, lifecycle),
  );
}

/** Runs `yosai tenant delete`: writes down that nothing is left, which a record has to prove. */
export function deleteTenant(id: string, options: DeleteOptions, terminal: Terminal, now: number): ExitCode {
  const proof = readProof(options.record);
  if (!proof.ok) return refuse(proof.mistakes, terminal);
  return change({ ...options, allowPast: false }, terminal, now, (situation, { lifecycle }) => {
    const kept = keptRecord(options);
    if (!kept.ok) return kept;
    return deletion(id, proof.value, { file: options.record, kept: kept.value }, situation, lifecycle);
  });
}

/**
 * Where in the project a record really is: a link would keep nothing. The register outlives this machine, so it names
 * the record from the project's folder.
 */
function keptRecord({ cwd, record }: DeleteOptions): Result<string> {
  const kept = path.relative(realpathSync(cwd), realpathSync(record));
  if (!kept.startsWith('..') && !path.isAbsolute(kept)) {
    return { ok: true, value: kept.split(path.sep).join('/') };
  }
  const text = `${record} is outside of the project ${path.resolve(cwd)}, which has to keep it`;
  return { ok: false, mistakes: [{ file: '--record', text }] };
}

type Decide = (situation: Situation, baseline: EnvironmentBaseline) => Result<Decision>;

function change(options: ChangeOptions, terminal: Terminal, now: number, decide: Decide): ExitCode {
  const baseline = baselineOf(options);
  if (!baseline.ok) return refuse(baseline.mistakes, terminal);
  const file = registerOf(options);
  const edit = (text: string): Result<Edited<Decision>> => {
    const register = parseTenants(file, text, baseline.value);
    if (!register.ok) return register;
    const { tenants } = register.value;
    const decision = decide({ tenants, today: dayAt(now), allowPast: options.allowPast }, baseline.value);
    if (!decision.ok) return decision;
    const edited = editRegister(text, decision.value.change);
    if (edited === undefined) {
      const reason =
        'is written in a way that cannot be edited without changing something else; edit it by hand';
      return { ok: false, mistakes: [{ file, text: reason }] };
    }
    const after = parseTenants(file, edited, baseline.value);
    return after.ok ? { ok: true, value: { text: edited, value: decision.value } } : after;
  };
  // Even a dry run finds the mistakes of the file itself, such as that it is not there.
  const readable = loadTenants(file, baseline.value);
  if (!readable.ok) return refuse(readable.mistakes, terminal);
  const outcome = editFile(file, edit, { write: !options.dryRun });
  if (outcome.kind === 'refused') return refuse(outcome.mistakes, terminal);
  if (outcome.kind === 'failed') {
    terminal.writeError(`error: ${outcome.text}\n`);
    return exitCodes.outsideFailed;
  }
  tell(outcome.value, file, baseline.value, options, terminal);
  return exitCodes.ok;
}

function tell(
  { tenant, earlier, note }: Decision,
  file: string,
  baseline: EnvironmentBaseline,
  options: ChangeOptions,
  terminal: Terminal,
): void {
  const timeline = timelineOf(tenant, baseline);
  if (options.json) {
    const told = note === undefined ? {} : { note };
    const said = { register: showFile(file), written: !options.dryRun, tenant, ...told, timeline };
    terminal.write(`${JSON.stringify(said, null, 2)}\n`);
    return;
  }
  terminal.write(
    `${terminal.colors.bold(tenant.id)}: ${stepOf(tenant, earlier)}\n${renderTimeline(timeline)}`,
  );
  if (note !== undefined) terminal.write(`${note}\n`);
  terminal.write(options.dryRun ? `Nothing was written: dry run\n` : `Wrote ${showFile(file)}\n`);
}

function stepOf({ state, slot, deletedOn }: Tenant, earlier: Tenant | undefined): string {
  if (earlier === undefined) return `new, ${state}, slot ${slot}`;
  const fate = deletedOn === undefined ? 'stays taken' : `is free after ${deletedOn}`;
  return `${earlier.state} → ${state}, slot ${slot} ${fate}`;
}

/** The baseline of the project. */
export function baselineOf({ cwd }: TenantOptions): Result<EnvironmentBaseline> {
  return loadBaseline(path.resolve(cwd, 'baselines'), { parts: environmentParts });
}

/** The project's register of tenants. */
export function registerOf({ cwd, registers }: TenantOptions): string {
  return path.resolve(cwd, registers, 'tenants.yaml');
}

/** Prints every mistake in the input. */
export function refuse(mistakes: readonly Mistake[], terminal: Terminal): ExitCode {
  for (const mistake of mistakes) terminal.writeError(`${plainText(renderMistake(mistake))}\n`);
  const found = mistakes.length === 1 ? '1 mistake' : `${mistakes.length} mistakes`;
  terminal.writeError(`yosai tenant: ${found} in the input; nothing was written\n`);
  return exitCodes.badInput;
}
