import type { Mistake } from '../mistake';
import type {
  CertificateRequirements,
  CertificateTimes,
  DataStoresBaseline,
  TlsBaseline,
} from '../types.generated';
import type { Valid } from '../validate';
import type { YamlDocument } from '../yaml-document';
import { elsewhere, notLess, unknown } from './common';

/** Checks that the chosen policy is an admitted one, and that versions and times agree. */
export function checkTls(
  { document, value: tls }: Valid<TlsBaseline>,
  dataStores: Valid<DataStoresBaseline> | undefined,
): Mistake[] {
  const { minimumVersion, storageVersions, gateway, certificate, authority } = tls;
  const oldest = `TLS${minimumVersion.replace('.', '_')}`;
  const mistakes = storageVersions.flatMap((version, index) =>
    version >= oldest
      ? []
      : [
          document.mistake(
            ['storageVersions', index],
            `${version} is older than minimumVersion ${minimumVersion}`,
          ),
        ],
  );
  mistakes.push(
    ...unknown(document, ['gateway', 'policy'], 'admitted policy', gateway.policy, gateway.policies),
  );
  return [
    ...mistakes,
    ...notLess(document, ['certificate', 'earlyRenewalHours'], certificate.earlyRenewalHours, {
      name: 'validityHours',
      value: certificate.validityHours,
    }),
    ...notLess(document, ['authority', 'earlyRenewalHours'], authority.earlyRenewalHours, {
      name: 'validityHours',
      value: authority.validityHours,
    }),
    ...outlived(document, certificate, authority),
    ...shorterThanItsSecret(document, certificate, dataStores),
  ];
}

/** The authority is renewed before anything that it signs could outlast it. */
function outlived(
  document: YamlDocument,
  certificate: CertificateRequirements,
  authority: CertificateTimes,
): Mistake[] {
  if (authority.earlyRenewalHours >= certificate.validityHours) return [];
  const text = `${authority.earlyRenewalHours} is less than certificate.validityHours ${certificate.validityHours}: a certificate could outlast its authority`;
  return [document.mistake(['authority', 'earlyRenewalHours'], text)];
}

/** A certificate is not due before the secret that holds it, whose expiry is what somebody is told of. */
function shorterThanItsSecret(
  document: YamlDocument,
  { validityHours, earlyRenewalHours }: CertificateRequirements,
  dataStores: Valid<DataStoresBaseline> | undefined,
): Mistake[] {
  if (dataStores === undefined) return [];
  const { itemLifetimeDays } = dataStores.value.keyVault;
  const least = itemLifetimeDays * 24 + earlyRenewalHours;
  if (validityHours >= least) return [];
  const where = elsewhere(dataStores.document, ['keyVault', 'itemLifetimeDays']);
  const text = `${validityHours} is less than ${least}, the lifetime of its secret (${itemLifetimeDays} days, ${where}) and earlyRenewalHours`;
  return [document.mistake(['certificate', 'validityHours'], text)];
}
