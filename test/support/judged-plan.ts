import path from 'node:path';
import { type Catalogue, loadCatalogue } from '../../lib/cli/catalogue';
import type { JudgingPack } from '../../lib/cli/preview/judges';
import type { PackEnforcement } from '../../lib/preview/pack-messages';
import { type Plan, type PlanResource, planVersion } from '../../lib/preview/plan';
import type { PlanObject } from '../../lib/wire/values';
import { provenance } from './provenance';

/** The catalogue of this repository. */
export function repositoryCatalogue(): Catalogue {
  const loaded = loadCatalogue(path.resolve(__dirname, '../..'));
  if (loaded.ok && loaded.value !== undefined) return loaded.value;
  throw new Error('the catalogue of this repository cannot be read');
}

/** A resource that the stack `dev` of the project `shop` would create. */
export function planned(
  type: string,
  name: string,
  inputs: PlanObject,
  more: Partial<PlanResource> = {},
): PlanResource {
  const urn = `urn:pulumi:dev::shop::${type}::${name}`;
  return { urn, type, name, operation: 'create', custom: true, inputs, ...more };
}

/** The plan of that stack. */
export function planWith(resources: readonly PlanResource[]): Plan {
  return {
    version: planVersion,
    provenance,
    organization: 'organization',
    project: 'shop',
    stack: 'dev',
    resources,
    outputs: {},
    unansweredCalls: [],
  };
}

/** A pack that has one policy. */
export function packWith(policy: string, level: PackEnforcement): JudgingPack {
  return {
    name: 'iso27017',
    version: '0.1.0',
    policies: [{ name: policy }],
    enforcement: () => level,
  };
}
