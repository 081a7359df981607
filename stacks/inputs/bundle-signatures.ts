import path from 'node:path';
import type { BundleSignature } from '../../components/bundle-signature';
import type { Deployment } from '../../components/deployment';
import { digestToSign, isSigned, tenantBundles } from '../../components/hardening/bundle';
import { tenantHosts } from '../../components/tenant-hosts';
import { loadBundleSigning, type Mistake, type Result, type Tenant } from '../../lib/baseline';

/**
 * The signature of each tenant's hardening bundles, from the folder `bundles` beside the registers. Where there is a
 * key, every bundle has to be signed by it; only a preview of a stack that admits unsigned ones may look ahead.
 * Without a key the stack has to say that it admits unsigned ones. A refusal tells what there is to sign.
 *
 * @param lenient whether what is not signed passes.
 */
export function bundleSignatures(
  folder: string,
  deployment: Deployment,
  tenants: readonly Tenant[],
  admitsUnsigned: boolean,
  lenient: boolean,
): Result<ReadonlyMap<string, BundleSignature>> {
  const signing = loadBundleSigning(
    folder,
    tenants.map(({ id }) => id),
  );
  if (!signing.ok) return signing;
  const { key, signatures } = signing.value;
  if (key === undefined) {
    if (admitsUnsigned || tenants.length === 0) return { ok: true, value: new Map() };
    const text =
      'does not exist. Put the public key of the signer there, or admit unsigned hardening with yosai:unsignedBundles';
    return { ok: false, mistakes: [{ file: path.join(folder, 'key.pem'), text }] };
  }
  const mistakes: Mistake[] = [];
  const value = new Map<string, BundleSignature>();
  for (const tenant of tenants) {
    const hosts = tenantHosts(deployment, tenant, key);
    const signed = signatures.get(tenant.id);
    if (signed !== undefined && isSigned(tenantBundles(hosts, signed.version), key, signed.signature)) {
      value.set(tenant.id, { key, ...signed });
      continue;
    }
    value.set(tenant.id, { key });
    if (lenient) continue;
    const found =
      signed === undefined
        ? 'does not exist'
        : `is no signature of version ${signed.version} of what there is now`;
    // Machines refuse another content under a version that they have taken.
    const next = (signed?.version ?? 0) + 1;
    const digest = digestToSign(tenantBundles(hosts, next));
    const text = `${found}. Sign the SHA-256 digest ${digest} with the key of key.pem (RS256), and put ${next}, its version, on the first line and the signature, in base64, on the second`;
    mistakes.push({ file: path.join(folder, `${tenant.id}.sig`), text });
  }
  return mistakes.length === 0 ? { ok: true, value } : { ok: false, mistakes };
}
