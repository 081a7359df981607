import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, other } from '../support/rows';
import { ofMachines, scaleSet } from '../support/scale-set';
import { azureId } from '../support/values';

const of = 'azure-native:network:NetworkInterface';
const address = azureId('rg-dev-hub', 'Microsoft.Network', 'publicIPAddresses', 'pip-dev-hub-bastion');
const configurations = ofMachines('networkProfile.networkInterfaceConfigurations');

export const mutants: PolicyMutants = {
  specimens: scaleSet,
  broken: [
    change({
      of,
      path: 'ipConfigurations[].publicIPAddress',
      to: [{ id: address }, { name: 'new' }, {}, address],
    }),
    change({
      of,
      path: 'ipConfigurations',
      to: [[{ name: 'private' }, { name: 'second', publicIPAddress: { id: address } }]],
    }),
    ...configurations.map((place) =>
      change({
        ...place,
        to: [
          [
            {
              name: 'nic',
              ipConfigurations: [{ name: 'public', publicIPAddressConfiguration: { name: 'new' } }],
            },
          ],
          [
            { name: 'a', ipConfigurations: [] },
            { ipConfigurations: [{}, { publicIPAddressConfiguration: {} }] },
          ],
        ],
      }),
    ),
  ],
  harmless: [
    other({ of, path: 'ipConfigurations[].publicIPAddress', to: [null, absent] }),
    other({ of, path: 'ipConfigurations[].privateIPAllocationMethod', to: ['Dynamic'] }),
    ...configurations.map((place) =>
      other({ ...place, to: [[], [{ name: 'nic', ipConfigurations: [{ name: 'private' }] }]] }),
    ),
  ],
};
