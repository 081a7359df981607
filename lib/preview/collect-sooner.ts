import { preload } from './preload';

/**
 * How far the heap may grow, in percent of what is alive, before garbage is collected; V8 by itself lets it double or
 * more.
 */
const heapGrowthPercent = 40;

/**
 * Makes a process that is started with it collect garbage sooner. What a pack keeps of a large stack is little, what it
 * throws away is many times as much: half of the memory, for a few hundredths of the time. Set inside of the process,
 * because there an option that a version of V8 does not know is passed over.
 */
export const collectSooner = preload(`
import { setFlagsFromString } from 'node:v8';
setFlagsFromString('--heap-growing-percent=${heapGrowthPercent}');
`);
