import { describe, expect, it } from 'vitest';
import { authenticationSteps, pamFiles } from '../../../components/hardening/authentication';
import { exampleHost, stateIn, without } from '../support/host';

const host = exampleHost('db');
const steps = authenticationSteps(host).join('\n');
const profiles = new Map(pamFiles(host).map(({ path, content }) => [path.split('/').at(-1), content]));
const priorityOf = (name: string) => Number(/^Priority: (\d+)$/m.exec(profiles.get(name) ?? '')?.[1]);

describe('authentication', () => {
  it('has profiles for what the baseline asks of PAM', () => {
    expect([...profiles.keys()]).toEqual([
      'yosai-faillock-first',
      'yosai-faillock',
      'yosai-pwhistory',
      'yosai-umask',
    ]);
    expect(steps).toContain(
      'apply pam-auth-update --package --enable unix pwquality yosai-faillock-first yosai-faillock yosai-pwhistory yosai-umask\n',
    );
  });

  it('asks for failures before the password, and counts them after it', () => {
    const unix = 256;
    expect(priorityOf('yosai-faillock-first')).toBeGreaterThan(unix);
    expect(priorityOf('yosai-faillock')).toBeLessThan(unix);
    expect(profiles.get('yosai-faillock-first')).toContain('Auth:\n\trequisite\tpam_faillock.so preauth\n');
    expect(profiles.get('yosai-faillock-first')).toContain('Account:\n\trequired\tpam_faillock.so\n');
    expect(profiles.get('yosai-faillock')).toContain('Auth:\n\t[default=die]\tpam_faillock.so authfail\n');
  });

  it('looks into the history after the quality and before the password is stored', () => {
    const [quality, unix] = [1024, 256];
    expect(priorityOf('yosai-pwhistory')).toBeLessThan(quality);
    expect(priorityOf('yosai-pwhistory')).toBeGreaterThan(unix);
    expect(profiles.get('yosai-pwhistory')).toContain('remember=5 enforce_for_root use_authtok\n');
  });

  it('remembers as many passwords as the baseline says', () => {
    const changed = exampleHost('db');
    stateIn(changed, 'pwhistory-is-in-pam').atLeast = 9;
    expect(pamFiles(changed).some(({ content }) => content.includes('remember=9 '))).toBe(true);
  });

  it.each([
    ['faillock-is-in-pam', 'pam_faillock'],
    ['pwhistory-is-in-pam', 'pam_pwhistory'],
    ['umask-is-narrow', 'pam_umask'],
  ])('has no profile without %s', (id, module) => {
    const changed = exampleHost('db');
    without(changed, id);
    expect(pamFiles(changed).some(({ content }) => content.includes(module))).toBe(false);
  });

  it('keeps su for the group of the baseline, after root and before everyone', () => {
    expect(steps).toContain(
      "apply place /etc/pam.d/su '^auth[ \t].*pam_wheel[.]so' '^auth[ \t].*pam_rootok[.]so' 'auth required pam_wheel.so use_uid group=sudo'\n",
    );
    const changed = exampleHost('db');
    stateIn(changed, 'su-is-restricted').only = ['adm', 'sudo'];
    expect(() => authenticationSteps(changed)).toThrow('su-restricted must name one group');
  });

  it('locks root', () => {
    expect(steps).toContain('\napply passwd --quiet --lock root\n');
  });

  it.each([
    ['takes away empty passwords', 'pam-permits-nobody-without-password', 'nullok'],
    ['takes away keys of root', 'root-authorized-keys', 'apply truncate --size 0 "$file"'],
  ])('%s', (_, id, text) => {
    expect(steps).toContain(text);
    const changed = exampleHost('db');
    without(changed, id);
    expect(authenticationSteps(changed).join('\n')).not.toContain(text);
  });
});
