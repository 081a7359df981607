import { describe, expect, it } from 'vitest';
import { hostAddress } from '../../components/host-address';

describe('hostAddress', () => {
  it.each([
    ['first host', '10.32.0.0/26', 0, '10.32.0.4'],
    ['second host', '10.32.0.0/26', 1, '10.32.0.5'],
    ['host past an octet', '10.0.0.0/16', 300, '10.0.1.48'],
    ['last host of the smallest subnet', '10.0.0.8/29', 2, '10.0.0.14'],
    ['address above 127.255.255.255', '203.0.113.0/24', 0, '203.0.113.4'],
  ])('%s', (_, subnet, index, address) => {
    expect(hostAddress(subnet, index)).toBe(address);
  });

  it.each([
    ['beyond the subnet', '10.0.0.8/29', 3, 'subnet 10.0.0.8/29 has no room for host 3'],
    ['negative', '10.0.0.0/24', -1, 'subnet 10.0.0.0/24 has no room for host -1'],
    ['a fraction', '10.0.0.0/24', 0.5, 'subnet 10.0.0.0/24 has no room for host 0.5'],
    ['of no range', 'app', 0, 'app is not an IPv4 range in CIDR form'],
  ])('refuses a host %s', (_, subnet, index, message) => {
    expect(() => hostAddress(subnet, index)).toThrow(message);
  });
});
