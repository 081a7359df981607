import { describe, expect, it } from 'vitest';
import { offerOf } from '../../stacks/parts/platform-of';

const stack = 'organization/yosai-platform/dev';

describe('offerOf', () => {
  it('reads a text of what the platform says', () => {
    expect(offerOf(stack, 'firewallAddress', { firewallAddress: '10.32.0.4' })).toBe('10.32.0.4');
  });

  it.each<[string, unknown, string]>([
    ['no platform', undefined, 'nothing'],
    ['a platform of another version', { vaultName: 'kv' }, 'nothing'],
    ['another kind of value', { firewallAddress: 4 }, 'number'],
    ['an empty text', { firewallAddress: '' }, 'string'],
  ])('refuses %s', (_, platform, found) => {
    expect(() => offerOf(stack, 'firewallAddress', platform)).toThrow(
      `stack organization/yosai-platform/dev: platform.firewallAddress must be a text, found ${found}. Deploy the platform of the same version first`,
    );
  });
});
