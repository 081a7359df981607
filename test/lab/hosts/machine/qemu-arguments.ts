import type { Image } from '../image/build-image';

/** What QEMU is started with, but for what differs at each start. */
export interface Hardware {
  readonly image: Pick<Image, 'kernel' | 'initialRamDisk'>;
  /** Added to the kernel's command line, as the boot loader would. */
  readonly kernelArguments: readonly string[];
  /** Whether it has a data disk. */
  readonly dataDisk: boolean;
  /** Range of the management network, in CIDR form: logins come from its second address. */
  readonly management: string;
}

/** What differs at each start. */
export interface Start {
  readonly disk: string;
  readonly dataDisk: string;
  readonly seed: string;
  readonly console: string;
  readonly qmp: string;
  /** Port on loopback that leads to SSH. */
  readonly sshPort: number;
  /** UDP ports on loopback by which the machine hangs on the lab's network: its own and the network's. */
  readonly network: { readonly own: number; readonly peer: number };
  /** File of a saved machine that goes on. */
  readonly saved?: string;
}

/** Addresses of the two cards, by which the configuration of the network knows them. */
export const cards = { management: '52:54:00:0a:20:80', tenant: '52:54:00:0a:40:04' } as const;

/** What is computed: the fewer instructions a processor knows, the less there is to compute. */
export const processors = ['-cpu', 'qemu64', '-smp', '2'] as const;

/**
 * The arguments of QEMU. The machine is computed and not run by the processor (KVM is not there where CI runs), its
 * disks are virtio because others cannot be saved, and nothing of it reaches farther than loopback.
 * https://www.qemu.org/docs/master/system/invocation.html (2026-11-27), QEMU 7.2
 */
export function qemuArguments(hardware: Hardware, start: Start): string[] {
  const { image, kernelArguments, management } = hardware;
  const words = [
    'root=/dev/vda',
    'rw',
    'console=ttyS0',
    'net.ifnames=1',
    'mitigations=off',
    // A processor that is computed on a busy computer keeps the kernel waiting for its timer.
    'no_timer_check',
    ...kernelArguments,
  ];
  const disks = [
    ...disk('root', `file=${start.disk},cache=unsafe`),
    ...disk('seed', `file=${start.seed},format=raw,readonly=on`),
    ...(hardware.dataDisk ? disk('data', `file=${start.dataDisk},cache=unsafe`) : []),
  ];
  const { own, peer } = start.network;
  return [
    ...['-accel', 'tcg,thread=multi', '-machine', 'q35', ...processors, '-m', '1536'],
    ...['-nographic', '-nodefaults', '-no-user-config', '-serial', `file:${start.console}`],
    ...['-kernel', image.kernel, '-initrd', image.initialRamDisk, '-append', words.join(' ')],
    ...disks,
    '-netdev',
    `user,id=management,restrict=on,net=${management},hostfwd=tcp:127.0.0.1:${start.sshPort}-:22`,
    ...['-device', `virtio-net-pci,netdev=management,mac=${cards.management},romfile=`],
    '-netdev',
    `dgram,id=tenant,local.type=inet,local.host=127.0.0.1,local.port=${own},remote.type=inet,remote.host=127.0.0.1,remote.port=${peer}`,
    ...['-device', `virtio-net-pci,netdev=tenant,mac=${cards.tenant},romfile=`],
    ...['-device', 'virtio-rng-pci', '-qmp', `unix:${start.qmp},server=on,wait=off`],
    ...(start.saved === undefined ? [] : ['-incoming', `exec:zstd -dcq < ${start.saved}`]),
  ];
}

const disk = (id: string, drive: string) => [
  ...['-drive', `if=none,id=${id},${drive}`, '-device', `virtio-blk-pci,drive=${id}`],
];
