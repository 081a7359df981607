import { describe, expect, it } from 'vitest';
import { register, TenantsProject } from '../../support/tenants-project';

/** The register with another last day of the tenant that leaves; today is 2026-11-24. */
const leaving = (lastDay: string) => register.replace('terminatedOn: 2026-10-20', `terminatedOn: ${lastDay}`);

describe('tenant resume', () => {
  it('undoes a termination, to the byte', () => {
    const project = new TenantsProject();
    project.run('terminate', 'hana', '--on', '2026-12-31');
    const { code, out, text } = project.run('resume', 'hana');
    expect([code, text]).toEqual([0, register]);
    expect(out.split('\n')).toEqual([
      'hana: terminating → active, slot 0 stays taken',
      '  2026-04-01  Service begins.',
      'Wrote stacks/registers/tenants.yaml',
      '',
    ]);
  });

  it('undoes a suspension, also one that a termination has followed', () => {
    const project = new TenantsProject();
    project.run('suspend', 'hana');
    expect(project.run('resume', 'hana').text).toBe(register);
    project.run('suspend', 'hana');
    project.run('terminate', 'hana', '--on', '2026-12-31');
    expect(project.run('resume', 'hana').text).toBe(register);
  });

  it('writes nothing in a dry run, and prints JSON', () => {
    const project = new TenantsProject(leaving('2026-11-20'));
    const { out, text } = project.run('resume', 'yuki', '--dry-run', '--json');
    expect(text).toBe(leaving('2026-11-20'));
    const said = JSON.parse(out);
    expect(said).toMatchObject({ written: false, tenant: { id: 'yuki', state: 'active' } });
    expect(said.tenant).not.toHaveProperty('terminatedOn');
    expect(said).not.toHaveProperty('note');
  });

  it.each([
    ['while the data is guarded', '2026-11-14', false],
    ['with a warning from the day on which it is not', '2026-11-13', true],
    ['until the day before the deletion', '2026-11-10', true],
  ])('is done %s', (_, lastDay, warned) => {
    const { code, out } = new TenantsProject(leaving(lastDay)).run('resume', 'yuki');
    expect(code).toBe(0);
    expect(
      /^Since 2026-11-\d\d its data was free to be deleted: see that it is still there\.$/m.test(out),
    ).toBe(warned);
  });

  it.each([
    [
      'a tenant whose environment is to be deleted',
      'yuki',
      leaving('2026-11-09'),
      '<id>: tenant yuki cannot be resumed on 2026-11-24: its environment is to be deleted since 2026-11-24. Add the customer as a new tenant',
    ],
    [
      'one after the deadline',
      'yuki',
      register,
      '<id>: tenant yuki cannot be resumed on 2026-11-24: its environment is to be deleted since 2026-11-04. Add the customer as a new tenant',
    ],
    [
      'one that is gone',
      'kaze',
      register,
      '<id>: tenant kaze is deleted since 2026-04-16; only one that is suspended or terminating can be resumed',
    ],
    [
      'one that is served',
      'hana',
      register,
      '<id>: tenant hana is active; only one that is suspended or terminating can be resumed',
    ],
    ['one that there is not', 'yuku', register, '<id>: there is no tenant "yuku"; did you mean `yuki`?'],
  ])('refuses %s', (_, id, before, line) => {
    const { code, errors, text } = new TenantsProject(before).run('resume', id);
    expect(code).toBe(2);
    expect(errors).toEqual([line, 'yosai tenant: 1 mistake in the input; nothing was written']);
    expect(text).toBe(before);
  });
});
