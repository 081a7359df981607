import path from 'node:path';
import { environmentParts } from '../../lib/baseline/baseline';
import { loadBaseline } from '../../lib/baseline/load-baseline';
import { renderMistake } from '../../lib/baseline/mistake';
import { checkHost } from '../../lib/host-audit/checks/check-host';
import type { CheckedHost } from '../../lib/host-audit/checks/host';
import { commandsFor, type FactName } from '../../lib/host-audit/collector/all-commands';
import { runOfEach } from '../../lib/host-audit/collector/command';
import { readFacts } from '../../lib/host-audit/facts/read-facts';

const loaded = loadBaseline(path.resolve(__dirname, '../../baselines'), { parts: environmentParts });
if (!loaded.ok) throw new Error(loaded.mistakes.map(renderMistake).join('\n'));

/** The repository's own baseline, as hosts are judged by it. */
export const hostBaseline = loaded.value;

/** What a command printed, or how it failed. */
export type Said = string | { readonly stdout?: string; readonly code: number; readonly message?: string };

/** A host of which these commands answered, by the name of their fact; the others were not run. */
export function auditedHost(
  said: Partial<Record<FactName, Said>>,
  change: Partial<CheckedHost> = {},
): CheckedHost {
  const commands = commandsFor(hostBaseline);
  const runs = runOfEach(commands);
  const outputs = Object.entries(said).map(([name, output]) => {
    const {
      stdout = '',
      code,
      message = '',
    } = typeof output === 'string' ? { stdout: output, code: 0 } : output;
    return [runs[name] ?? name, { name, stdout: Buffer.from(stdout), code, message }] as const;
  });
  return {
    facts: readFacts({ outputs: new Map(outputs), isWhole: true }, commands),
    baseline: hostBaseline,
    role: 'app',
    onAzure: true,
    managed: true,
    account: 'yosai-audit',
    collectedAt: Date.UTC(2026, 10, 27, 12),
    ...change,
  };
}

/** What is said of one requirement: the verdict, what was found, and where. */
export function judged(id: string, host: CheckedHost): string {
  const finding = checkHost('host', host, new Map()).find(({ source }) => source.id === id);
  if (finding === undefined) throw new Error(`the baseline has no requirement ${id} for such a host`);
  const { verdict, found, at } = finding;
  const place = at === undefined ? '' : ` (${at.file}:${at.line})`;
  return found === undefined ? verdict : `${verdict}: ${found}${place}`;
}
