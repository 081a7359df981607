import path from 'node:path';
import { loadTenants, type Mistake, type Result, type Tenant } from '../baseline';
import { readText } from '../baseline/read-file';
import { type ExitCode, exitCodes } from '../findings/exit-code';
import { unknownTenant } from '../lifecycle/decisions';
import { deletionRecord } from '../lifecycle/deletion-record';
import { readDeletionTimes } from '../lifecycle/deletion-times';
import { renderDeletionRecord } from '../lifecycle/render-deletion-record';
import { readStackState } from '../lifecycle/stack-state';
import { plainText } from './plain-text';
import { baselineOf, refuse, registerOf } from './tenant-command';
import type { RecordOptions } from './tenant-options';
import type { Terminal } from './terminal';
import { writeResults } from './write-results';

/** States and event logs of large stacks stay far below. */
const maximumBytes = 256 * 1024 * 1024;

/** Runs `yosai tenant record`: the evidence of a deletion, and with exit code 1 what it does not show or allow. */
export function recordDeletion(id: string, options: RecordOptions, terminal: Terminal): ExitCode {
  const baseline = baselineOf(options);
  if (!baseline.ok) return refuse(baseline.mistakes, terminal);
  const register = loadTenants(registerOf(options), baseline.value);
  if (!register.ok) return refuse(register.mistakes, terminal);
  const tenant = leaver(id, register.value.tenants);
  const before = parsed(options.before, readStackState);
  const after = parsed(options.after, readStackState);
  const times = parsed(options.events, readDeletionTimes);
  if (!tenant.ok || !before.ok || !after.ok || !times.ok) {
    return refuse(
      [tenant, before, after, times].flatMap((result) => (result.ok ? [] : result.mistakes)),
      terminal,
    );
  }
  const record = deletionRecord({
    tenant: tenant.value,
    before: before.value,
    after: after.value,
    times: times.value,
    baseline: baseline.value,
  });
  const json = `${JSON.stringify(record, null, 2)}\n`;
  if (options.out !== undefined) {
    const trouble = writeResults(path.resolve(path.dirname(options.out)), {
      [path.basename(options.out)]: json,
    });
    if (trouble !== undefined) {
      terminal.writeError(`error: ${trouble}\n`);
      return exitCodes.outsideFailed;
    }
  }
  terminal.write(options.json ? json : plainText(renderDeletionRecord(record)));
  return record.breaches.length === 0 ? exitCodes.ok : exitCodes.blocked;
}

type Leaver = Tenant & { readonly terminatedOn: string };

function leaver(id: string, tenants: readonly Tenant[]): Result<Leaver> {
  const tenant = tenants.find((candidate) => candidate.id === id);
  if (tenant === undefined) return { ok: false, mistakes: [unknownTenant(id, tenants)] };
  const { terminatedOn } = tenant;
  if (terminatedOn !== undefined) return { ok: true, value: { ...tenant, terminatedOn } };
  const mistake: Mistake = {
    file: '<id>',
    text: `tenant ${id} is ${tenant.state}; only one that leaves is deleted`,
  };
  return { ok: false, mistakes: [mistake] };
}

function parsed<T>(file: string, parse: (file: string, text: string) => Result<T>): Result<T> {
  const text = readText(file, maximumBytes);
  return text.ok ? parse(file, text.value) : text;
}
