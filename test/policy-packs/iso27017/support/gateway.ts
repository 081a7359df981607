import type { Shown } from './pack-run';

/** A reference inside a gateway, as the provider takes it. */
export const own = (collection: string, name: string) => ({ id: `$self/${collection}/${name}` });

/** An application gateway with the given properties. */
export const gateway = (properties: object): { resource: Shown } => ({
  resource: {
    type: 'azure-native:network:ApplicationGateway',
    name: 'gateway',
    properties: { ...properties },
  },
});

/** The gateway's own type in the reasons why other resources are not judged. */
export const gatewayOnly = 'the policy is for azure-native:network:ApplicationGateway';
