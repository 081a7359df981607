import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FindingsFile } from '../../../lib/cli/preview/findings-file';
import { RepositoryCopy, repositoryRoot } from '../../support/repository-copy';

const folder = 'policy-packs/iso27017/environments';
const settingsOf = (environment: string) => [
  '--policy-pack',
  'policy-packs/iso27017',
  '--policy-pack-config',
  `${folder}/${environment}.json`,
];

/** The configurations of the pack that are checked in, one for each environment. */
describe('environments', () => {
  let copy: RepositoryCopy;
  beforeAll(() => {
    copy = new RepositoryCopy();
  });
  afterAll(() => copy.remove());
  const findings = (file: string) => (copy.json(file) as FindingsFile).findings;

  test.each(readdirSync(path.join(repositoryRoot, folder)).map((file) => path.basename(file, '.json')))(
    'the pack takes that of %s, and the dev stack keeps it',
    (environment) => {
      const ended = copy.yosai('preview', '--quiet', ...settingsOf(environment));
      expect(ended.stderr).toBe('');
      expect(ended.code, ended.stdout).toBe(0);
    },
  );

  test('what is not known is reported in dev and blocks in production', () => {
    const preview = (environment: string) =>
      copy.yosai('preview', '--cwd', 'stacks/tenant', '--stack', 'aoba', ...settingsOf(environment));
    const dev = preview('dev');
    expect(dev.code, dev.stdout + dev.stderr).toBe(0);
    expect(dev.stdout).toMatch(/^Undetermined$/m);
    expect(dev.stdout).toMatch(/OK – \d+ resources, 0 blocking, 0 advisory, [1-9]\d* undetermined/);

    const production = preview('production');
    expect(production.code, production.stdout + production.stderr).toBe(1);
    const open = findings('stacks/tenant/out/aoba/findings.json').filter(
      ({ verdict }) => verdict === 'undetermined',
    );
    expect(open.length).toBeGreaterThan(0);
    expect(
      open.filter(
        ({ enforcement, blocksUndetermined }) => !blocksUndetermined || enforcement !== 'mandatory',
      ),
    ).toEqual([]);
  });

  test('dev blocks on what is not known too when the command asks for it', () => {
    const ended = copy.yosai(
      ...['preview', '--cwd', 'stacks/tenant', '--stack', 'aoba', '--block-undetermined'],
      ...settingsOf('dev'),
    );
    expect(ended.code, ended.stdout + ended.stderr).toBe(1);
  });

  test('the audit log has to be locked from the day of production on, and is not asked for in dev', () => {
    const file = `${folder}/production.json`;
    copy.change(file, '"lockedFrom": "2027-04-01"', '"asOf": "2027-04-01", "lockedFrom": "2027-04-01"');
    const ended = copy.yosai('preview', '--quiet', ...settingsOf('production'));
    expect(ended.code, ended.stdout + ended.stderr).toBe(1);
    expect(findings('out/dev/findings.json').map(({ source }) => source.id)).toEqual([
      'audit-log-immutability-is-locked',
    ]);
    copy.change(`${folder}/dev.json`, '"disabled"', '{ "asOf": "2027-04-01" }');
    expect(copy.yosai('preview', '--quiet', ...settingsOf('dev')).code).toBe(0);
  });
});
