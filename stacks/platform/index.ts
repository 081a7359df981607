import { readInputs } from '../inputs/read-inputs';
import { buildPlatform } from '../parts/platform';
import { spareAliases } from '../parts/spare-aliases';

/** What is there once in an environment: the operations hub and the corporate network. */

const inputs = readInputs('platform');
spareAliases(inputs);

/** What the platform offers to tenants' stacks. */
export const platform = buildPlatform(inputs);
