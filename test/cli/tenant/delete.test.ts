import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder';
import { register, TenantsProject } from '../../support/tenants-project';

const resource = (name: string, deletedAt?: string) => ({
  urn: `urn:pulumi:prod::yosai::a:b:C::${name}`,
  type: 'a:b:C',
  name,
  ...(deletedAt === undefined ? {} : { deletedAt }),
});
const proof = {
  version: 1,
  tenant: { id: 'yuki', name: { ja: '雪株式会社', en: 'Yuki' }, slot: 2 },
  deadlines: {
    lastDay: '2026-10-20',
    closedFrom: '2026-10-21',
    releasedFrom: '2026-10-31',
    removedFrom: '2026-11-04',
    goneBy: '2026-11-19',
  },
  deletedOn: '2026-11-05',
  resources: [resource('one', '2026-11-04T14:00:00Z'), resource('two', '2026-11-04T15:00:00Z')],
  survivors: [],
  breaches: [],
};

/** A project that keeps a record, and what comes of deleting with it. */
function deleting(record: unknown, id = 'yuki', ...more: readonly string[]) {
  const project = new TenantsProject();
  const folder = path.join(project.folder, 'records');
  mkdirSync(folder);
  const file = path.join(folder, 'yuki.json');
  writeFileSync(file, typeof record === 'string' ? record : JSON.stringify(record, null, 2));
  return { project, file, ...project.run('delete', id, '--record', file, ...more) };
}

