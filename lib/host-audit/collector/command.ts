import type { EnvironmentBaseline } from '../../baseline/baseline';

/** One thing that the auditor runs on a host to learn one fact. It changes nothing there. */
export interface Command {
  /**
   * Program and arguments. As root the program is an absolute path, because a sudoers rule admits exactly this; as the
   * audit account it may be `sh -c` with a pipeline.
   */
  readonly run: readonly [string, ...string[]];
  /** Whether only root sees what is asked for; no when left out. */
  readonly asRoot?: true;
  /** How long it may take, in seconds; 10 when left out. */
  readonly seconds?: number;
  /** How much it may print, in bytes; 256 KiB when left out. What is longer is unknown, not cut. */
  readonly bytes?: number;
  /** Exit codes after which its output is good; 0 alone when left out. */
  readonly good?: readonly number[];
  /**
   * Whether it ends well, too, when all that it said by ending with 1 is that something is not there, as `find` does
   * when a file goes away between its being seen and its being looked at.
   */
  readonly mayVanish?: true;
}

export const defaultSeconds = 10;
export const defaultBytes = 256 * 1024;

/**
 * The command with what ends it when its time is up. That runs with the same rights, because nobody may end a process
 * of root from outside; so a sudoers rule admits the command within its time only.
 */
export function limited({ run, seconds = defaultSeconds }: Command): string[] {
  return ['/usr/bin/timeout', '-k', '1', String(seconds), ...run];
}

/**
 * Which run answers each fact, by the facts' names: the same command is run once, under the name of the first fact that
 * it is for.
 */
export function runOfEach(commands: Readonly<Record<string, Command>>): Record<string, string> {
  const names = new Map<string, string>();
  const entries = Object.entries(commands).map(([name, command]) => {
    const key = JSON.stringify([
      limited(command),
      command.asRoot,
      command.bytes,
      command.good,
      command.mayVanish,
    ]);
    const first = names.get(key) ?? name;
    names.set(key, first);
    return [name, first] as const;
  });
  return Object.fromEntries(entries);
}

/** The commands that are run, without those that another fact's run answers. */
export function runsOf(commands: Readonly<Record<string, Command>>): Record<string, Command> {
  const run = runOfEach(commands);
  return Object.fromEntries(Object.entries(commands).filter(([name]) => run[name] === name));
}

/** What a command is made from: the keys, units, paths and accounts that the baseline asks for. */
export type Asked = Pick<EnvironmentBaseline, 'hosts' | 'hostAreas' | 'network' | 'virtualMachines'>;
