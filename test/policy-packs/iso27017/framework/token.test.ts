import { describe, expect, it } from 'vitest';
import { parseToken } from '../../../../lib/resources/token';

const network = 'azure-native:network:VirtualNetwork';

describe('parseToken', () => {
  it.each([
    ['the default version', network, network, true],
    ['a version in the module', 'azure-native:network/v20240301:VirtualNetwork', network, false],
    [
      'a preview version in the module',
      'azure-native:network/v20240301preview:VirtualNetwork',
      network,
      false,
    ],
    ['a package for one version', 'azure-native_network_v20240301:network:VirtualNetwork', network, false],
    ['both', 'azure-native_network_v20240301:network/v20240301:VirtualNetwork', network, false],
    ['another provider', 'aws:s3/bucket:Bucket', 'aws:s3/bucket:Bucket', true],
    ['a component', 'yosai:azure:PlatformHub', 'yosai:azure:PlatformHub', true],
  ])('reads %s', (_name, token, type, defaultVersion) => {
    expect(parseToken(token)).toEqual({ type, defaultVersion });
  });
});
