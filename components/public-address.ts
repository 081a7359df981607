/** A public address that stays the same. */
export const staticAddress = {
  sku: { name: 'Standard', tier: 'Regional' },
  publicIPAllocationMethod: 'Static',
  publicIPAddressVersion: 'IPv4',
} as const;
