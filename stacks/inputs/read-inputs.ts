import path from 'node:path';
import * as pulumi from '@pulumi/pulumi';
import type { BundleSignature } from '../../components/bundle-signature';
import type { Deployment } from '../../components/deployment';
import {
  type AccessRegister,
  environmentParts,
  loadAccess,
  loadAuditKey,
  loadBaseline,
  loadOffices,
  loadTenants,
  type Mistake,
  type Result,
  registerOn,
  renderMistake,
  type Tenant,
  type TenantRegister,
} from '../../lib/baseline';
import { nearest } from '../../lib/baseline/nearest';
import { type Day, dayAt } from '../../lib/lifecycle/calendar';
import { type Building, buildingIn, phaseOf } from '../../lib/lifecycle/phase';
import { accessNotices } from './access-notices';
import { isAuditLogLocked } from './audit-log-lock';
import { bundleSignatures } from './bundle-signatures';
import { readSettings, type Settings, type StackKind } from './settings';

/** A tenant and how its environment is built on the day. */
export interface TenantToBuild {
  readonly tenant: Tenant;
  readonly building: Building;
  /** By whom the hardening of its machines is signed. */
  readonly bundleSignature: BundleSignature;
}

/** Everything that a stack program is given. */
export interface Inputs {
  readonly deployment: Deployment;
  /** Tenants whose environment is to exist in the stack on the day, in the order of the register, and how it is built. */
  readonly tenants: readonly TenantToBuild[];
  /** Who holds which role where on the day. */
  readonly access: AccessRegister;
  /** Public ranges from which operators come, in CIDR form. */
  readonly operators: readonly string[];
  /** Mail address of whoever is on call; empty in a tenant's stack, which asks the platform. */
  readonly onCall: string;
  /** Whether the audit log is locked for good on the day. */
  readonly auditLogLocked: boolean;
  readonly keepVersionAliases: boolean;
  readonly keepDebugMessages: boolean;
  /** How many tenants a preview has under construction at a time. */
  readonly tenantsAtATime: number;
}

const root = path.resolve(__dirname, '../..');

/**
 * Reads settings, baseline and registers of the running stack; one of the kind `tenant` has that tenant only, and a platform has none. Throws
 * one `RunError` that tells every mistake, before any resource exists.
 *
 * The day decides who has an environment: today in Japan Standard Time, or for a preview the one in the configuration.
 *
 * Expiry of keys and secrets counts from a day in the configuration: a clock would make two previews of one
 * commit differ, and a time kept in the state would be unknown in the preview that judges a new environment.
 * Renewing is then a change that is reviewed like any other.
 */
