import path from 'node:path';
import { loadTenants, type Mistake, type Result, type Tenant } from '../../baseline';
import { readText } from '../../baseline/read-file';
import { type ExitCode, exitCodes } from '../../findings/exit-code';
import { unknownTenant } from '../../lifecycle/decisions';
import { deletionRecord } from '../../lifecycle/deletion-record';
import { joinDeletions, readDeletions } from '../../lifecycle/deletion-times';
import { renderDeletionRecord } from '../../lifecycle/render-deletion-record';
import { readStackState, type StackResource } from '../../lifecycle/stack-state';
import { plainText } from '../plain-text';
import type { Terminal } from '../terminal';
import { writeResults } from '../write-results';
import { baselineOf, refuse, registerOf } from './command';
import type { RecordOptions } from './options';

/** States and event logs of large stacks stay far below. */
const maximumBytes = 256 * 1024 * 1024;

/** Runs `yosai tenant record`: the evidence of a deletion, and with exit code 1 what it does not show or allow. */
export function recordDeletion(id: string, options: RecordOptions, terminal: Terminal): ExitCode {
  const baseline = baselineOf(options);
  if (!baseline.ok) return refuse(baseline.mistakes, terminal);
  const register = loadTenants(registerOf(options), baseline.value);
  if (!register.ok) return refuse(register.mistakes, terminal);
  const files = filesOf(options);
  if (!files.ok) return refuse(files.mistakes, terminal);
  const tenant = leaver(id, register.value.tenants);
  const before = parsed(files.value.before, readStackState);
  const after = parsed(files.value.after, readStackState);
  const logs = files.value.events.map((file) => parsed(file, readDeletions));
  if (!tenant.ok || !before.ok || !after.ok || !logs.every((log) => log.ok)) {
    return refuse(
      [tenant, before, ...logs, after].flatMap((result) => (result.ok ? [] : result.mistakes)),
      terminal,
    );
  }
  const foreign = otherStack(files.value, before.value, after.value);
  if (foreign !== undefined) return refuse([foreign], terminal);
  const record = deletionRecord({
    tenant: tenant.value,
    before: before.value,
    after: after.value,
    ...joinDeletions(logs.map((log) => log.value)),
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

/** A stack after a deletion that is not the one before it says nothing of what is left. */
function otherStack(
  files: EvidenceFiles,
  before: readonly StackResource[],
  after: readonly StackResource[],
): Mistake | undefined {
  const [stack, ...others] = new Set([...before, ...after].map(({ urn }) => stackOf(urn)));
  if (others.length === 0) return undefined;
  const [own = stack] = before.map(({ urn }) => stackOf(urn));
  const found = [...new Set(after.map(({ urn }) => stackOf(urn)))].join(', ');
  return {
    file: files.after,
    text: `found the stack ${found}, expected ${own}, of which ${files.before} is. Give both of one stack`,
  };
}

/** `project/stack` of a URN. */
function stackOf(urn: string): string {
  const [head = '', project = ''] = urn.split('::');
  return `${project}/${head.split(':')[2] ?? ''}`;
}

interface EvidenceFiles {
  readonly before: string;
  readonly events: readonly string[];
  readonly after: string;
}

function filesOf({ evidence, before, events, after }: RecordOptions): Result<EvidenceFiles> {
  const single = { '--before': before, '--events': events, '--after': after };
  if (evidence !== undefined) {
    const given = Object.entries(single).flatMap(([option, value]) => (value === undefined ? [] : [option]));
    const text = `already says where everything is; leave out ${given.join(', ')}`;
    if (given.length > 0) return { ok: false, mistakes: [{ file: '--evidence', text }] };
    const file = (name: string) => path.join(evidence, name);
    return {
      ok: true,
      value: { before: file('before.json'), events: [file('events.jsonl')], after: file('after.json') },
    };
  }
  if (before !== undefined && events !== undefined && after !== undefined) {
    return { ok: true, value: { before, events, after } };
  }
  const mistakes = Object.entries(single).flatMap(([option, value]) =>
    value === undefined
      ? [{ file: option, text: 'is missing; --before, --events and --after belong together' }]
      : [],
  );
  return { ok: false, mistakes };
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
