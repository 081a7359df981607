import type * as pulumi from '@pulumi/pulumi';
import { readInputs } from '../inputs/read-inputs';
import { platformOf } from '../parts/platform-of';
import { spareTheEngine } from '../parts/spare-the-engine';
import { buildTenant, tenantOutputs } from '../parts/tenant';

/** One tenant: everything that it has, and the hub's half of its peering. */

const inputs = readInputs('tenant');
spareTheEngine(inputs);

const platform = platformOf(inputs);
const outputs = inputs.tenants.map((one) => tenantOutputs(one, buildTenant(inputs, one, platform)));

/** Where the tenant answers, and the names of what it has; nothing when its environment is not to exist. */
export const tenant: pulumi.Input<(typeof outputs)[number] | undefined> = outputs[0];
