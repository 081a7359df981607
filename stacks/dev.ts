import { fewAtATime } from './inputs/few-at-a-time';
import { readInputs } from './inputs/read-inputs';
import { buildPlatform } from './parts/platform';
import { spareAliases } from './parts/spare-aliases';
import { buildTenant, tenantOutputs } from './parts/tenant';

/** All in one stack: the hub, the corporate network and every tenant that has an environment on the day. */

const inputs = readInputs();
spareAliases(inputs);

/** What the platform offers to tenants. */
export const platform = buildPlatform(inputs);

const environments = fewAtATime(inputs.tenants, (one) => ({
  one,
  environment: buildTenant(inputs, one, platform),
}));

/** By tenant: where it answers, and the names of what it has. The SDK waits for it, and so for every tenant. */
export const tenants = environments.then((all) =>
  Object.fromEntries(all.map(({ one, environment }) => [one.tenant.id, tenantOutputs(one, environment)])),
);