describe('tenant delete', () => {
  it('writes the day of the proof and where it is kept, and changes nothing else', () => {
    const { code, out, text, project } = deleting(proof);
    expect(code).toBe(0);
    expect(text).toBe(
      register
        .replace('state: terminating', 'state: deleted')
        .replace(
          'terminatedOn: 2026-10-20\n',
          'terminatedOn: 2026-10-20\n    deletedOn: 2026-11-05\n    deletionRecord: records/yuki.json\n',
        ),
    );
    expect(out).toContain('yuki: terminating → deleted, slot 2 is free after 2026-11-05\n');
    expect(out).toContain('  2026-11-05  The environment was proven deleted.\n');
    expect(project.run('list').out).toMatch(/^yuki +deleted +gone /m);
  });

  it('gives the slot to somebody else only from then on', () => {
    const add = (id: string, since: string) =>
      ['add', id, '--name-ja', '空', '--name-en', 'Sora', '--host', `${id}.example.jp`, '--slot', '2'].concat(
        [...['--machines', 'app=1,db=1', '--since', since]],
      );
    expect(new TenantsProject().run(...add('sora', '2026-12-01')).code).toBe(2);
    const { project } = deleting(proof);
    expect(project.run(...add('sora', '2026-12-01')).code).toBe(0);
  });

  it('writes nothing in a dry run, and prints JSON', () => {
    const { out, text } = deleting(proof, 'yuki', '--dry-run', '--json');
    expect(text).toBe(register);
    expect(JSON.parse(out)).toMatchObject({
      written: false,
      tenant: { state: 'deleted', deletedOn: '2026-11-05', deletionRecord: 'records/yuki.json' },
    });
  });

  it('reads the record of a large environment', () => {
    const many = Array.from({ length: 4000 }, (_, index) => ({
      ...resource(`r${index}`, '2026-11-04T15:00:00Z'),
      id: `/subscriptions/x/${'y'.repeat(200)}`,
    }));
    expect(deleting({ ...proof, resources: many }).code).toBe(0);
  });

  it('accepts that a promise was broken, as long as nothing is left', () => {
    const late = { ...proof, breaches: [{ kind: 'late', words: { ja: '遅い', en: 'late' } }] };
    expect(deleting(late).code).toBe(0);
  });

  it.each([
    ['no JSON', '{', /^records\/yuki\.json/],
    [
      'a record of another shape',
      { ...proof, survivors: undefined },
      'records/yuki.json:1: `survivors` is missing',
    ],
    [
      'a rehearsal',
      { ...proof, rehearsed: true },
      /^records\/yuki\.json:\d+ rehearsed: is of a rehearsal, which proves nothing of what runs$/,
    ],
    [
      'a resource that is still there',
      { ...proof, resources: [{ ...resource('one'), remains: true }], deletedOn: undefined },
      /resources\[0\]: one is still there, so the deletion is not proven$/,
    ],
    [
      'a resource that has gone nobody knows when',
      { ...proof, resources: [resource('one')] },
      /resources\[0\]: one has gone without a known time, so the deletion is not proven$/,
    ],
    [
      'no resource at all',
      { ...proof, resources: [] },
      /resources: names no resource, so it proves nothing$/,
    ],
    [
      'another day than that of its last deletion',
      { ...proof, deletedOn: '2026-11-04' },
      /deletedOn: found 2026-11-04, expected 2026-11-05, the day of the last deletion in Japan Standard Time$/,
    ],
    [
      'no day',
      { ...proof, deletedOn: undefined },
      /found nothing, expected 2026-11-05, the day of the last deletion in Japan Standard Time$/,
    ],
    [
      'another tenant',
      { ...proof, tenant: { ...proof.tenant, id: 'yuku' } },
      /tenant\.id: found yuku, expected yuki, as the register says of tenant yuki$/,
    ],
    [
      'another termination',
      { ...proof, deadlines: { ...proof.deadlines, lastDay: '2025-10-20' } },
      /deadlines\.lastDay: found 2025-10-20, expected 2026-10-20, as the register says of tenant yuki$/,
    ],
    [
      'a time that is none',
      { ...proof, resources: [resource('one', '2026-13-45T99:99:99Z')] },
      /^records\/yuki\.json:\d+ resources\[0\]\.deletedAt: 2026-13-45T99:99:99Z is no time in UTC of the calendar$/,
    ],
    [
      'a day that the month does not have',
      { ...proof, resources: [resource('one', '2026-02-30T00:00:00Z')] },
      /resources\[0\]\.deletedAt: 2026-02-30T00:00:00Z is no time in UTC of the calendar$/,
    ],
    [
      'a URN that is not whole',
      { ...proof, resources: [{ ...resource('one', '2026-11-04T15:00:00Z'), urn: 'urn:pulumi:x' }] },
      /resources\[0\]\.urn: "urn:pulumi:x" is no URN of one stack and project$/,
    ],
    [
      'a resource of another stack',
      {
        ...proof,
        resources: [
          proof.resources[1],
          { ...resource('x', '2026-11-04T14:00:00Z'), urn: 'urn:pulumi:dev::yosai::a:b:C::x' },
        ],
      },
      /resources\[1\]\.urn: "urn:pulumi:dev::yosai::a:b:C::x" is no URN of one stack and project$/,
    ],
    [
      'the name of another tenant',
      { ...proof, tenant: { ...proof.tenant, name: { ja: '雪株式会社', en: 'Hana' } } },
      /tenant\.name\.en: found Hana, expected Yuki, as the register says of tenant yuki$/,
    ],
    [
      'a deadline that does not follow',
      { ...proof, deadlines: { ...proof.deadlines, goneBy: '2030-01-01' } },
      /deadlines\.goneBy: found 2030-01-01, expected 2026-11-19, as it follows from the last day 2026-10-20$/,
    ],
    [
      'a day that is still to come',
      { ...proof, deletedOn: '2026-11-25', resources: [resource('one', '2026-11-24T15:00:00Z')] },
      /deletedOn: 2026-11-25 is after today, 2026-11-24 in Japan Standard Time$/,
    ],
    [
      'a deletion on the last day of service',
      { ...proof, deletedOn: '2026-10-20', resources: [resource('one', '2026-10-20T03:00:00Z')] },
      /tenants\[1\]\.deletedOn: 2026-10-20 is not after terminatedOn 2026-10-20$/,
    ],
  ])('refuses %s', (_, record, line) => {
    const { code, errors, text } = deleting(record);
    expect(code).toBe(2);
    expect(errors[0]).toMatch(line);
    expect(errors.at(-1)).toBe('yosai tenant: 1 mistake in the input; nothing was written');
    expect(text).toBe(register);
  });

  it.each([
    ['hana', '<id>: tenant hana is active; only one that is terminating can be deleted'],
    ['kaze', '<id>: tenant kaze is deleted since 2026-04-16; only one that is terminating can be deleted'],
    ['yuku', '<id>: there is no tenant "yuku"; did you mean `yuki`?'],
  ])('refuses the tenant %s', (id, line) => {
    expect(deleting(proof, id).errors[0]).toBe(line);
  });

  it('needs a record that the project keeps', () => {
    const project = new TenantsProject();
    const file = path.join(temporaryFolder({ 'r.json': JSON.stringify(proof) }), 'r.json');
    const { code, errors } = project.run('delete', 'yuki', '--record', file);
    expect(code).toBe(2);
    expect(errors[0]).toMatch(/^--record: .* is outside of the project .*, which has to keep it$/);
    const link = path.join(project.folder, 'link.json');
    symlinkSync(file, link);
    expect(project.run('delete', 'yuki', '--record', link).errors[0]).toMatch(/is outside of the project/);
    expect(project.run('delete', 'yuki').code).toBe('commander.missingMandatoryOptionValue');
    expect(project.run('delete', 'yuki', '--record', 'nothing.json').errors[0]).toBe(
      'nothing.json: does not exist',
    );
  });
});
