import type { HostRequirement } from '../../../baseline/types.generated';
import type { Asked, Command } from '../command';

/**
 * File systems that hold no files of the machine itself: the kernel's own, and those of other machines, where a search
 * would take long and find what others answer for. All others are looked through, whatever they are.
 * https://manpages.debian.org/bookworm/findutils/find.1.en.html (2026-11-27), -fstype
 */
const otherFileSystems = [
  ...['proc', 'sysfs', 'cgroup2', 'nfs', 'nfs4', 'cifs', 'smb3', 'ceph', '9p', 'afs', 'fuse.sshfs'],
  ...['fuse.glusterfs', 'fuse.blobfuse2'],
];

const throughLocalFiles: readonly [string, ...string[]] = [
  ...(['/usr/bin/find', '/', '-ignore_readdir_race', '('] as const),
  ...otherFileSystems.flatMap((name, index) => [...(index === 0 ? [] : ['-o']), '-fstype', name]),
  ...[')', '-prune', '-o'],
];

const found = (kind: string) => ['-printf', `${kind}\\t%m\\t%u\\t%g\\t%y\\t%p\\0`];

/**
 * Lets getcap look at many programs at once. That it is not there, or fails, is an entry like others: what find sees by
 * itself is known nevertheless. Perl is on every Debian, and starts it without a shell, to which a name could speak.
 */
const throughGetcap = [
  String.raw`open(P,"-|","/usr/sbin/getcap",@ARGV)&&do{while(<P>){chomp;print"capable\t$_\0"}close P}`,
  String.raw`print"incapable\t$! $?\0"`,
].join('or ');

/**
 * Files and folders that are out of the ordinary, in one walk, because going through all files is what takes time:
 * which raise the rights of who runs them, which everybody may write, which have no owner, which are logs that others
 * than their owner may write, and which programs have capabilities of their own.
 */
export const fileSearch: Command = {
  run: [
    ...throughLocalFiles,
    '(',
    ...['(', '-type', 'f', '-perm', '/6000', ...found('setid'), ')', ','],
    ...['(', '-type', 'f', '-perm', '-0002', ...found('open'), ')', ','],
    ...['(', '-type', 'd', '-perm', '-0002', '!', '-perm', '-1000', ...found('open'), ')', ','],
    // Each is looked up anew; what belongs to root, which is nearly all, is told before.
    ...[
      '(',
      '(',
      '!',
      '-uid',
      '0',
      '-nouser',
      '-o',
      '!',
      '-gid',
      '0',
      '-nogroup',
      ')',
      ...found('unowned'),
      ')',
      ',',
    ],
    ...['(', '-path', '/var/log/*', '(', '-type', 'f', '-perm', '/0022', '-o'],
    ...['-type', 'd', '-perm', '-0002', ')', ...found('log'), ')', ','],
    ...['(', '-type', 'f', '-perm', '/0111', '-exec', '/usr/bin/perl', '-e', throughGetcap, '{}', '+', ')'],
    ')',
  ],
  asRoot: true,
  mayVanish: true,
  // It takes its time on a slow disk.
  seconds: 60,
  bytes: 1024 * 1024,
};

/** Lines of files that say where root looks for commands. */
export const rootPathLines: Command = {
  run: [
    ...(['/usr/bin/find', '-L', '/etc/login.defs', '/etc/crontab', '/etc/environment'] as const),
    ...['-maxdepth', '0', '-exec', '/usr/bin/grep', '-anH', '--null', '-E'],
    ...['^[[:blank:]]*((ENV_SUPATH|export)[[:blank:]]+)?PATH[[:blank:]]*=', '{}', '+'],
  ],
  asRoot: true,
  // 1 where there is no such line, or no such file.
  good: [0, 1],
};

/** What of the folders in which root looks for commands, and of their contents, others than root could change. */
export const rootPathFiles = ({ hostAreas }: Asked): Command => {
  const folders = rootFolders(hostAreas);
  const all = [...new Set(folders.flatMap((folder) => [folder, ...above(folder)]))].sort();
  const tests = all.flatMap((folder) => ['-path', folder, '-o']);
  const contents = folders.flatMap((folder, index) => [
    ...(index === 0 ? [] : ['-o']),
    '-path',
    `${folder}/*`,
  ]);
  const open = '! -user root -o -perm /0002 -o -perm /0020 ! -group root';
  const tell = String.raw`-printf 'open\t%m\t%u\t%g\t%y\t%p\0'`;
  return {
    run: [
      ...(['/usr/bin/find', '-H', ...all, '-maxdepth', '1', '('] as [string, ...string[]]),
      ...[...tests, ...contents, ')', '-exec', '/bin/sh', '-c'],
      // Links are followed one by one: a search that does would fail at one that leads back, as /usr/bin/X11 does.
      `exec /usr/bin/find -L "$@" -maxdepth 0 ! -type l \\( ${open} \\) ${tell}`,
      ...['sh', '{}', '+'],
    ],
    asRoot: true,
    mayVanish: true,
  };
};

function rootFolders(areas: Asked['hostAreas']): string[] {
  const requirements: readonly HostRequirement[] = Object.values(areas).flatMap((area) => area.requirements);
  return requirements.flatMap(({ state }) => (state?.is === 'root-path' ? (state.only ?? []) : []));
}

/** The folders above a folder. */
function above(folder: string): string[] {
  const parts = folder.split('/').slice(1, -1);
  return ['/', ...parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`)];
}
