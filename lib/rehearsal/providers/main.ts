import { makeProvider } from './make-provider';
import { serve } from './serve';
import { readSettings } from './settings';
import { type ProviderName, providerNames } from './write-plugins';

/** How often a plugin looks whether the process that started it is still there, in milliseconds. */
const watchMs = 1000;

/**
 * Runs a plugin: `provider.js NAME SETTINGS`. Its port is the first line of standard output; it ends with its parent,
 * which the engine kills or which is killed.
 */
async function run([name, settings]: readonly string[]): Promise<void> {
  if (!isProvider(name) || settings === undefined)
    throw new Error(
      `expected one of ${providerNames.join(', ')} and a settings file, found ${name ?? 'nothing'}`,
    );
  const provider = makeProvider(name, readSettings(settings));
  const { server, port } = await serve(provider);
  process.stdout.write(`${port}\n`);
  const end = async () => {
    server.forceShutdown();
    await provider.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) void end();
  }, watchMs).unref();
}

function isProvider(name: string | undefined): name is ProviderName {
  return providerNames.some((known) => known === name);
}

run(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`simulated provider: ${error.message}\n`);
  process.exitCode = 1;
});
