import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { environmentParts, loadBaseline } from '../../lib/baseline';
import type { HostState } from '../../lib/baseline/types.generated';
import type { CheckedHost } from '../../lib/host-audit/checks/host';
import type { FactName } from '../../lib/host-audit/collector/all-commands';
import type { Fact, Reader } from '../../lib/host-audit/facts/fact';
import { type Facts, readers } from '../../lib/host-audit/facts/readers';
import { expectValue } from './results';

const root = path.resolve(__dirname, '../..');

export const hostBaseline = expectValue(
  loadBaseline(path.join(root, 'baselines'), { parts: environmentParts }),
);

/** What the collector printed on a host of the release, as it was installed or hardened by the baseline. */
export type DebianHost = 'debian-12-plain' | 'debian-12-hardened' | 'debian-13-plain' | 'debian-13-hardened';

/** What is printed instead, or why nothing is known. */
export type Change = ((printed: string) => string) | { readonly unknown: string };

/** The host as it is checked, with some outputs changed; what was not recorded is unknown. */
export function debianHost(
  name: DebianHost,
  changes: Partial<Record<FactName, Change>> = {},
  more: Partial<CheckedHost> = {},
): CheckedHost {
  const folder = path.join(root, 'test/fixtures/host-audit', name);
  const entries = Object.entries(readers).map(([fact, reader]): [string, Fact<unknown>] => {
    // Their sshd has no Match, so what it says of everybody it says of root.
    const file = path.join(folder, `${fact === 'sshdForRoot' ? 'sshd' : fact}.txt`);
    const change = changes[fact as FactName];
    if (change !== undefined && typeof change !== 'function') return [fact, change];
    if (!existsSync(file)) return [fact, { unknown: 'not recorded' }];
    const printed = readFileSync(file, 'utf8');
    return [fact, { value: (reader as Reader).read(change?.(printed) ?? printed) }];
  });
  return {
    facts: Object.fromEntries(entries) as Facts,
    baseline: hostBaseline,
    role: 'app',
    onAzure: true,
    managed: true,
    account: 'yosai-audit',
    release: Number(name.slice('debian-'.length, 'debian-12'.length)),
    collectedAt: Date.parse('2026-11-27T00:00:00Z'),
    ...more,
  };
}

/** What the baseline requires of the state; the first requirement where several name it. */
export function stateOf(is: string): HostState {
  const states = Object.values(hostBaseline.hostAreas).flatMap(({ requirements }) =>
    requirements.flatMap(({ state }) => state ?? []),
  );
  const found = states.find((state) => state.is === is);
  if (found === undefined) throw new Error(`the baseline requires no ${is}`);
  return found;
}

/** Changes what is printed where it has just this text; a text that is not there is a mistake of the test. */
export const replacing =
  (text: string, by: string): Change =>
  (printed) => {
    if (!printed.includes(text)) throw new Error(`nothing printed has ${JSON.stringify(text)}`);
    return printed.replace(text, by);
  };

/** Adds lines before what is printed. */
export const preceded =
  (...lines: readonly string[]): Change =>
  (printed) =>
    [...lines, printed].join('\n');

/** Adds lines behind what is printed. */
export const followed =
  (...lines: readonly string[]): Change =>
  (printed) =>
    [printed, ...lines].join('\n');
