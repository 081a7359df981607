import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { updaterFiles } from '../../../components/hardening/updater';
import { loadBaseline } from '../../../lib/baseline';
import { requirementKinds } from '../../../lib/baseline/host-requirements';
import { fixOf } from '../../../lib/host-audit/checks/fix';
import { stateFixes } from '../../../lib/host-audit/checks/state-fixes';
import { expectValue } from '../../support/results';

const baseline = expectValue(loadBaseline(path.resolve(__dirname, '../../../baselines')));
const requirements = Object.values(baseline.hostAreas).flatMap((area) => area.requirements);

describe('what to do about a violation', () => {
  it.each(requirementKinds)('of a requirement of the kind %s is said with its own words', (kind) => {
    const own = requirements.filter((requirement) => requirement[kind] !== undefined);
    expect(own.length).toBeGreaterThan(0);
    for (const requirement of own) {
      const fix = fixOf(kind, requirement, { baseline, managed: false });
      expect(fix).toMatch(/^[A-Z].*\.$/);
      expect(fix).not.toMatch(/undefined|\[object|``|yosai\/good/);
      // What is asked for stands in it, so that it can be copied.
      const asked = requirement[kind];
      const word =
        typeof asked === 'string'
          ? asked
          : Object.values(asked ?? {}).find((value) => typeof value === 'string');
      if (kind !== 'state' && kind !== 'setting') expect(fix).toContain(word);
    }
  });

  it('names the file of a setting', () => {
    const [setting] = requirements.filter((requirement) => requirement.setting?.file === 'login-defs');
    if (setting === undefined) throw new Error('no setting of login.defs is required');
    expect(fixOf('setting', setting, { baseline, managed: true })).toContain(
      'Write `UMASK 027` into /etc/login.defs. Or apply the hardening anew: `sh /var/lib/yosai/good`.',
    );
  });

  it('is said of every state, and of no check that there is not', () => {
    const states = requirements.flatMap(({ state }) => state?.is ?? []);
    expect(Object.keys(stateFixes).sort()).toEqual([...new Set(states)].sort());
  });

  it('is hardening, too, where that sets it and the machine has its updater', () => {
    const fix = (is: string, managed: boolean) => {
      const requirement = requirements.find(({ state }) => state?.is === is);
      if (requirement === undefined) throw new Error(`no requirement asks for ${is}`);
      return fixOf('state', requirement, { baseline, managed });
    };
    expect(fix('time-zone', true)).toBe(
      'Run `timedatectl set-timezone Asia/Tokyo`. Or apply the hardening anew: `sh /var/lib/yosai/good`.',
    );
    expect(fix('time-zone', false)).toBe('Run `timedatectl set-timezone Asia/Tokyo`.');
    expect(fix('root-is-locked', true)).toContain('/var/lib/yosai/good');
    // Of logs it takes rights from others only, not from groups.
    for (const is of ['uid-zero', 'open-log-files']) expect(fix(is, true)).not.toContain('/var/lib/yosai');
  });

  it('names the script that the updater keeps, as it does not apply what is there already', () => {
    const host = { baseline, tenantSlot: 0, role: 'app', hostName: 'aoba-app-1', privateNames: [] };
    const updater = updaterFiles(host).find(({ path: file }) => file.endsWith('/yosai-update'))?.content;
    expect(updater).toContain('\nstate=/var/lib/yosai\n');
    expect(updater).toContain('\n  keep good < script\n');
    expect(updater).toContain('cmp -s script "$state/good"; then exit 0; fi');
  });

  it('does not name a tool that refuses to do it', () => {
    // usermod(8) and userdel(8) end with 8 where a process has the UID, and with 1 where a name stands twice.
    for (const is of ['uid-zero', 'duplicate-names']) {
      expect(stateFixes[is]?.say).toMatch(/`vipw`/);
      expect(stateFixes[is]?.say).not.toMatch(/`(usermod|userdel)/);
    }
  });

  it('lets ssh in before everything else is dropped', () => {
    expect(stateFixes['firewall-policy']?.say).toMatch(/ssh.*policy drop/);
  });
});
