import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findStackFile, projectPacks, readProject, stacksOf } from '../../lib/preview/project';
import { expectValue, mistakesOf } from '../support/results';
import { temporaryFolder } from '../support/temporary-folder';

/** A Pulumi SDK that the reader can find; it is never started. */
const sdk = { 'node_modules/@pulumi/pulumi/cmd/run/index.js': '' };
const project = 'name: shop\nruntime: nodejs\n';

describe('a project', () => {
  it('is read with what its program needs', () => {
    const folder = temporaryFolder({
      ...sdk,
      'Pulumi.yaml':
        'name: shop\nruntime:\n  name: nodejs\n  options: { typescript: false, nodeargs: "--a  --b=c", tsconfig: t.json }\n' +
        'main: src/\nstackConfigDir: config\ndescription: more keys than a preview reads\n',
      'src/index.js': '',
    });
    expect(expectValue(readProject(folder))).toMatchObject({
      name: 'shop',
      root: folder,
      file: path.join(folder, 'Pulumi.yaml'),
      program: {
        launcher: path.join(folder, 'node_modules/@pulumi/pulumi/cmd/run/index.js'),
        directory: path.join(folder, 'src'),
        entry: '.',
        nodeArguments: ['--a', '--b=c'],
        typescript: false,
        tsconfig: 't.json',
      },
      configDirectory: path.join(folder, 'config'),
    });
  });

  it('may name the file of its program, and is found from a folder below', () => {
    const folder = temporaryFolder({
      ...sdk,
      'Pulumi.yml': `${project}main: src/main.ts\n`,
      'src/main.ts': '',
    });
    expect(expectValue(readProject(path.join(folder, 'src'))).program).toMatchObject({
      directory: path.join(folder, 'src'),
      entry: 'main.ts',
      nodeArguments: [],
      typescript: true,
      tsconfig: undefined,
    });
  });

  it('gives defaults with the namespace of the project', () => {
    const config =
      'config:\n  plain: text\n  list: [1, 2]\n  typed: { type: string, default: given }\n' +
      '  fixed: { value: 3 }\n  required: { type: string }\n  azure-native:location: JapanEast\n';
    const folder = temporaryFolder({ ...sdk, 'Pulumi.yaml': project + config });
    expect([...expectValue(readProject(folder)).defaults]).toEqual([
      ['shop:plain', 'text'],
      ['shop:list', [1, 2]],
      ['shop:typed', 'given'],
      ['shop:fixed', 3],
      ['azure-native:location', 'JapanEast'],
    ]);
  });

  it.each([
    ['no Pulumi.yaml', {}, ['.: found no Pulumi.yaml here or in any folder above']],
    [
      'another runtime',
      { 'Pulumi.yaml': 'name: shop\nruntime: python\n' },
      ["Pulumi.yaml: found the runtime 'python'; yosai preview supports programs of nodejs"],
    ],
    [
      'a main file outside',
      { ...sdk, 'Pulumi.yaml': `${project}main: ../elsewhere\n` },
      ["Pulumi.yaml: main is '../elsewhere', which is outside of the project; expected a path below ."],
    ],
    [
      'a main file that does not exist',
      { ...sdk, 'Pulumi.yaml': `${project}main: dist/index.js\n` },
      ["Pulumi.yaml: main is 'dist/index.js', and there is no such file or folder"],
    ],
    [
      'no SDK',
      { 'Pulumi.yaml': project },
      ['Pulumi.yaml: found no @pulumi/pulumi that the program can load. Run `npm install` in the project'],
    ],
    ['no name', { 'Pulumi.yaml': 'runtime: nodejs\n' }, ['Pulumi.yaml:1: `name` is missing']],
    [
      'values of the wrong kind',
      { 'Pulumi.yaml': 'name: [shop]\nruntime: 3\nmain: {}\n' },
      [
        'Pulumi.yaml:1 name: expected text, found a list',
        'Pulumi.yaml:2 runtime: expected text or a mapping, found the number 3',
        'Pulumi.yaml:3 main: expected text, found a mapping',
      ],
    ],
  ])('with %s is refused', (_, files, mistakes) => {
    const folder = temporaryFolder(files);
    const found = mistakesOf(readProject(folder), folder);
    expect([...found].sort()).toEqual(mistakes);
  });

  it('that is not YAML is refused with the place', () => {
    const folder = temporaryFolder({ 'Pulumi.yaml': 'name: shop\nruntime: {nodejs\n' });
    expect(mistakesOf(readProject(folder), folder)).toEqual([
      expect.stringMatching(/^Pulumi\.yaml:\d+: cannot be read as YAML: /),
    ]);
  });

  it('in a folder that does not exist is refused', () => {
    const folder = temporaryFolder();
    expect(mistakesOf(readProject(path.join(folder, 'nowhere')), folder)).toEqual([
      'nowhere: found no such folder, expected that of a Pulumi project',
    ]);
  });

  it('keeps its packs in policy-packs/', () => {
    const folder = temporaryFolder({
      ...sdk,
      'Pulumi.yaml': project,
      'policy-packs/two/PulumiPolicy.yaml': '',
      'policy-packs/one/PulumiPolicy.yaml': '',
      'policy-packs/notes/README.md': '',
    });
    const packs = projectPacks(expectValue(readProject(folder)));
    expect(packs.map((pack) => path.relative(folder, pack))).toEqual([
      'policy-packs/one',
      'policy-packs/two',
    ]);
    const bare = temporaryFolder({ ...sdk, 'Pulumi.yaml': project });
    expect(projectPacks(expectValue(readProject(bare)))).toEqual([]);
  });
});

describe('the stacks of a project', () => {
  it('are those that have a file', () => {
    const folder = temporaryFolder({
      ...sdk,
      'Pulumi.yaml': project,
      'Pulumi.dev.yaml': '',
      'Pulumi.prod.west.yml': '',
      'Pulumi.md': '',
    });
    const found = expectValue(readProject(folder));
    expect(stacksOf(found)).toEqual(['dev', 'prod.west']);
    expect(expectValue(findStackFile(found, 'prod.west'))).toBe(path.join(folder, 'Pulumi.prod.west.yml'));
    expect(mistakesOf(findStackFile(found, 'dve'), folder)).toEqual([
      "Pulumi.dve.yaml: found no stack 'dve'; the project has dev, prod.west; did you mean `dev`?",
    ]);
  });

  it('may be none', () => {
    const folder = temporaryFolder({ ...sdk, 'Pulumi.yaml': `${project}stackConfigDir: nowhere\n` });
    const found = expectValue(readProject(folder));
    expect(stacksOf(found)).toEqual([]);
    expect(mistakesOf(findStackFile(found, 'dev'), folder)).toEqual([
      "nowhere/Pulumi.dev.yaml: found no stack 'dev': the project has no stack file at all. Write one; `config: {}` is enough",
    ]);
  });
});
