import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FindingsFile } from '../../../lib/cli/preview/findings-file';
import { InstalledPack, otherRegisters, registers } from '../../support/installed-pack';
import { programFolder } from '../../support/preview-fixture';
import { repositoryRoot } from '../../support/repository-copy';

/** More than the bundle takes, and less than the sources, tests or the modules that it uses would add. */
const largestKiB = { tarball: 128, unpacked: 384 };

describe('the policy pack, packed and installed outside of the repository', () => {
  let pack: InstalledPack;
  const out = realpathSync(mkdtempSync(path.join(tmpdir(), 'yosai-out-')));
  beforeAll(() => {
    pack = new InstalledPack();
  });
  afterAll(() => {
    pack?.remove();
    rmSync(out, { recursive: true });
  });

  /** Previews a small program as somebody does who has the pack in `node_modules` of a project of theirs. */
  function preview(config?: unknown) {
    const given = config === undefined ? [] : ['--policy-pack-config', pack.configuration(config)];
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [
        ...[path.join(repositoryRoot, 'bin/yosai.js'), 'preview', '--cwd', programFolder('073-offices')],
        ...['--stack', 'dev', '--out', out, '--policy-pack', pack.folder, ...given],
      ],
      { cwd: pack.project, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } },
    );
    return { code: status, stdout, stderr };
  }

  const findings = (): FindingsFile =>
    JSON.parse(readFileSync(path.join(out, 'dev/findings.json'), 'utf8')) as FindingsFile;

  test('is a tarball of the bundle, its description and nothing else', () => {
    const list = execFileSync('tar', ['-tzf', pack.tarball], { encoding: 'utf8' }).trim().split('\n');
    expect(list.sort()).toEqual(
      ['LICENSE', 'PulumiPolicy.yaml', 'README.md', 'dist/index.js', 'package.json'].map(
        (one) => `package/${one}`,
      ),
    );
    expect(statSync(pack.tarball).size).toBeLessThan(largestKiB.tarball * 1024);
  });

  test('holds the baselines, no register, and no path of the machine on which it was packed', () => {
    const bundle = execFileSync('tar', ['-xzOf', pack.tarball, 'package/dist/index.js'], {
      encoding: 'utf8',
    });
    expect(bundle.length).toBeLessThan(largestKiB.unpacked * 1024);
    const holds = (text: string) => bundle.includes(text);
    expect([repositoryRoot, homedir(), tmpdir()].filter((folder) => holds(`${folder}/`))).toEqual([]);
    expect(['sourceMappingURL', ".ts'", '.ts"', '.ts`'].filter(holds)).toEqual([]);
    expect(['objectId:"', '"objectId":', 'ranges:["', 'withoutRegisters:!0'].filter(holds)).toEqual([
      'withoutRegisters:!0',
    ]);
    const network = load(readFileSync(path.join(repositoryRoot, 'baselines/network.yaml'), 'utf8')) as {
      addressPlan: { hub: string };
    };
    expect(holds(network.addressPlan.hub)).toBe(true);
  });

  test('judges by the registers in its configuration, and is one version everywhere', ({ skip }) => {
    skip(pack.unreachable !== undefined, pack.unreachable);
    const admitted = preview(registers);
    expect(admitted.code, admitted.stdout + admitted.stderr).toBe(0);
    expect(findings().packs).toEqual([{ name: 'iso27017', version: pack.version }]);
    expect(path.basename(pack.tarball)).toBe(`yosai-policy-iso27017-${pack.version}.tgz`);
    const description = load(readFileSync(path.join(pack.folder, 'PulumiPolicy.yaml'), 'utf8'));
    expect(description).not.toHaveProperty('version');

    const refused = preview(otherRegisters);
    expect(refused.code, refused.stderr).toBe(1);
    const found = findings().findings.map(({ source, at }) => [source.id, at?.path]);
    expect(found).toEqual([
      ['nsg-rules-match-role', 'securityRules[0]'],
      ['customer-role-denies-backup', 'roleDefinitionId'],
    ]);
  });

  test('is refused without registers, by the names of what is missing', ({ skip }) => {
    skip(pack.unreachable !== undefined, pack.unreachable);
    const { code, stderr } = preview();
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^--policy-pack-config nsg-rules-match-role: no file is given, and `operators` is missing \(Public ranges/m,
    );
    expect(stderr).toMatch(/role-assignment-follows-register: .*`groups` is missing \(Groups of people/);
    expect(stderr).toMatch(/role-assignment-follows-register: .*`grants` is missing \(Roles that/);
  });

  test('refuses registers that are wrong, all mistakes at once', ({ skip }) => {
    skip(pack.unreachable !== undefined, pack.unreachable);
    const wrong = {
      all: 'disabled',
      'nsg-rules-match-role': { enforcementLevel: 'mandatory', operators: ['198.51.100.17/28'] },
      'role-assignment-follows-register': {
        enforcementLevel: 'mandatory',
        groups: [{ id: 'staff', objectId: '00000000-0000-4000-8000-000000000777' }],
        grants: [
          {
            ...{ group: 'stuff', role: 'readers', place: 'platformHub' },
            ...{ validFrom: '2027-02-30', validUntil: '2027-03-01' },
          },
        ],
      },
    };
    const { code, stderr } = preview(wrong);
    expect(code).toBe(2);
    expect(stderr).toContain(
      '198.51.100.17/28 does not begin where its prefix does; expected 198.51.100.16/28',
    );
    expect(stderr).toContain('grants[0].group: "stuff" is not a group in `groups`; did you mean `staff`?');
    expect(stderr).toContain(
      'grants[0].role: "readers" is not a role that the baseline grants; did you mean `reader`?',
    );
    expect(stderr).toContain('grants[0].validFrom: "2027-02-30" is not a day of the calendar');
    expect(stderr).not.toMatch(/^\s+at /m);

    const misspelt = preview({
      ...registers,
      'nsg-rules-match-role': { enforcementLevel: 'mandatory', operators: ['an office'] },
    });
    expect(misspelt.code).toBe(2);
    expect(misspelt.stderr).toMatch(/operators\[0\]: "an office" is not a public IPv4 range/);
  });
});
