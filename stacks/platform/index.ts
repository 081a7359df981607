import { readInputs } from '../inputs/read-inputs';
import { buildPlatform } from '../parts/platform';
import { spareTheEngine } from '../parts/spare-the-engine';

/** What is there once in an environment: the operations hub and the corporate network. */

const inputs = readInputs('platform');
spareTheEngine(inputs);

/** What the platform offers to tenants' stacks. */
export const platform = buildPlatform(inputs);
