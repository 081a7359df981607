import type { HardenedHost, HostFile } from './host';
import { lines } from './lines';
import { listedFor, stateOf } from './states';

/**
 * What counts from the start of the machine or of a session: words of the kernel's command line, where a boot loader
 * reads them, and how much memory of a program that dies is kept.
 * https://manpages.debian.org/bookworm/libpam-modules/limits.conf.5.en.html,
 * https://manpages.debian.org/bookworm/systemd/systemd-system.conf.5.en.html (2026-11-27)
 */
export function startFiles(host: HardenedHost): HostFile[] {
  const words = listedFor(host, 'kernel-command-line');
  const core = stateOf(host, 'core-limit')?.atMost;
  return [
    ...(words.length === 0
      ? []
      : [
          {
            path: '/etc/default/grub.d/50-yosai.cfg',
            mode: '0644' as const,
            content: lines(`GRUB_CMDLINE_LINUX="$GRUB_CMDLINE_LINUX ${words.join(' ')}"`),
          },
        ]),
    ...(core === undefined
      ? []
      : [
          {
            path: '/etc/security/limits.d/50-yosai.conf',
            mode: '0644' as const,
            // The wildcard does not mean root.
            content: lines(`* - core ${core}`, `root - core ${core}`),
          },
          {
            path: '/etc/systemd/system.conf.d/50-yosai.conf',
            mode: '0644' as const,
            content: lines('[Manager]', `DefaultLimitCORE=${core}`),
          },
        ]),
  ];
}

/**
 * Tells the boot loader, and asks for a restart by Debian's own sign when the kernel runs without its words; mounts
 * again with the options that are asked for. systemd applies those of /etc/fstab to what it mounts by itself, too.
 * https://manpages.debian.org/bookworm/systemd/systemd-remount-fs.service.8.en.html (2026-11-27)
 */
export function startSteps(host: HardenedHost): string[] {
  return [
    ...listedFor(host, 'kernel-command-line').flatMap((word) => [
      `if [ -e /boot/grub/grub.cfg ] && ! grep -q '[ \t]${word}\\b' /boot/grub/grub.cfg; then apply update-grub; fi`,
      'case " $(cat /proc/cmdline) " in',
      `  *' ${word} '*) ;;`,
      '  *) [ -e /run/reboot-required ] || apply touch /run/reboot-required ;;',
      'esac',
    ]),
    ...listedFor(host, 'mount-options').flatMap((entry) => {
      const [path, options] = splitEntry(entry);
      return [
        `apply place /etc/fstab '^[^# \t]+[ \t]+${path}[ \t]' '' 'tmpfs ${path} tmpfs ${options} 0 0'`,
        `apply mount -o remount,${options} ${path}`,
      ];
    }),
  ];
}

function splitEntry(entry: string): [path: string, options: string] {
  const [, path, options] = /^(\/[A-Za-z0-9/_-]+):([a-z,]+)$/.exec(entry) ?? [];
  if (path === undefined || options === undefined) {
    throw new RangeError(
      `mount-options must list a path and its options, such as /dev/shm:nodev,nosuid; found ${entry}`,
    );
  }
  return [path, options];
}
