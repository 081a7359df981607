import type { Building } from './building';
import type { Subnet } from './model';
import { meets, type NumberSet, union } from './number-set';

/** Faults for what has an address that something else in its subnet has as well. */
export function refuseAddresses(building: Building, subnets: readonly Subnet[]): void {
  for (const subnet of subnets) {
    let taken: NumberSet = [];
    for (const endpoint of subnet.endpoints) {
      if (!endpoint.exact) continue;
      if (meets(taken, endpoint.addresses)) {
        building.fault(endpoint.where, `has an address that something else in ${subnet.name} has as well`);
      }
      taken = union(taken, endpoint.addresses);
    }
  }
}
