import { describe, expect, it } from 'vitest';
import { auditedHost } from '../../support/audited-host';

const read = (message: string, code: number) => {
  const { firewall } = auditedHost({ firewall: { stdout: '{"nftables": []}', code, message } }).facts;
  return 'value' in firewall ? 'known' : firewall.unknown;
};

const nameless = 'sudo: unable to resolve host web-1: Name or service not known';

describe('a command that is run as root', () => {
  it.each([
    ['sudo: a password is required', 1, '/usr/sbin/nft may not be run as root: sudo: a password is required'],
    [
      `${nameless} sudo: a password is required`,
      1,
      '/usr/sbin/nft may not be run as root: sudo: a password is required',
    ],
    [`${nameless} Operation not permitted`, 1, '/usr/sbin/nft ended with 1: Operation not permitted'],
    [nameless, 1, '/usr/sbin/nft ended with 1'],
    [nameless, 0, 'known'],
  ])('of which sudo says %j and which ends with %i', (message, code, expected) => {
    expect(read(message, code)).toBe(expected);
  });
});
