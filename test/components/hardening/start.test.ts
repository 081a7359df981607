import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startFiles, startSteps } from '../../../components/hardening/start';
import { exampleHost, stateIn, without } from '../support/host';
import { PlayedMachine } from '../support/played-machine';

const paths = ['/boot/grub/grub.cfg', '/proc/cmdline', '/run/reboot-required'];
const moved = Object.fromEntries(paths.map((file) => [file, file.split('/').at(-1) ?? '']));

describe('the start of a machine', () => {
  let machine: PlayedMachine;
  beforeEach(() => {
    machine = new PlayedMachine('aoba-db-1');
    machine.play('update-grub', `echo updated >> '${machine.file('calls')}'`);
    machine.play('mount', `echo "mount $*" >> '${machine.file('calls')}'`);
    machine.write('cmdline', 'root=/dev/sda1 audit=1 audit_backlog_limit=8192 quiet\n');
  });
  afterEach(() => machine.remove());
  const run = () => {
    const steps = startSteps(exampleHost('db')).join('\n');
    machine.run(
      `apply() { "$@"; }\nplace() { echo "place $*" >> '${machine.file('calls')}'; }\n${steps}`,
      moved,
    );
    return machine.read('calls');
  };

  it('mounts with the options of the baseline, now and then', () => {
    expect(run()).toMatch(
      /^place \/etc\/fstab .* tmpfs \/dev\/shm tmpfs nodev,nosuid,noexec 0 0\nmount -o remount,nodev,nosuid,noexec \/dev\/shm\n$/,
    );
  });

  it.each([
    ['tells a boot loader', 'linux /vmlinuz root=/dev/sda1 audit=10 audit_backlog_limit=8192\n', true],
    ['tells it once', 'linux /vmlinuz root=/dev/sda1 audit=1 audit_backlog_limit=8192\n', false],
  ])('%s the words of the kernel', (_, menu, isTold) => {
    machine.write('grub.cfg', menu);
    expect(run().startsWith('updated\n')).toBe(isTold);
  });

  it.each([
    ['is asked for', 'root=/dev/sda1 audit=10 audit_backlog_limit=8192\n', true],
    ['is not asked for', 'audit=1 audit_backlog_limit=8192\n', false],
  ])('anew %s by what the kernel was told', (_, words, isAsked) => {
    machine.write('cmdline', words);
    run();
    expect(machine.exists('reboot-required')).toBe(isAsked);
  });

  it('takes its values from the baseline', () => {
    const host = exampleHost('db');
    stateIn(host, 'audit-from-start').only = ['audit=1', 'quiet'];
    stateIn(host, 'core-dumps-are-off').atMost = 7;
    const texts = startFiles(host).map(({ content }) => content);
    expect(texts).toEqual([
      'GRUB_CMDLINE_LINUX="$GRUB_CMDLINE_LINUX audit=1 quiet"\n',
      '* - core 7\nroot - core 7\n',
      '[Manager]\nDefaultLimitCORE=7\n',
    ]);
  });

  it('is left alone where nothing is asked for', () => {
    const host = exampleHost('db');
    for (const id of ['audit-from-start', 'core-dumps-are-off', 'temporary-files-cannot-run'])
      without(host, id);
    expect([startFiles(host), startSteps(host)]).toEqual([[], []]);
  });

  it('refuses a mount without options', () => {
    const host = exampleHost('db');
    stateIn(host, 'temporary-files-cannot-run').only = ['/dev/shm'];
    expect(() => startSteps(host)).toThrow('such as /dev/shm:nodev,nosuid; found /dev/shm');
  });
});
