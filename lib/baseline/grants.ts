import type {
  AccessBaseline,
  AccessGrant,
  AccessGroup,
  AccessPlace,
  AccessRegister,
} from './types.generated';

/** The word of a grant's tenants that stands for every tenant. */
export const everyTenant = '*';

/** Places of which every tenant has its own; the others are there once in an environment. */
export const tenantPlaces: readonly AccessPlace[] = ['customerAssets', 'operatorAssets', 'tenantLogs'];

/** Whether a grant is valid on a day of Japan Standard Time, such as `2026-04-01`: from its first day to its last. */
export function isValidOn({ validFrom, validUntil }: AccessGrant, day: string): boolean {
  return validFrom <= day && day <= validUntil;
}

/** The register with what is granted on a day. */
export function registerOn({ groups, grants }: AccessRegister, day: string): AccessRegister {
  return { groups, grants: grants.filter((grant) => isValidOn(grant, day)) };
}

/** A place, and whose it is where tenants have it. */
export interface PlaceOf {
  readonly place: AccessPlace;
  readonly tenant?: string;
}

/** The grants at a place; of a tenant's, those for it and those for every tenant. */
export function grantsAt({ grants }: AccessRegister, { place, tenant }: PlaceOf): AccessGrant[] {
  return grants.filter(
    (grant) =>
      grant.place === place &&
      (tenant === undefined || (grant.tenants ?? []).some((id) => id === tenant || id === everyTenant)),
  );
}

/** Where the baseline lets a group hold a role: by whether it is the provider's own or a customer's. */
export function placesFor(
  role: AccessBaseline['grantable'][number],
  group: AccessGroup,
): readonly AccessPlace[] {
  return group.tenant === undefined ? role.operator : role.customer;
}
