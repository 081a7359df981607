import { describe, expect, it } from 'vitest';
import { said, suites, withSuites } from '../../../support/probed-host';

describe('versions of TLS', () => {
  const none = Object.fromEntries(Object.keys(suites).map((version) => [version, { value: [] }]));
  it.each<[string, object, string]>([
    ['new ones', {}, 'compliant: port 443'],
    [
      'an old one too',
      { 'TLS 1.0': { value: ['TLS_RSA_WITH_AES_128_CBC_SHA'] } },
      'violated: port 443: TLS 1.0 accepted',
    ],
    [
      'an old one that is not known',
      { 'TLS 1.1': { unknown: 'hangs' } },
      'undetermined: port 443: TLS 1.1: hangs',
    ],
    ['none', none, 'undetermined: port 443: no version was accepted; give --name when it has one'],
  ])('%s', (_, more, expected) => expect(said('tls-versions', withSuites(more))).toEqual([expected]));
});

describe('suites of TLS', () => {
  const good = ['compliant: port 443 TLS 1.3', 'compliant: port 443 TLS 1.2'];
  it.each<[string, object, string[]]>([
    ['good ones', {}, good],
    [
      'a weak one',
      { 'TLS 1.2': { value: ['TLS_RSA_WITH_AES_128_CBC_SHA', 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'] } },
      ['compliant: port 443 TLS 1.3', 'violated: port 443 TLS 1.2: TLS_RSA_WITH_AES_128_CBC_SHA'],
    ],
    [
      'one without a name',
      { 'TLS 1.3': { value: ['0x13AA'] } },
      ['violated: port 443 TLS 1.3: 0x13AA', 'compliant: port 443 TLS 1.2'],
    ],
    [
      'of a version that is not known',
      { 'TLS 1.1': { unknown: 'hangs' } },
      [...good, 'undetermined: port 443 TLS 1.1: hangs'],
    ],
    [
      'none',
      Object.fromEntries(Object.keys(suites).map((version) => [version, { value: [] }])),
      ['undetermined: port 443: no suite of any version was accepted'],
    ],
  ])('%s', (_, more, expected) => expect(said('tls-cipher-suites', withSuites(more))).toEqual(expected));
});
