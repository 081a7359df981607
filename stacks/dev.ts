import { fewAtATime } from './inputs/few-at-a-time';
import { readInputs } from './inputs/read-inputs';
import { buildPlatform } from './parts/platform';
import { spareTheEngine } from './parts/spare-the-engine';
import { buildTenant, tenantOutputs } from './parts/tenant';

/** All in one stack: the hub, the corporate network and every tenant that has an environment on the day. */

const inputs = readInputs();
spareTheEngine(inputs);

/** What the platform offers to tenants. */
export const platform = buildPlatform(inputs);

/** By tenant: where it answers, and the names of what it has. The SDK waits for it, and so for every tenant. */
export const tenants = fewAtATime(inputs.tenants, inputs.tenantsAtATime, (one) =>
  tenantOutputs(one, buildTenant(inputs, one, platform)),
).then((outputs) =>
  Object.fromEntries(inputs.tenants.map(({ tenant }, index) => [tenant.id, outputs[index]])),
);
