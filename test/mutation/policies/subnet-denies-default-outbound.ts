import { atNetwork, nested, networkType, subnetType as of } from '../support/networks';
import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, other, rewritten } from '../support/rows';
import { notFalse } from '../support/values';

const path = 'defaultOutboundAccess';

export const mutants: PolicyMutants = {
  broken: [
    change({ of, path, to: [...notFalse, absent, null] }),
    ...[...notFalse, absent].map((value) =>
      rewritten({
        of,
        path: `subnets[].${path}`,
        value: String(value === absent ? 'left out' : value),
        by: (subnet, world) => nested(subnet, world, { [path]: value }),
        at: atNetwork,
      }),
    ),
    change({ of: networkType, path: 'subnets', to: [[{ name: 'open' }], [{}]] }),
  ],
  harmless: [
    other({ of, path, to: ['false', 'FALSE'] }),
    rewritten({ of, path: 'subnets', value: 'nested', by: (subnet, world) => nested(subnet, world) }),
    other({ of: networkType, path: 'subnets', to: [[], [{ name: 'x', [path]: false }]] }),
  ],
  unbroken: [
    {
      paths: ['addressPrefix', 'addressPrefixes'],
      because: 'the property is asked of every subnet, whichever it is',
    },
  ],
};
