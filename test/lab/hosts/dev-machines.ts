import { readFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import type { Deployment } from '../../../components/deployment';
import { renderBundle, tenantBundles } from '../../../components/hardening/bundle';
import { hardeningDocument } from '../../../components/hardening/document';
import type { HardenedHost } from '../../../components/hardening/host';
import { packagesOf } from '../../../components/hardening/packages';
import { placeMachines } from '../../../components/machine-placement';
import { tenantHosts } from '../../../components/tenant-hosts';
import {
  environmentParts,
  loadBaseline,
  loadTenants,
  type Result,
  renderMistake,
} from '../../../lib/baseline';
import { subnetRanges } from '../../../lib/baseline/addresses';
import type { Baseline, EnvironmentBaseline } from '../../../lib/baseline/baseline';
import { readSettings } from '../../../stacks/inputs/settings';

/** A machine of the dev stack, as the stack makes it. */
export interface DevMachine {
  readonly host: HardenedHost;
  /** Its address in the tenant's network. */
  readonly address: string;
  /** Role of the subnet in which it stands. */
  readonly subnet: string;
  /** The cloud-init document that the plan puts into it. */
  readonly document: string;
  /** What its user data holds: the bundle that it applies on the second day. */
  readonly bundle: string;
  /** Debian packages that the document installs. */
  readonly packages: readonly string[];
}

const root = path.resolve(__dirname, '../../..');

/** The baseline of this repository. */
export function repositoryBaseline(): EnvironmentBaseline & Pick<Baseline, 'probe'> {
  return orThrow(loadBaseline(path.join(root, 'baselines'), { parts: [...environmentParts, 'probe'] }));
}

/**
 * The first machine of each role of every tenant of the dev stack, by its name, such as `aoba-app-1`.
 * @param auditKey public key of the auditor, in OpenSSH form.
 */
export function devMachines(
  baseline: EnvironmentBaseline,
  auditKey: string,
): ReadonlyMap<string, DevMachine> {
  const deployment = { ...devDeployment(baseline), auditKey };
  const register = orThrow(loadTenants(path.join(root, 'stacks/registers/tenants.yaml'), baseline));
  const machines = register.tenants.flatMap((tenant) => {
    const hosts = tenantHosts(deployment, tenant, undefined);
    const bundles = tenantBundles(hosts);
    const places = placeMachines(deployment, tenant, subnetRanges(baseline.network, 'tenant', tenant.slot));
    return places
      .filter(({ number }) => number === 1)
      .map(({ role, number, address, subnet }): [string, DevMachine] => {
        const hostName = `${tenant.id}-${role}-${number}`;
        const host = hosts.find((one) => one.hostName === hostName);
        if (host === undefined) throw new Error(`the dev stack has no machine ${hostName}`);
        const document = hardeningDocument(host);
        const bundle = renderBundle(host, bundles);
        return [hostName, { host, address, subnet, document, bundle, packages: packagesOf(host) }];
      });
  });
  return new Map(machines);
}

function devDeployment(baseline: EnvironmentBaseline): Deployment {
  const stack = 'dev';
  const file = path.join(root, `Pulumi.${stack}.yaml`);
  const { config } = load(readFileSync(file, 'utf8')) as { config: Record<string, string> };
  const settings = orThrow(readSettings(stack, config));
  return {
    environment: settings.environment,
    location: baseline.regions.primary,
    subscriptionId: settings.subscriptionId,
    directoryId: settings.directoryId,
    vaultItemsExpireAt: settings.vaultItemsIssuedAt,
    protectData: settings.protectData,
    baseline,
  };
}

function orThrow<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(result.mistakes.map(renderMistake).join('\n'));
}
