import { describe, expect, it } from 'vitest';
import { environmentParts, loadBaseline } from '../../lib/baseline';
import { requirementKinds, requirementsOf } from '../../lib/baseline/host-requirements';
import { baselines, change, refuses } from '../support/refused-baseline';

const sshd = 'hosts/ssh-server.yaml';

describe('requirements of hosts that are refused', () => {
  refuses('environment', [
    [
      'two of one id',
      [change('hosts/root-login.yaml', 'id: sshd-root-login', 'id: sshd-use-dns')],
      [
        'hosts/ssh-server.yaml:@«id: sshd-use-dns» requirements[25].id: the requirement "sshd-use-dns" is already at hosts/root-login.yaml:@«id: sshd-use-dns»',
      ],
    ],
    [
      'two that speak of the same thing, in two files',
      [change(sshd, 'keyword: UseDNS', 'keyword: PermitRootLogin')],
      [
        "hosts/ssh-server.yaml:@«id: sshd-use-dns» requirements[25]: sshd's PermitRootLogin is already required at hosts/root-login.yaml:@«id: sshd-root-login»",
      ],
    ],
    [
      'one that does not say how it is set',
      [change(sshd, "    sshd: { keyword: UseDNS, value: 'no' }\n", '')],
      [
        'hosts/ssh-server.yaml:@«id: sshd-use-dns» requirements[25]: "sshd-use-dns" says none of sshd, kernel, module, package, unit, setting, path, auditRule, state; exactly one is expected',
      ],
    ],
    [
      'one that says it twice',
      [
        change(
          sshd,
          "    sshd: { keyword: UseDNS, value: 'no' }",
          "    sshd: { keyword: UseDNS, value: 'no' }\n    module: dccp2",
        ),
      ],
      [
        'hosts/ssh-server.yaml:@«id: sshd-use-dns» requirements[25]: "sshd-use-dns" says sshd and module of sshd, kernel, module, package, unit, setting, path, auditRule, state; exactly one is expected',
      ],
    ],
    [
      'names that nothing has',
      [
        change(
          'hosts/web-server-tls.yaml',
          'state: { is: nginx-tls-versions }\n    roles: [app]',
          'state: { is: nginx-tls-versions }\n    roles: [ap]',
        ),
        change('hosts/accounts.yaml', 'file: login-defs, key: UMASK', 'file: login-def, key: UMASK'),
      ],
      [
        'hosts/accounts.yaml:@«key: UMASK» requirements[6].setting.file: there is no file under settingFiles "login-def"; did you mean `login-defs`?',
        'hosts/web-server-tls.yaml:@«[ap]» requirements[2].roles[0]: there is no machine role "ap"; did you mean `app`?',
      ],
    ],
    [
      'an option that the machines of Azure contradict',
      [
        change(
          sshd,
          "keyword: PasswordAuthentication, value: 'no'",
          "keyword: PasswordAuthentication, value: 'yes'",
        ),
      ],
      [
        'hosts/ssh-server.yaml:@«PasswordAuthentication, value» requirements[1].sshd.value: "yes" contradicts passwordLogin at virtual-machines.yaml:@«passwordLogin:»',
      ],
    ],
    [
      'a key that no requirement has',
      [change(sshd, '    sshd: { keyword: UseDNS', '    sshdd: { keyword: UseDNS')],
      ['hosts/ssh-server.yaml:@«sshdd:» requirements[25].sshdd: unknown key; did you mean `sshd`?'],
    ],
  ]);
});

describe('areas and promises that do not meet', () => {
  const control = 'controls/28-clocks-on-japan-time.yaml';
  refuses('everything', [
    [
      'an area that no promise names',
      [change(control, 'ref: time-zone }', 'ref: time-zones, status: planned }')],
      ['hosts/time-zone.yaml:@«title:» title: keeps no promise: no control names this area'],
    ],
    [
      'a promise that names no area, and does not call it planned',
      [
        change(
          control,
          '{ by: host, ref: time-zone }',
          '{ by: host, ref: time-zone }\n      - { by: host, ref: time-zones }',
        ),
      ],
      [
        'controls/28-clocks-on-japan-time.yaml:@«time-zones» promises[1].keptBy[3].ref: there is no area "time-zones" of hosts; did you mean `time-zone`?',
      ],
    ],
  ]);
});

describe('requirementsOf', () => {
  const loaded = loadBaseline(baselines, { parts: environmentParts });
  const areas = loaded.ok ? loaded.value.hostAreas : {};

  it('finds every requirement by exactly one kind', () => {
    const all = Object.values(areas).flatMap(({ requirements }) => requirements);
    const scopes = ['app', 'db'].map((role) => ({ role, onAzure: true, release: 12 }));
    const found = new Set(
      scopes.flatMap((scope) => requirementKinds.flatMap((kind) => requirementsOf(areas, kind, scope))),
    );
    // Strings of two requirements could be equal, so that those are counted by themselves.
    expect(found.size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(120);
  });

  it('leaves out what is of another role, another release or another cloud', () => {
    const [requirement] = Object.values(areas)[0]?.requirements ?? [];
    if (requirement === undefined) throw new Error('the baseline has no requirement');
    const { state: _state, setting: _setting, ...rest } = requirement;
    const one = {
      title: requirement.title,
      requirements: [
        { ...rest, module: 'x', roles: ['db'], releases: [12 as const], onlyOn: 'azure' as const },
      ],
    };
    const ask = (role: string, onAzure: boolean, release?: number) =>
      requirementsOf({ one }, 'module', { role, onAzure, ...(release !== undefined && { release }) });
    expect(ask('db', true, 12)).toEqual(['x']);
    expect(ask('app', true, 12)).toEqual([]);
    expect(ask('db', false, 12)).toEqual([]);
    expect(ask('db', true, 13)).toEqual([]);
    expect(ask('db', true)).toEqual([]);
  });
});
