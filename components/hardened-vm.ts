import { VirtualMachine, VirtualMachineExtension } from '@pulumi/azure-native/compute';
import { DataCollectionRuleAssociation } from '@pulumi/azure-native/monitor';
import { NetworkInterface } from '@pulumi/azure-native/network';
import * as pulumi from '@pulumi/pulumi';
import type { Tenant } from '../lib/baseline/types.generated';
import { dataDisk } from './data-disk';
import type { Deployment } from './deployment';
import type { DiagnosedResource } from './diagnostics';
import { hardeningDocument } from './hardening/document';
import type { HardenedHost } from './hardening/host';
import { asksFirewall } from './hub-firewall';
import { machineSettings } from './machine-settings';
import { resourceName } from './naming';
import { subnetReference } from './network';
import { azureId, reference } from './references';
import { tagsOf, tenantFacts } from './tags';

export interface HardenedVmArgs {
  readonly deployment: Deployment;
  readonly tenant: Tenant;
  /** Role of the machine in the network baseline, such as `app`. */
  readonly role: string;
  /** Which of its role, from 1. */
  readonly number: number;
  /** Name of the resource group of the operator's assets, and the same as an output that depends on it. */
  readonly resourceGroup: string;
  readonly resourceGroupName: pulumi.Output<string>;
  /** The same of the customer's assets, where a data disk stands. */
  readonly dataResourceGroup: string;
  readonly dataResourceGroupName: pulumi.Output<string>;
  readonly subnetId: pulumi.Output<string>;
  /** The machine's own address, fixed in its subnet. */
  readonly address: string;
  /** The hub firewall's DNS proxy, which the machine asks for names if the baseline lists it. */
  readonly dnsServer: pulumi.Output<string>;
  readonly diskEncryptionSetId: pulumi.Output<string>;
  /** Public key of the emergency login, in OpenSSH form. */
  readonly loginPublicKey: pulumi.Output<string>;
  readonly dataCollectionRuleId: pulumi.Output<string>;
  /** Azure id of the endpoint at which the agent asks what to collect. */
  readonly collectionEndpointId: pulumi.Output<string>;
  /** What its hardening is made for. */
  readonly host: HardenedHost;
  /** What it applies after its first boot, in clear. */
  readonly bundle: string;
  /** Azure id of an identity that the machine has besides its own; none when left out. */
  readonly identityId?: pulumi.Output<string>;
}

/**
 * A virtual machine as the baseline asks: no public address, no password, trusted launch, encrypted by the host
 * and with the tenant's key, hardened at its first boot and from then on by its bundle, with the admitted extensions and no others. Data stands
 * on a disk of its own, which outlives the machine. White paper sections 15, 18, 19, 20 and 22.
 */
export class HardenedVm extends pulumi.ComponentResource {
  /** Role and number, such as `db-1`. */
  readonly part: string;
  readonly machineId: pulumi.Output<string>;
  readonly machineName: pulumi.Output<string>;
  readonly diagnosed: readonly DiagnosedResource[];
  /** Azure id of the data disk, for a role that has one. */
  readonly dataDiskId: pulumi.Output<string> | undefined;

  constructor(name: string, args: HardenedVmArgs, opts?: pulumi.ComponentResourceOptions) {
    super('yosai:azure:HardenedVm', name, {}, opts);
    const { deployment, tenant, role, resourceGroup, resourceGroupName } = args;
    const part = `${role}-${args.number}`;
    this.part = part;
    const named = (kind: Parameters<typeof resourceName>[1]) =>
      resourceName(deployment, kind, tenant.id, part);
    const tags = tagsOf(deployment, { ...tenantFacts(tenant, 'operator'), machineRole: role });
    const common = { resourceGroupName, location: deployment.location, tags };
    const parent = { parent: this };

    const nicName = named('networkInterface');
    const nic = new NetworkInterface(
      `${name}-nic`,
      {
        ...common,
        networkInterfaceName: nicName,
        enableAcceleratedNetworking: true,
        enableIPForwarding: false,
        ...(asksFirewall(deployment) && { dnsSettings: { dnsServers: [args.dnsServer] } }),
        ipConfigurations: [
          {
            name: 'private',
            primary: true,
            subnet: subnetReference(args.subnetId),
            privateIPAllocationMethod: 'Static',
            privateIPAddress: args.address,
          },
        ],
      },
      parent,
    );
    this.dataDiskId = dataDisk(name, args, named('dataDisk'), this);
    const machineName = named('machine');
    const machine = new VirtualMachine(
      `${name}-machine`,
      {
        ...common,
        vmName: machineName,
        ...machineSettings({
          deployment,
          role,
          hostName: args.host.hostName,
          osDiskName: named('osDisk'),
          networkInterfaceId: reference(
            nic,
            azureId(deployment, resourceGroup, 'Microsoft.Network', 'networkInterfaces', nicName),
          ),
          diskEncryptionSetId: args.diskEncryptionSetId,
          ...(args.identityId !== undefined && { identityId: args.identityId }),
          dataDiskId: this.dataDiskId,
          loginPublicKey: args.loginPublicKey,
          document: hardeningDocument(args.host),
          bundle: args.bundle,
        }),
      },
      // Azure takes this once in a machine's life. A baseline that moves on must not rebuild running machines: they
      // apply it from the bundle in their user data, which is replaced while they run.
      { ...parent, ignoreChanges: ['osProfile.customData'] },
    );
    this.machineName = reference(machine, machineName);
    this.machineId = reference(
      machine,
      azureId(deployment, resourceGroup, 'Microsoft.Compute', 'virtualMachines', machineName),
    );
    this.diagnosed = [{ part, type: 'azure-native:compute:VirtualMachine', id: this.machineId }];

    for (const extension of deployment.baseline.virtualMachines.extensions) {
      new VirtualMachineExtension(
        `${name}-extension-${extension.type}`,
        {
          ...common,
          vmName: this.machineName,
          vmExtensionName: extension.type,
          publisher: extension.publisher,
          type: extension.type,
          typeHandlerVersion: extension.version,
          // Pinned: a new version comes by a change of the baseline (white paper section 36).
          autoUpgradeMinorVersion: false,
          enableAutomaticUpgrade: false,
        },
        parent,
      );
    }
    new DataCollectionRuleAssociation(
      `${name}-logs`,
      {
        associationName: 'tenant-logs',
        resourceUri: this.machineId,
        dataCollectionRuleId: args.dataCollectionRuleId,
      },
      parent,
    );
    new DataCollectionRuleAssociation(
      `${name}-logs-endpoint`,
      {
        // Azure's word for the endpoint of a machine: there is one.
        associationName: 'configurationAccessEndpoint',
        resourceUri: this.machineId,
        dataCollectionEndpointId: args.collectionEndpointId,
      },
      parent,
    );
    this.registerOutputs({ machineId: this.machineId });
  }
}
