import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { PluginSettings } from './settings';

/** The providers that are simulated, by the names that Pulumi knows them by. */
export const providerNames = ['azure-native', 'random', 'tls'] as const;
export type ProviderName = (typeof providerNames)[number];

/** The settings' file in a folder of plugins; faults may be switched on and off in it between two runs. */
export const settingsFile = 'settings.json';

/**
 * Writes a folder of plugins that the official engine starts when a Pulumi.yaml names it:
 * `plugins: {providers: [{name: azure-native, path: FOLDER}, …]}`. The database outlives the plugins, and may be
 * shared by several folders with other faults. The launchers are shell scripts, so not for Windows.
 * https://www.pulumi.com/docs/iac/concepts/projects/project-file/#plugins-options
 * @param bundle path of the built `dist/rehearsal/provider.js`.
 */
export function writePlugins(folder: string, bundle: string, settings: PluginSettings): void {
  mkdirSync(folder, { recursive: true });
  const file = path.resolve(folder, settingsFile);
  const absolute = { ...settings, database: path.resolve(settings.database) };
  writeFileSync(file, `${JSON.stringify(absolute, null, 2)}\n`);
  for (const name of providerNames) {
    const launcher = path.join(folder, `pulumi-resource-${name}`);
    const command = [process.execPath, path.resolve(bundle), name, file].map(quoted).join(' ');
    writeFileSync(launcher, `#!/bin/sh\nexec ${command}\n`);
    chmodSync(launcher, 0o755);
  }
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
