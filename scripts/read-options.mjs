import { parseArgs } from 'node:util';

/**
 * Reads a script's options. `--help` prints the usage and ends with 0; an option that is wrong says which, with the
 * usage, and ends with 2.
 * @param {{ usage: string } & import('node:util').ParseArgsConfig} config as `parseArgs` takes it
 */
export function readOptions({ usage, options, ...config }) {
  try {
    const parsed = parseArgs({ ...config, options: { ...options, help: { type: 'boolean', short: 'h' } } });
    if (!parsed.values.help) return parsed;
    process.stdout.write(usage);
    process.exit(0);
  } catch (error) {
    if (!error.code?.startsWith('ERR_PARSE_ARGS')) throw error;
    // The second sentence is about arguments that begin with a dash.
    const [reason] = error.message.split('. ');
    process.stderr.write(`${reason}\n\n${usage}`);
    process.exit(2);
  }
}
