import type {
  AssetOwner,
  NetworkKind,
  Purpose,
  Scope,
  TagFact,
  Tenant,
} from '../lib/baseline/types.generated';
import type { Deployment } from './deployment';

/** What a resource's tags say of it; the environment comes from the deployment. */
export interface TagFacts {
  readonly scope: Scope;
  readonly owner: AssetOwner;
  /** Id of the tenant; with `slot` on everything that belongs to one. */
  readonly tenant?: string;
  readonly slot?: number;
  /** Class of the data, on what holds data. */
  readonly classification?: string;
  /** What a store of the operator's is for. */
  readonly purpose?: Purpose;
  readonly subnetRole?: string;
  readonly machineRole?: string;
  readonly network?: NetworkKind;
  /** Last day of service of a tenant that leaves, in Japan Standard Time. */
  readonly terminatedOn?: string;
}

/**
 * The tags of a resource, keyed as the tag baseline says and in its order. Throws a RangeError for a value that
 * the baseline does not admit. White paper sections 3, 11 and 12.
 */
export function tagsOf(deployment: Deployment, facts: TagFacts): Record<string, string> {
  const { keys, values } = deployment.baseline.tags;
  const admitted: Partial<Record<TagFact, readonly string[]>> = values;
  const stated: Partial<Record<TagFact, string | number>> = {
    ...facts,
    environment: deployment.environment,
  };
  const tags: Record<string, string> = {};
  for (const [fact, key] of Object.entries(keys) as [TagFact, string][]) {
    const value = stated[fact];
    if (value === undefined) continue;
    const words = admitted[fact];
    if (words !== undefined && !words.includes(String(value))) {
      throw new RangeError(`tag ${key} must be one of ${words.join(', ')}, found ${value}`);
    }
    tags[key] = String(value);
  }
  return tags;
}

/** What the tags of everything that belongs to a tenant say. */
export function tenantFacts(tenant: Tenant, owner: AssetOwner): TagFacts {
  const { id, slot, terminatedOn } = tenant;
  return {
    scope: 'cloud-service',
    owner,
    tenant: id,
    slot,
    ...(terminatedOn !== undefined && { terminatedOn }),
  };
}

/** What the tags of a tenant's data stores say: each may hold every class, so it counts as the most sensitive. */
export function dataFacts(deployment: Deployment, tenant: Tenant): TagFacts {
  return { ...tenantFacts(tenant, 'customer'), classification: mostSensitive(deployment) };
}

/** The least sensitive class of data. */
export function leastSensitive(deployment: Deployment): string {
  return deployment.baseline.tags.values.classification[0] ?? '';
}

/** The most sensitive class of data. */
export function mostSensitive(deployment: Deployment): string {
  return deployment.baseline.tags.values.classification.at(-1) ?? '';
}
