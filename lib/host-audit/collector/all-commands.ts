import type { Asked, Command } from './command';
import { kernelSettings } from './commands/kernel';
import { packages } from './commands/packages';

/** A command for each fact, by the fact's name; the same baseline gives the same commands in the same order. */
export const commandsFor = (asked: Asked) =>
  ({
    packages,
    kernelSettings: kernelSettings(asked),
  }) satisfies Record<string, Command>;

export type Commands = ReturnType<typeof commandsFor>;
export type FactName = keyof Commands;
