import { mkdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appArmorSteps } from '../../../components/hardening/apparmor';
import { exampleHost, stateIn } from '../support/host';
import { PlayedMachine } from '../support/played-machine';

const whole = '/usr/sbin/chronyd flags=(attach_disconnected) {\n  capability sys_time,\n}\n';

describe('profiles of AppArmor', () => {
  let machine: PlayedMachine;
  beforeEach(() => {
    machine = new PlayedMachine('aoba-db-1');
    machine.play('apparmor_parser', `echo "$*" >> '${machine.file('calls')}'`);
    for (const folder of ['', '/disable', '/force-complain']) mkdirSync(machine.file(`apparmor.d${folder}`));
    machine.write('apparmor.d/usr.sbin.chronyd', whole);
  });
  afterEach(() => machine.remove());
  const run = () => {
    const host = exampleHost('db');
    stateIn(host, 'apparmor-enforces').only = ['/usr/sbin/chronyd'];
    const steps = appArmorSteps(host).join('\n');
    expect(machine.run(`apply() { "$@" || exit 1; }\n${steps}`, { '/etc/apparmor.d': 'apparmor.d' })).toBe(0);
    return machine.read('calls');
  };
  const loaded = () => `--replace ${machine.file('apparmor.d/usr.sbin.chronyd')}\n`;

  it('that are in force are left alone', () => {
    expect(run()).toBe('');
  });

  it.each(['disable', 'force-complain'])('are taken out of %s', (folder) => {
    machine.write(`apparmor.d/${folder}/usr.sbin.chronyd`, whole);
    expect(run()).toBe(loaded());
    expect(machine.exists(`apparmor.d/${folder}/usr.sbin.chronyd`)).toBe(false);
  });

  it.each([
    ['with other flags', 'flags=(attach_disconnected, complain)', whole],
    ['before other flags', 'flags=(complain,attach_disconnected)', whole],
    ['alone', 'flags=(complain)', whole.replace(' flags=(attach_disconnected)', '')],
  ])('no longer complain only, %s', (_, flags, expected) => {
    machine.write('apparmor.d/usr.sbin.chronyd', whole.replace('flags=(attach_disconnected)', flags));
    expect(run()).toBe(loaded());
    expect(machine.read('apparmor.d/usr.sbin.chronyd')).toBe(expected);
  });

  it('are no matter where none is asked for', () => {
    const host = exampleHost('db');
    stateIn(host, 'apparmor-enforces').only = [];
    expect(appArmorSteps(host)).toEqual([]);
  });
});
