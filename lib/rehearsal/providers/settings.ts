import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FaultSettings } from '../cloud/faults';

/** What the plugins of one rehearsal share. */
export interface PluginSettings {
  /** Folder of the simulated cloud's database; it is made when it is not there. */
  readonly database: string;
  readonly faults?: FaultSettings;
}

/** Fault settings, each with the lowest number that makes sense. */
const lowest: Readonly<Record<keyof FaultSettings, number>> = {
  throttleEvery: 1,
  retryAfterMs: 0,
  conflictEvery: 1,
  slowMs: 0,
  crashAfterCreates: 1,
};

/**
 * Reads the settings that `writePlugins` has written beside the plugins. Throws an Error that says what is wrong:
 * somebody may have changed them by hand to switch a fault on.
 */
export function readSettings(file: string): PluginSettings {
  const mistake = (at: string, words: string) =>
    new Error(`${[file, at].filter(Boolean).join(' ')}: ${words}`);
  let settings: Record<string, unknown>;
  try {
    settings = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw mistake('', `must be a JSON file, found ${(error as Error).message}`);
  }
  const { database, faults = {}, ...others } = settings;
  if (typeof database !== 'string' || database === '')
    throw mistake('database', `must be the path of a folder, found ${JSON.stringify(database) ?? 'nothing'}`);
  const unknown = [
    ...Object.keys(others),
    ...Object.keys(faults as object)
      .filter((key) => !(key in lowest))
      .map((key) => `faults.${key}`),
  ];
  if (unknown.length > 0)
    throw mistake(
      unknown.join(', '),
      `is not a setting, expected database or faults.${Object.keys(lowest).join(', faults.')}`,
    );
  for (const [key, value] of Object.entries(faults as object)) {
    const least = lowest[key as keyof FaultSettings];
    if (!Number.isInteger(value) || value < least)
      throw mistake(
        `faults.${key}`,
        `must be a whole number of at least ${least}, found ${JSON.stringify(value)}`,
      );
  }
  return { database: path.resolve(path.dirname(file), database), faults: faults as FaultSettings };
}
