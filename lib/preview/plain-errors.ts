import { preload } from './preload';

/**
 * Makes `util.inspect` print without colours in the process that is started with it. The SDK prints every unhandled
 * error in colour, and Node.js 20.20 does that without an end when a frame of the stack is a file directly below
 * `node_modules/@scope`, as the SDK's own source maps say of themselves (`markNodeModules` in
 * https://github.com/nodejs/node/blob/v20.20.2/lib/internal/util/inspect.js).
 */
export const plainErrors = preload(`
import util from 'node:util';
const { inspect } = util;
util.inspect = Object.assign((value, options, ...rest) => {
  const plain = typeof options === 'object' && options !== null ? { ...options, colors: false } : options;
  return inspect(value, plain, ...rest);
}, inspect);
`);
