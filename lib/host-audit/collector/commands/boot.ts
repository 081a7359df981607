import type { Command } from '../command';

/**
 * The bytes of the firmware's variable SecureBoot, of which the fifth is 1 when it is on (UEFI Specification 2.10,
 * section 3.3); `bios` where there is no such firmware.
 */
export const secureBoot: Command = {
  run: [
    'sh',
    '-c',
    [
      'if [ -d /sys/firmware/efi ]; then',
      'od -An -tu1 /sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c;',
      'else echo bios; fi',
    ].join(' '),
  ],
};

/** The number whose bits are why the kernel cannot be trusted. */
export const kernelTaint: Command = { run: ['cat', '/proc/sys/kernel/tainted'] };

/** The line with which the kernel was started. */
export const kernelCommandLine: Command = { run: ['cat', '/proc/cmdline'] };

/** What is mounted, as proc(5) tells of /proc/mounts. */
export const mounts: Command = { run: ['cat', '/proc/self/mounts'] };

/** Where dumps go, what this session may dump at most, and what services may. */
export const coreDumps: Command = {
  run: [
    'sh',
    '-c',
    'cat /proc/sys/kernel/core_pattern && ulimit -Hc && systemctl show --property=DefaultLimitCORE --value',
  ],
};

/** `Y` when AppArmor is on in the kernel. */
export const apparmorInKernel: Command = {
  run: [
    'sh',
    '-c',
    'if [ -e /sys/module/apparmor ]; then cat /sys/module/apparmor/parameters/enabled; else echo N; fi',
  ],
};

/** Which profiles are loaded and which processes they confine; 2 when none is. */
export const apparmorProfiles: Command = {
  run: ['/usr/sbin/aa-status', '--json'],
  asRoot: true,
  good: [0, 2],
};
