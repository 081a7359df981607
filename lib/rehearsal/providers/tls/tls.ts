import { LogicalProvider } from '../logical/logical-provider';
import { certRequest, locallySignedCert, selfSignedCert } from './certificates';
import { privateKey } from './private-key';

/**
 * The tls provider, with real keys and certificates. Its state stands in the stack's, as with the real one.
 * https://www.pulumi.com/registry/packages/tls/api-docs/
 */
export class Tls extends LogicalProvider {
  /** @param now the time in milliseconds since 1970; tests let it pass. */
  constructor(version: string, now: () => number = Date.now) {
    super(
      version,
      {
        'tls:index/certRequest:CertRequest': certRequest,
        'tls:index/locallySignedCert:LocallySignedCert': locallySignedCert(now),
        'tls:index/privateKey:PrivateKey': privateKey,
        'tls:index/selfSignedCert:SelfSignedCert': selfSignedCert(now),
      },
      now,
    );
  }
}
