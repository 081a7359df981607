import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { privilegeSteps } from '../../../components/hardening/privileges';
import { exampleHost, without } from '../support/host';
import { PlayedMachine } from '../support/played-machine';

describe('programs with privileges', () => {
  let machine: PlayedMachine;
  beforeEach(() => {
    machine = new PlayedMachine('aoba-db-1');
    const calls = machine.file('calls');
    machine.play(
      'find',
      `case "$*" in *getcap*) printf '%s\\n' '/usr/bin/ping cap_net_raw=ep' '/usr/bin/old = cap_net_raw+ep' '/usr/bin/a b cap_chown=ep' ;; *) cat '${machine.file('found')}' ;; esac`,
    );
    machine.play('stat', "echo '#0 #5 4755'");
    machine.play('setcap', `echo "setcap $*" >> '${calls}'`);
    // Debian 12 knows this one by its path without /usr.
    machine.play('dpkg-query', '[ "$2" != /usr/bin/fusermount3 ]');
    machine.play(
      'dpkg-statoverride',
      `case $1 in --list) grep -qxF -- "$2" '${machine.file('overridden')}' ;; *) echo "statoverride $*" >> '${calls}' ;; esac`,
    );
    machine.write('overridden', '/usr/bin/pkexec\n');
  });
  afterEach(() => machine.remove());
  const run = (found: string[], host = exampleHost('db')) => {
    machine.write('found', found.map((path) => `${path}\n`).join(''));
    expect(machine.run(`apply() { "$@"; }\n${privilegeSteps(host).join('\n')}`, {})).toBe(0);
    return machine.read('calls').trimEnd().split('\n');
  };

  it('lose what is not listed, by dpkg’s name and in the place of another override', () => {
    expect(run(['/usr/bin/su', '/usr/bin/fusermount3', '/usr/bin/pkexec', '/opt/a b'])).toEqual([
      'statoverride --update --add #0 #5 0755 /bin/fusermount3',
      'statoverride --remove /usr/bin/pkexec',
      'statoverride --update --add #0 #5 0755 /usr/bin/pkexec',
      'statoverride --update --add #0 #5 0755 /opt/a b',
      'setcap -r /usr/bin/old',
      'setcap -r /usr/bin/a b',
    ]);
  });

  it('keep everything where nothing is asked for', () => {
    const host = exampleHost('db');
    for (const id of ['setuid-files-are-listed', 'capabilities-are-listed']) without(host, id);
    expect(privilegeSteps(host)).toEqual([]);
  });
});
