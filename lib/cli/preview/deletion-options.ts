import type { Finding } from '../../findings/finding';
import { type LeftBehind, leftBehind } from '../../lifecycle/left-behind';
import type { Plan, PlanResource } from '../../preview/plan';
import { parseToken } from '../../resources/token';
import type { Catalogue } from '../catalogue';
import { inNameOf } from './in-name-of';
import type { JudgingPack } from './judges';

/** The policy for whose promise the options matter; an engine does not show them to a pack. */
const policy = 'terminated-tenant-is-deleted';

/** The component of which every resource is a tenant's, tagged or not. */
const tenantComponent = 'yosai:azure:TenantEnvironment';

const expected: Readonly<Record<LeftBehind['option'], string>> = {
  retainOnDelete: 'false, but for keys and secrets whose vault the stack deletes',
  deletedWith: 'nothing, but for keys and secrets their vault, which the stack deletes',
};

/**
 * Finds what would outlive its tenant because of a resource option: the engine takes it out of its state and leaves it in
 * Azure, so the environment is not deleted by the deadline, and nobody sees it. As the findings of
 * `terminated-tenant-is-deleted` they carry its promises, severity and enforcement; where no pack has the policy, or it
 * is switched off, there are none.
 *
 * A pack is told of some options only (`AnalyzerResourceOptions` of pulumi/analyzer.proto, SDK 3.248), and neither
 * `retainOnDelete` nor `deletedWith` is among them. So they are judged here, where the plan holds them.
 */
export function judgeDeletionOptions(
  { plan, packs }: { readonly plan: Plan; readonly packs: readonly JudgingPack[] },
  catalogue: Pick<Catalogue, 'promises' | 'policies' | 'baseline'>,
): Finding[] {
  const says = inNameOf(policy, packs, catalogue);
  if (says === undefined) return [];
  const own = plan.resources.filter(({ custom, operation }) => custom && operation !== 'read');
  const isTenants = tenantResources(plan.resources, catalogue.baseline.tags.keys.tenant);
  const byUrn = new Map(own.map((resource) => [resource.urn, resource]));
  return leftBehind(own.map(toDeletable)).flatMap(({ urn, option }) => {
    const resource = byUrn.get(urn);
    if (resource === undefined || !isTenants(resource)) return [];
    const value = resource.options?.[option];
    return [
      {
        ...says,
        verdict: 'violated' as const,
        subject: { kind: 'resource' as const, id: urn, name: resource.name },
        at: { path: `options.${option}` },
        expected: expected[option],
        found: String(value),
        fix: `Take the resource option \`${option}\` away: with it the deletion never reaches Azure.`,
      },
    ];
  });
}

function toDeletable({ urn, type, inputs, options, propertyDependencies }: PlanResource) {
  const deletedWith = options?.['deletedWith'];
  return {
    urn,
    type: parseToken(type).type,
    inputs,
    retainOnDelete: options?.['retainOnDelete'] === true,
    ...(typeof deletedWith === 'string' && { deletedWith }),
    ...(propertyDependencies !== undefined && { propertyDependencies }),
  };
}

/**
 * Whether a resource is a tenant's: by its own tag, by the component around it, or by what it names (`accountName`,
 * `resourceGroupName`), where that is one's.
 */
function tenantResources(
  resources: readonly PlanResource[],
  key: string,
): (resource: PlanResource) => boolean {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const names = new Set(resources.filter((resource) => hasTag(resource, key)).flatMap(namesIn));
  const isTenants = (resource: PlanResource, passed: ReadonlySet<string>): boolean => {
    if (passed.has(resource.urn)) return false;
    if (resource.type === tenantComponent || hasTag(resource, key)) return true;
    const parent = byUrn.get(resource.parent ?? '');
    const holders = Object.entries(resource.propertyDependencies ?? {})
      .filter(([property]) => property.endsWith('Name'))
      .flatMap(([, urns]) => urns.flatMap((urn) => byUrn.get(urn) ?? []));
    const further = new Set([...passed, resource.urn]);
    return (
      namesIn(resource).some((name) => names.has(name)) ||
      [...(parent === undefined ? [] : [parent]), ...holders].some((one) => isTenants(one, further))
    );
  };
  return (resource) => isTenants(resource, new Set());
}

/** Names of what a resource is or stands in, each with its property. Azure compares names without regard to case. */
function namesIn({ inputs }: PlanResource): string[] {
  return Object.entries(inputs).flatMap(([property, value]) =>
    property.endsWith('Name') && typeof value === 'string' ? [`${property} ${value.toLowerCase()}`] : [],
  );
}

function hasTag({ inputs }: PlanResource, key: string): boolean {
  const tags = inputs['tags'];
  if (typeof tags !== 'object' || tags === null || Array.isArray(tags)) return false;
  return Object.keys(tags).some((name) => name.toLowerCase() === key.toLowerCase());
}
