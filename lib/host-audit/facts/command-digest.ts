import { createHash } from 'node:crypto';
import type { FactName } from '../collector/all-commands';
import type { Command } from '../collector/command';
import type { Fact } from './fact';
import { type Facts, readers } from './readers';

/** What a command asks a host, in 16 hexadecimal digits: the program, its arguments and as whom it runs. */
function digestOf({ run, asRoot }: Command): string {
  return createHash('sha256')
    .update(JSON.stringify([run, asRoot === true]))
    .digest('hex')
    .slice(0, 16);
}

export function digestsOf(commands: Readonly<Record<string, Command>>): Record<string, string> {
  return Object.fromEntries(Object.entries(commands).map(([name, command]) => [name, digestOf(command)]));
}

/**
 * Facts that were kept, for a baseline of today: what was asked in another way than its commands ask does not answer
 * them, and what was not asked at all is not known.
 */
export function stillKnown(
  facts: Readonly<Partial<Record<FactName, Fact<unknown>>>>,
  asked: Readonly<Record<string, string>>,
  commands: Readonly<Record<FactName, Command>>,
): Facts {
  const today = digestsOf(commands);
  const entries = Object.keys(readers).map((name) => {
    const fact = facts[name as FactName];
    if (fact === undefined) return [name, { unknown: 'it was not collected' }];
    if (asked[name] === today[name]) return [name, fact];
    return [name, { unknown: 'the baseline asks more of it than was collected; collect anew' }];
  });
  return Object.fromEntries(entries) as Facts;
}
