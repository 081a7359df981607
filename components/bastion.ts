import { BastionHost, PublicIPAddress } from '@pulumi/azure-native/network';
import type * as pulumi from '@pulumi/pulumi';
import type { Deployment } from './deployment';
import type { DiagnosedResource } from './diagnostics';
import { resourceName } from './naming';
import { staticAddress } from './public-address';
import { azureId, reference } from './references';

export interface BastionArgs {
  readonly deployment: Deployment;
  readonly resourceGroup: string;
  readonly resourceGroupName: pulumi.Output<string>;
  readonly subnetId: pulumi.Output<string>;
  readonly tags: Record<string, string>;
}

/**
 * The operators' way in: Bastion Standard with the native client, which Entra login needs, and without links that
 * admit whoever holds them, file copy, clipboard, or addresses outside the peered networks.
 * https://learn.microsoft.com/azure/bastion/configuration-settings
 */
export function createBastion(name: string, args: BastionArgs, parent: pulumi.Resource): DiagnosedResource[] {
  const { deployment, resourceGroup, resourceGroupName, tags } = args;
  const common = { resourceGroupName, location: deployment.location, tags };
  const addressName = resourceName(deployment, 'publicAddress', 'hub', 'bastion');
  const address = new PublicIPAddress(
    `${name}-bastion-address`,
    { ...common, publicIpAddressName: addressName, ...staticAddress },
    { parent },
  );
  const id = (type: string, itsName: string) =>
    azureId(deployment, resourceGroup, 'Microsoft.Network', type, itsName);
  const addressId = reference(address, id('publicIPAddresses', addressName));
  const bastionName = resourceName(deployment, 'bastion', 'hub');
  const bastion = new BastionHost(
    `${name}-bastion`,
    {
      ...common,
      bastionHostName: bastionName,
      sku: { name: 'Standard' },
      scaleUnits: 2,
      enableTunneling: true,
      enableShareableLink: false,
      enableFileCopy: false,
      enableIpConnect: false,
      enableKerberos: false,
      disableCopyPaste: true,
      ipConfigurations: [
        {
          name: 'public',
          subnet: { id: args.subnetId },
          publicIPAddress: { id: addressId },
          privateIPAllocationMethod: 'Dynamic',
        },
      ],
    },
    { parent },
  );
  return [
    {
      part: 'bastion',
      type: 'azure-native:network:BastionHost',
      id: reference(bastion, id('bastionHosts', bastionName)),
    },
    { part: 'bastion-address', type: 'azure-native:network:PublicIPAddress', id: addressId },
  ];
}
