import { preload } from './preload';

/**
 * Makes the SDK drop its debug messages in the process that is started with it. A preview shows none of them, and
 * the SDK gives an engine no way to say so: it sends three or four for each resource, each when the one before it is
 * answered, and the program ends only after the last one. For thousands of resources that is a quarter of the time.
 * The module is changed once the launcher has loaded it, never loaded early; an SDK that is built differently is
 * left alone.
 * https://github.com/pulumi/pulumi/blob/v3.248.0/sdk/nodejs/log/index.ts (2026-11-24)
 */
export const quietDebug = preload(`
import { createRequire } from 'node:module';
const launcher = createRequire(process.argv[1]);
function quiet(file) {
  const log = launcher.cache[file];
  if (!log?.loaded) setImmediate(quiet, file).unref();
  else if (typeof log.exports.debug === 'function') log.exports.debug = () => Promise.resolve();
}
try {
  quiet(launcher.resolve('../../log'));
} catch {
  // Its messages are sent, and take their time.
}
`);
