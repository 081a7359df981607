/** By whom the hardening bundles of a tenant are signed; empty where unsigned ones are admitted. */
export interface BundleSignature {
  /** The signer's public key, PEM. */
  readonly key?: string;
  /** The signature of the tenant's manifest, base64. */
  readonly signature?: string;
  /** The version that the signed manifest states; only with a signature. */
  readonly version?: number;
}
