import type { Asked, Command } from './command';
import { accounts, groups, homes, nameSources, rootKeys, shadow, trustFiles } from './commands/accounts';
import { kernelSettings } from './commands/kernel';
import { packages } from './commands/packages';
import { pamLines } from './commands/pam';
import { aptSettings, chronyDirectives, settingLines, systemdSettings } from './commands/settings';
import { sudoersCheck, sudoRules } from './commands/sudo';

/** A command for each fact, by the fact's name; the same baseline gives the same commands in the same order. */
export const commandsFor = (asked: Asked) =>
  ({
    accounts,
    aptSettings: aptSettings(asked),
    chronyDirectives,
    groups,
    homes,
    kernelSettings: kernelSettings(asked),
    nameSources,
    packages,
    pamLines,
    rootKeys,
    settingLines: settingLines(asked),
    shadow,
    sudoersCheck,
    sudoRules,
    systemdSettings,
    trustFiles,
  }) satisfies Record<string, Command>;

export type Commands = ReturnType<typeof commandsFor>;
export type FactName = keyof Commands;
