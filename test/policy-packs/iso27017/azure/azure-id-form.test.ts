import { expect, it } from 'vitest';
import { azureIdForm } from '../../../../policy-packs/iso27017/azure/shared-resources';

const form = new RegExp(azureIdForm.pattern);
const group = '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-hub';

it.each([
  [`${group}/providers/Microsoft.Network/virtualNetworks/vnet-hub`, true],
  [`${group}/providers/Microsoft.Network/virtualNetworks/vnet-hub/subnets/app`, true],
  ['/Subscriptions/a/resourcegroups/b/Providers/c/d/e', true],
  [group, false],
  [`${group}/providers/Microsoft.Network/virtualNetworks`, false],
  [`${group}/providers/Microsoft.Network/virtualNetworks/*`, false],
  ['*', false],
  ['vnet-hub', false],
])('a configuration takes %s for an Azure id: %s', (text, isId) => {
  expect(form.test(text)).toBe(isId);
});
