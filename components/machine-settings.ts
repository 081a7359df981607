import type { VirtualMachineArgs } from '@pulumi/azure-native/compute';
import type * as pulumi from '@pulumi/pulumi';
import type { Deployment } from './deployment';

/** What the settings of a machine are made from. */
export interface MachineParts {
  readonly deployment: Deployment;
  readonly role: string;
  readonly hostName: string;
  readonly osDiskName: string;
  readonly networkInterfaceId: pulumi.Input<string>;
  readonly diskEncryptionSetId: pulumi.Input<string>;
  /** Azure id of an identity that the machine has besides its own; none when left out. */
  readonly identityId?: pulumi.Input<string>;
  /** Azure id of the data disk, for a role that has one. */
  readonly dataDiskId: pulumi.Input<string> | undefined;
  readonly loginPublicKey: pulumi.Input<string>;
  /** The hardening document, in clear. */
  readonly document: string;
  /** The hardening bundle, in clear. */
  readonly bundle: string;
}

/**
 * Everything about a machine but its name and place, from the baseline. Throws a RangeError for a role that the
 * baseline gives no size or image.
 * https://learn.microsoft.com/azure/virtual-machines/trusted-launch
 * https://learn.microsoft.com/azure/virtual-machines/disk-encryption#encryption-at-host---end-to-end-encryption-for-your-vm-data
 * https://learn.microsoft.com/azure/virtual-machines/automatic-vm-guest-patching (2026-11-23): not for Debian, so
 * the image's own unattended upgrades do it.
 */
export function machineSettings(parts: MachineParts) {
  const { virtualMachines } = parts.deployment.baseline;
  const { security, adminUser, osDisk, dataDisks } = virtualMachines;
  const vmSize = virtualMachines.sizes[parts.role];
  const [image] = virtualMachines.images;
  const version = image?.versions[0];
  if (vmSize === undefined || image === undefined || version === undefined) {
    throw new RangeError(`the baseline has no machine size or no image for role ${parts.role}`);
  }
  const lun = dataDisks[parts.role]?.lun;
  const { publisher, offer, sku } = image;
  return {
    hardwareProfile: { vmSize },
    // The agent and Entra login use the machine's own identity.
    identity:
      parts.identityId === undefined
        ? { type: 'SystemAssigned' }
        : { type: 'SystemAssigned, UserAssigned', userAssignedIdentities: [parts.identityId] },
    securityProfile: {
      securityType: security.type,
      encryptionAtHost: security.encryptionAtHost,
      uefiSettings: { secureBootEnabled: security.secureBoot, vTpmEnabled: security.vTpm },
    },
    storageProfile: {
      imageReference: { publisher, offer, sku, version },
      osDisk: {
        name: parts.osDiskName,
        createOption: 'FromImage',
        deleteOption: 'Delete',
        caching: 'ReadWrite',
        diskSizeGB: osDisk.sizeGiB,
        managedDisk: {
          storageAccountType: osDisk.storageAccountType,
          diskEncryptionSet: { id: parts.diskEncryptionSetId },
        },
      },
      dataDisks:
        parts.dataDiskId === undefined || lun === undefined
          ? []
          : [
              {
                lun,
                createOption: 'Attach',
                deleteOption: 'Detach',
                caching: 'None',
                managedDisk: { id: parts.dataDiskId },
              },
            ],
    },
    networkProfile: {
      networkInterfaces: [{ id: parts.networkInterfaceId, primary: true, deleteOption: 'Detach' }],
    },
    osProfile: {
      computerName: parts.hostName,
      adminUsername: adminUser,
      allowExtensionOperations: true,
      customData: Buffer.from(parts.document).toString('base64'),
      linuxConfiguration: {
        disablePasswordAuthentication: !security.passwordLogin,
        provisionVMAgent: true,
        patchSettings: { patchMode: security.patchMode, assessmentMode: 'ImageDefault' },
        ssh: {
          publicKeys: [{ path: `/home/${adminUser}/.ssh/authorized_keys`, keyData: parts.loginPublicKey }],
        },
      },
    },
    // The machine's own metadata service gives it out; nobody else sees it.
    userData: Buffer.from(parts.bundle).toString('base64'),
    diagnosticsProfile: { bootDiagnostics: { enabled: true } },
  } satisfies Partial<VirtualMachineArgs>;
}
