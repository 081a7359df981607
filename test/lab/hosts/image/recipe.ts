import { createHash } from 'node:crypto';

/** Releases of Debian that the lab boots, by their major version. */
export const releases = { 12: 'bookworm', 13: 'trixie' } as const;
export type Release = keyof typeof releases;

/** What a role's own service brings, which the vendor installs and not the hardening. */
const services: Readonly<Record<string, readonly string[]>> = { db: ['postgresql'] };

/** What Debian's image for Azure brings, or what a machine needs to boot here. */
const common = [
  'apparmor',
  'ca-certificates',
  'cloud-init',
  'cron',
  'dbus',
  'e2fsprogs',
  'initramfs-tools',
  'iproute2',
  'kmod',
  'less',
  'libpam-modules',
  'libpam-runtime',
  // The kernel of Debian's images for clouds.
  'linux-image-cloud-amd64',
  'login',
  'logrotate',
  'netplan.io',
  'openssh-server',
  'passwd',
  'procps',
  'python3',
  'systemd-resolved',
  'systemd-sysv',
  'tzdata',
  'udev',
  'util-linux',
  'zstd',
];

/** Everything that an image is made from. */
export interface Recipe {
  readonly release: Release;
  readonly suite: string;
  /** Debian packages, among them what the hardening installs, because a machine of the lab reaches no archive. */
  readonly packages: readonly string[];
  /** The shell script that finishes the root file system, whose path is its first argument. */
  readonly finish: string;
}

/**
 * The recipe of the image of a role.
 * @param hardening packages that the hardening installs.
 */
export function recipe(release: Release, role: string, hardening: readonly string[]): Recipe {
  const packages = [...new Set([...common, ...(services[role] ?? []), ...hardening])].sort();
  return { release, suite: releases[release], packages, finish };
}

/** The name of a recipe: another one for whatever gives another image. */
export function digestOf(recipe: Recipe): string {
  return createHash('sha256').update(JSON.stringify(recipe)).digest('hex').slice(0, 16);
}

/**
 * As Debian's image for Azure has it: package sources that are lists of mirrors, which the hardening replaces, and a
 * datasource that is told. The lists of packages stay, so that it can be asked what is pending without the network.
 * Drivers of the disk go into the first file system, because QEMU starts the kernel itself.
 * https://salsa.debian.org/cloud-team/debian-cloud-images (2026-11-27), config_space/bookworm/files/etc/apt
 */
const finish = `set -eu
root=$1
suite=$2
mkdir -p "$root/etc/apt/mirrors"
echo http://deb.debian.org/debian > "$root/etc/apt/mirrors/debian.list"
echo http://deb.debian.org/debian-security > "$root/etc/apt/mirrors/debian-security.list"
rm -f "$root/etc/apt/sources.list" "$root"/etc/apt/sources.list.d/*
cat > "$root/etc/apt/sources.list.d/debian.sources" <<END
Types: deb
URIs: mirror+file:///etc/apt/mirrors/debian.list
Suites: $suite $suite-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
URIs: mirror+file:///etc/apt/mirrors/debian-security.list
Suites: $suite-security
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
END
cp --remove-destination /etc/resolv.conf "$root/etc/resolv.conf"
chroot "$root" apt-get --quiet=2 update
chroot "$root" apt-get clean
ln -sf ../run/systemd/resolve/stub-resolv.conf "$root/etc/resolv.conf"
rm -f "$root/usr/sbin/policy-rc.d"
printf 'virtio_pci\\nvirtio_blk\\next4\\n' >> "$root/etc/initramfs-tools/modules"
sed -i 's/^MODULES=.*/MODULES=list/' "$root/etc/initramfs-tools/initramfs.conf"
chroot "$root" update-initramfs -u -k all
printf 'datasource_list: [NoCloud]\\nlocale: C.UTF-8\\n' > "$root/etc/cloud/cloud.cfg.d/90-lab.cfg"
echo '/dev/vda / ext4 rw,discard 0 0' > "$root/etc/fstab"
: > "$root/etc/machine-id"
rm -f "$root"/etc/ssh/ssh_host_*
`;
