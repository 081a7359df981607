import type { FactName } from '../../lib/host-audit/collector/all-commands';
import type { Command } from '../../lib/host-audit/collector/command';
import { readers } from '../../lib/host-audit/facts/readers';

/** A command for each fact, of which those that a test does not mind say nothing. */
export function fewCommands(meant: Partial<Record<FactName, Command>> = {}): Record<FactName, Command> {
  const silent: Command = { run: ['true'], bytes: 100 };
  const commands = Object.keys(readers).map((name) => [name, meant[name as FactName] ?? silent]);
  return Object.fromEntries(commands) as Record<FactName, Command>;
}
