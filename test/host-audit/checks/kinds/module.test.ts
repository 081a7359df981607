import { describe, expect, it } from 'vitest';
import { auditedHost, judged, type Said } from '../../../support/audited-host';

/** As modprobe of kmod 30 and 34.2 prints it, shortened. */
const settings = (...lines: string[]) =>
  [
    'blacklist arkfb',
    ...lines,
    'options bonding max_bonds=0',
    'softdep ext4 pre: crypto-crc32c',
    '',
    '# End of configuration files. Dumping indexes now:',
    '',
  ].join('\n');
const ours = settings('blacklist usb_storage', 'install usb_storage /bin/false');
const loaded =
  'uas 32768 0 - Live 0x0000000000000000\nscsi_mod 331776 2 uas,sd_mod, Live 0x0000000000000000\n';
const builtin = 'kernel/arch/x86/events/amd/amd-uncore.ko\nkernel/mm/zbud.ko\n';

describe('a module', () => {
  it.each<[string, Said, Said, Said, string]>([
    ['that is replaced', ours, loaded, builtin, 'compliant'],
    [
      'that is replaced by success',
      settings('install usb_storage /usr/bin/true'),
      loaded,
      builtin,
      'compliant',
    ],
    ['that a pattern replaces', settings('install usb_* /bin/false'), loaded, builtin, 'compliant'],
    [
      'that nothing keeps out',
      settings('install usb_storages /bin/false'),
      loaded,
      builtin,
      'violated: nothing keeps modprobe from loading usb-storage',
    ],
    [
      'on the blacklist alone',
      settings('blacklist usb_storage'),
      loaded,
      builtin,
      'violated: usb-storage is on the blacklist only, and modprobe usb-storage loads it',
    ],
    [
      'that an earlier line lets in',
      settings(
        'install usb_storage /sbin/modprobe --ignore-install usb_storage',
        'install usb_storage /bin/false',
      ),
      loaded,
      builtin,
      'violated: install usb-storage /sbin/modprobe --ignore-install usb_storage',
    ],
    [
      'that something else follows',
      settings('install usb_storage /bin/false; insmod /root/usb-storage.ko'),
      loaded,
      builtin,
      'violated: install usb-storage /bin/false; insmod /root/usb-storage.ko',
    ],
    [
      'that is in the kernel now',
      ours,
      `usb_storage 81920 1 uas, Live 0x0000000000000000\n${loaded}`,
      builtin,
      'violated: usb-storage is loaded',
    ],
    [
      'that is a part of the kernel',
      ours,
      loaded,
      `${builtin}kernel/drivers/usb/storage/usb-storage.ko\n`,
      'violated: usb-storage is built into the running kernel, where no setting can block it',
    ],
    [
      'whose settings broke off',
      'install usb_storage /bin/false\n',
      loaded,
      builtin,
      `undetermined: sh: expected the end of modprobe's configuration, found "install usb_storage /bin/false"`,
    ],
    [
      'on a host without a list of modules',
      ours,
      { code: 1, message: 'cat: no such file' },
      builtin,
      'undetermined: cat ended with 1: cat: no such file',
    ],
    [
      'on a host with another list',
      ours,
      'uas\n',
      builtin,
      'undetermined: cat: expected a line of /proc/modules, found "uas"',
    ],
    [
      'on a kernel that says nothing of its parts',
      ours,
      loaded,
      { code: 1 },
      'undetermined: sh ended with 1',
    ],
    [
      'on a kernel that says something else',
      ours,
      loaded,
      'usb-storage\n',
      'undetermined: sh: expected the path of a module, found "usb-storage"',
    ],
  ])('%s', (_, modprobeSettings, loadedModules, builtinModules, expected) => {
    const host = auditedHost({ modprobeSettings, loadedModules, builtinModules });
    expect(judged('module-usb-storage', host)).toBe(expected);
  });
});