export function readInputs(kind: StackKind = 'environment'): Inputs {
  const stack = pulumi.getStack();
  const settings = readSettings(stack, pulumi.runtime.allConfig(), kind);
  if (!settings.ok) throw refusal(settings.mistakes);
  const { value } = settings;
  const asOf = dayToBuild(stack, value.asOf, dayAt(Date.now()));
  if (!asOf.ok) throw refusal(asOf.mistakes);
  const registers = path.resolve(root, value.registers);
  const baseline = loadBaseline(path.resolve(root, value.baselines), { parts: environmentParts });
  const offices = loadOffices(path.join(registers, 'offices.yaml'));
  if (!baseline.ok) throw refusal([baseline, offices].flatMap(mistakesOf));
  const tenantsFile = path.join(registers, 'tenants.yaml');
  const register = loadTenants(tenantsFile, baseline.value);
  const tenants = register.ok
    ? tenantsOf(tenantsFile, register.value, baseline.value, value, kind, asOf.value)
    : register;
  const accessFile = path.join(registers, 'access.yaml');
  const access = loadAccess(accessFile, baseline.value, register.ok ? register.value : undefined);
  const auditKey = loadAuditKey(path.join(registers, 'audit-key.pub'));
  if (!offices.ok || !tenants.ok || !access.ok || !auditKey.ok) {
    throw refusal([offices, tenants, access, auditKey].flatMap(mistakesOf));
  }
  for (const notice of accessNotices(access.value, asOf.value)) {
    void pulumi.log.warn(`${fromRoot(accessFile)} ${notice}`);
  }
  const lifetimeDays = baseline.value.dataStores.keyVault.itemLifetimeDays;
  const deployment: Deployment = {
    environment: value.environment,
    location: baseline.value.regions.primary,
    subscriptionId: value.subscriptionId,
    directoryId: value.directoryId,
    vaultItemsExpireAt: value.vaultItemsIssuedAt + lifetimeDays * 24 * 60 * 60,
    protectData: value.protectData,
    baseline: baseline.value,
    ...(auditKey.value !== undefined && { auditKey: auditKey.value }),
  };
  const auditLogLocked = isAuditLogLocked(stack, value, deployment, asOf.value);
  const signatures = bundleSignatures(
    path.join(registers, 'bundles'),
    deployment,
    tenants.value.map(({ tenant }) => tenant),
    value.unsignedBundles,
    value.unsignedBundles && pulumi.runtime.isDryRun(),
  );
  if (!auditLogLocked.ok || !signatures.ok) {
    throw refusal([auditLogLocked, signatures].flatMap((result) => (result.ok ? [] : result.mistakes)));
  }
  return {
    deployment,
    auditLogLocked: auditLogLocked.value,
    tenants: tenants.value.map((one) => ({
      ...one,
      bundleSignature: signatures.value.get(one.tenant.id) ?? {},
    })),
    access: registerOn(access.value, asOf.value),
    operators: offices.value.offices.flatMap((office) => office.ranges),
    onCall: value.onCall,
    keepVersionAliases: value.keepVersionAliases,
    keepDebugMessages: value.keepDebugMessages,
    tenantsAtATime: value.tenantsAtATime,
  };
}

function mistakesOf(result: Result<unknown>): readonly Mistake[] {
  return result.ok ? [] : result.mistakes;
}

function tenantsOf(
  file: string,
  { tenants }: TenantRegister,
  baseline: Deployment['baseline'],
  { tenant: id, selfMadeCertificates }: Settings,
  kind: StackKind,
  day: Day,
): Result<readonly Omit<TenantToBuild, 'bundleSignature'>[]> {
  if (kind === 'platform') return { ok: true, value: [] };
  const ids = tenants.map((tenant) => tenant.id);
  if (id !== undefined && !ids.includes(id)) {
    const near = nearest(id, ids);
    const text = `found no tenant '${id}', for which this stack is; expected one of ${ids.join(', ')}`;
    return { ok: false, mistakes: [{ file, text, ...(near !== undefined && { suggestion: near }) }] };
  }
  const value = tenants
    .filter((tenant) => id === undefined || tenant.id === id)
    .flatMap((tenant) => {
      const building = buildingIn(phaseOf(tenant, day, baseline.lifecycle));
      return building === undefined ? [] : [{ tenant, building }];
    });
  const uncertified = value.filter(
    ({ tenant, building }) => building.open && tenant.certificate !== 'outside',
  );
  if (selfMadeCertificates || uncertified.length === 0) return { ok: true, value };
  return {
    ok: false,
    mistakes: uncertified.map(({ tenant }) => ({
      file,
      path: `tenants[${ids.indexOf(tenant.id)}].certificate`,
      text: `found nothing, expected outside for ${tenant.id}, which is in service. Suspend it until its certificate is in its vault, or admit self-made ones with yosai:selfMadeCertificates`,
    })),
  };
}

/**
 * The day for which is built: the given one, or today. A deployment is always for today: another day would close a
 * service, delete data or open what is closed before or after its time.
 */
function dayToBuild(stack: string, given: Day | undefined, today: Day): Result<Day> {
  if (given === undefined || given === today || pulumi.runtime.isDryRun())
    return { ok: true, value: given ?? today };
  const text = `found ${given}, expected nothing or today, ${today} in Japan Standard Time: only a preview looks at another day`;
  return { ok: false, mistakes: [{ file: `Pulumi.${stack}.yaml`, path: 'yosai:asOf', text }] };
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
