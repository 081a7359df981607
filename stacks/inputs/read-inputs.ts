import path from 'node:path';
import * as pulumi from '@pulumi/pulumi';
import type { Deployment } from '../../components/deployment';
import {
  environmentParts,
  loadBaseline,
  loadOffices,
  loadTenants,
  type Mistake,
  type Result,
  renderMistake,
  type Tenant,
} from '../../lib/baseline';
import { nearest } from '../../lib/baseline/nearest';
import { readSettings, type Settings, type StackKind } from './settings';

/** Everything that a stack program is given. */
export interface Inputs {
  readonly deployment: Deployment;
  /** Tenants whose environment is to exist in the stack, in the order of the register. */
  readonly tenants: readonly Tenant[];
  /** Public ranges from which operators come, in CIDR form. */
  readonly operators: readonly string[];
  /** Mail address of whoever is on call; empty in a tenant's stack, which asks the platform. */
  readonly onCall: string;
  readonly keepVersionAliases: boolean;
}

const root = path.resolve(__dirname, '../..');

/**
 * Reads settings, baseline and registers of the running stack; one of the kind `tenant` has that tenant only. Throws one `RunError` that tells every mistake,
 * before any resource exists.
 *
 * Expiry of keys and secrets counts from a day in the configuration: a clock would make two previews of one
 * commit differ, and a time kept in the state would be unknown in the preview that judges a new environment.
 * Renewing is then a change that is reviewed like any other.
 */
export function readInputs(kind: StackKind = 'environment'): Inputs {
  const settings = readSettings(pulumi.getStack(), pulumi.runtime.allConfig(), kind);
  if (!settings.ok) throw refusal(settings.mistakes);
  const { value } = settings;
  const registers = path.resolve(root, value.registers);
  const baseline = loadBaseline(path.resolve(root, value.baselines), { parts: environmentParts });
  const offices = loadOffices(path.join(registers, 'offices.yaml'));
  const tenants: Result<readonly Tenant[]> = baseline.ok
    ? tenantsOf(path.join(registers, 'tenants.yaml'), baseline.value, value)
    : { ok: true, value: [] };
  if (!baseline.ok || !offices.ok || !tenants.ok) {
    throw refusal([baseline, offices, tenants].flatMap((result) => (result.ok ? [] : result.mistakes)));
  }
  const lifetimeDays = baseline.value.dataStores.keyVault.itemLifetimeDays;
  return {
    deployment: {
      environment: value.environment,
      location: baseline.value.regions.primary,
      subscriptionId: value.subscriptionId,
      directoryId: value.directoryId,
      vaultItemsExpireAt: value.vaultItemsIssuedAt + lifetimeDays * 24 * 60 * 60,
      protectData: value.protectData,
      baseline: baseline.value,
    },
    tenants: tenants.value,
    operators: offices.value.offices.flatMap((office) => office.ranges),
    onCall: value.onCall,
    keepVersionAliases: value.keepVersionAliases,
  };
}

function tenantsOf(
  file: string,
  baseline: Deployment['baseline'],
  { tenant: id }: Settings,
): Result<readonly Tenant[]> {
  const register = loadTenants(file, baseline);
  if (!register.ok) return register;
  const { tenants } = register.value;
  const ids = tenants.map((tenant) => tenant.id);
  if (id !== undefined && !ids.includes(id)) {
    const near = nearest(id, ids);
    const text = `found no tenant '${id}', for which this stack is; expected one of ${ids.join(', ')}`;
    return { ok: false, mistakes: [{ file, text, ...(near !== undefined && { suggestion: near }) }] };
  }
  const own = tenants.filter((tenant) => id === undefined || tenant.id === id);
  return { ok: true, value: own.filter((tenant) => tenant.state === 'active') };
}

function refusal(mistakes: readonly Mistake[]): pulumi.RunError {
  const count = mistakes.length === 1 ? '1 mistake' : `${mistakes.length} mistakes`;
  const lines = mistakes.map((mistake) => renderMistake({ ...mistake, file: fromRoot(mistake.file) }));
  return new pulumi.RunError(
    [`Nothing was built: ${count} in what this stack is made from.`, ...lines].join('\n'),
  );
}

/** The program runs in its own folder, while people look for files from the project's root. */
function fromRoot(file: string): string {
  const near = path.relative(root, path.resolve(root, file));
  return near.startsWith('..') ? file : near;
}
