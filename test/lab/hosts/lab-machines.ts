import { hostAddress } from '../../../components/host-address';
import { rangeOf } from '../../../components/network';
import { subnetRanges } from '../../../lib/baseline/addresses';
import type { EnvironmentBaseline } from '../../../lib/baseline/baseline';
import { type DevMachine, devMachines } from './dev-machines';
import { provideImage } from './image/build-image';
import { type Release, recipe } from './image/recipe';
import type { LoginKey } from './machine/login-key';
import type { Hardware } from './machine/qemu-arguments';
import { networkConfig, type Seed } from './machine/seed';
import { type NamedStub, stubs, stubsOf } from './stubs';
import { vendorData } from './vendor-data';

/** A machine that the lab can boot. */
export interface LabMachine {
  /** Such as `debian-12 aoba-app-1`, or `debian-12 plain` before it for one without our document. */
  readonly name: string;
  readonly release: Release;
  readonly hardened: boolean;
  readonly dev: DevMachine;
  readonly seed: Seed;
  readonly hardware: Hardware;
  /** Disk of its image. */
  readonly disk: string;
  /** What tells its image from others. */
  readonly imageId: string;
  /** Whether its image was built now. */
  readonly imageMade: boolean;
  readonly stubs: readonly NamedStub[];
}

/** Addresses of the lab's services, from the baseline's address plan. */
export interface LabAddresses {
  readonly nameServer: string;
  readonly logs: string;
  readonly metadata: string;
  /** By the names under which machines ask for time. */
  readonly timeServers: ReadonlyMap<string, string>;
  /** Range from which auditors come. */
  readonly audit: string;
  readonly bastion: string;
}

export function labAddresses({ network, virtualMachines, hosts }: EnvironmentBaseline): LabAddresses {
  const hub = subnetRanges(network, 'hub');
  return {
    nameServer: hostAddress(rangeOf(hub, 'firewall'), 0),
    logs: hostAddress(rangeOf(hub, 'monitor'), 0),
    metadata: hosts.platform.metadata.address,
    // Addresses for documentation (RFC 5737): nothing of the lab leaves loopback.
    timeServers: new Map(virtualMachines.timeServers.map((name, index) => [name, `203.0.113.${index + 1}`])),
    audit: rangeOf(hub, 'audit'),
    bastion: hostAddress(rangeOf(hub, 'bastion'), 0),
  };
}

/** An address of no machine in a subnet of a tenant. */
export function addressIn({ network }: EnvironmentBaseline, slot: number, role: string): string {
  return hostAddress(rangeOf(subnetRanges(network, 'tenant', slot), role), 5);
}

export interface Wanted {
  readonly release: Release;
  /** Name of a machine of the dev stack, such as `aoba-app-1`. */
  readonly name: string;
  readonly hardened: boolean;
}

/** What the boot loader of a hardened machine gives the kernel. */
function bootWords({ hostAreas }: EnvironmentBaseline): readonly string[] {
  return Object.values(hostAreas)
    .flatMap((area) => area.requirements)
    .flatMap(({ state }) => (state?.is === 'kernel-command-line' ? (state.only ?? []) : []));
}

/** Makes what a machine needs to boot, with its image from the cache or built now. */
export async function labMachine(
  baseline: EnvironmentBaseline,
  { release, name, hardened }: Wanted,
  key: LoginKey,
): Promise<LabMachine> {
  const dev = devMachines(baseline, key.publicKey).get(name);
  if (dev === undefined) throw new Error(`the dev stack has no machine ${name}`);
  const { role } = dev.host;
  const image = await provideImage(recipe(release, role, dev.packages), role);
  const addresses = labAddresses(baseline);
  const own = stubsOf(stubs(addresses), role);
  const ranges = subnetRanges(baseline.network, 'tenant', dev.host.tenantSlot);
  const range = rangeOf(ranges, dev.subnet);
  const [base = '', length = ''] = range.split('/');
  const gateway = base.replace(/\d+$/, (last) => String(Number(last) + 1));
  return {
    name: `debian-${release} ${hardened ? '' : 'plain '}${name}`,
    release,
    hardened,
    dev,
    seed: {
      hostName: name,
      userData: hardened ? dev.document : undefined,
      vendorData: vendorData(baseline.virtualMachines.adminUser, key.publicKey, hardened ? own : []),
      networkConfig: networkConfig({
        address: `${dev.address}/${length}`,
        gateway,
        nameServer: addresses.nameServer,
      }),
    },
    hardware: {
      image,
      kernelArguments: hardened ? bootWords(baseline) : [],
      dataDisk: baseline.virtualMachines.dataDisks[role] !== undefined,
      management: addresses.audit,
    },
    disk: image.disk,
    imageId: image.id,
    imageMade: image.made,
    stubs: hardened ? own : [],
  };
}
