import { x509 } from './x509';

const { KeyUsageFlags: flags, ExtendedKeyUsage: purposes } = x509;

/** Uses of the key itself (RFC 5280 4.2.1.3), by the names of the provider. */
const keyUses: Readonly<Record<string, number>> = {
  digital_signature: flags.digitalSignature,
  content_commitment: flags.nonRepudiation,
  key_encipherment: flags.keyEncipherment,
  data_encipherment: flags.dataEncipherment,
  key_agreement: flags.keyAgreement,
  cert_signing: flags.keyCertSign,
  crl_signing: flags.cRLSign,
  encipher_only: flags.encipherOnly,
  decipher_only: flags.decipherOnly,
};

/** Purposes of the certificate (RFC 5280 4.2.1.12). */
const extendedUses: Readonly<Record<string, string>> = {
  server_auth: purposes.serverAuth,
  client_auth: purposes.clientAuth,
  code_signing: purposes.codeSigning,
  email_protection: purposes.emailProtection,
  timestamping: purposes.timeStamping,
  ocsp_signing: purposes.ocspSigning,
};

/** The extensions that say what a certificate may be used for; throws an Error for a use that it does not know. */
export function keyUsages(uses: readonly string[]): x509.Extension[] {
  const unknown = uses.find((use) => keyUses[use] === undefined && extendedUses[use] === undefined);
  if (unknown !== undefined)
    throw new Error(
      `allowedUses must be of ${[...Object.keys(keyUses), ...Object.keys(extendedUses)].join(', ')}, found ${unknown}`,
    );
  const ofKey = uses.reduce((sum, use) => sum | (keyUses[use] ?? 0), 0);
  const extended = uses.flatMap((use) => extendedUses[use] ?? []);
  return [
    ...(ofKey === 0 ? [] : [new x509.KeyUsagesExtension(ofKey, true)]),
    ...(extended.length === 0 ? [] : [new x509.ExtendedKeyUsageExtension(extended)]),
  ];
}
