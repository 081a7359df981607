import { describe, expect, it } from 'vitest';
import { readProject } from '../../lib/preview/project';
import { readStackConfig } from '../../lib/preview/stack-config';
import { unknownValue } from '../../lib/wire/values';
import { expectValue, mistakesOf } from '../support/results';
import { temporaryFolder } from '../support/temporary-folder';

function read(stackFile: string, overrides: readonly string[] = [], projectConfig = '') {
  const folder = temporaryFolder({
    'node_modules/@pulumi/pulumi/cmd/run/index.js': '',
    'Pulumi.yaml': `name: shop\nruntime: nodejs\n${projectConfig}`,
    'Pulumi.dev.yaml': stackFile,
  });
  const project = expectValue(readProject(folder));
  return { folder, result: readStackConfig(project, 'dev', overrides) };
}

describe('the configuration of a stack', () => {
  it('gives every value as the SDK wants it: as a text', () => {
    const { result } = read(
      'config:\n  shop:text: plain\n  shop:number: 1.5\n  shop:flag: false\n  shop:list: [1, a]\n' +
        '  shop:object: { a: { b: null } }\n  azure-native:location: JapanEast\n  shop:config:old: form\n  shop:empty: ""\n',
    );
    expect(expectValue(result)).toEqual({
      values: {
        'shop:text': 'plain',
        'shop:number': '1.5',
        'shop:flag': 'false',
        'shop:list': '[1,"a"]',
        'shop:object': '{"a":{"b":null}}',
        'azure-native:location': 'JapanEast',
        'shop:old': 'form',
        'shop:empty': '',
      },
      secretKeys: [],
      encryptedKeys: [],
    });
  });

  it('takes encrypted values, at any depth, for secrets that are not known', () => {
    const { result } = read(
      'secretsprovider: passphrase\nencryptionsalt: v1:salt\nconfig:\n  shop:token: { secure: cipher }\n' +
        '  shop:deep: { open: 1, list: [{ key: { secure: cipher } }] }\n  shop:named: { secure: cipher, other: 1 }\n',
    );
    expect(expectValue(result)).toEqual({
      values: {
        'shop:token': unknownValue,
        'shop:deep': JSON.stringify({ open: 1, list: [{ key: unknownValue }] }),
        'shop:named': '{"secure":"cipher","other":1}',
      },
      secretKeys: ['shop:token', 'shop:deep'],
      encryptedKeys: ['shop:token', 'shop:deep'],
    });
  });

  it('has defaults of the project below it and the command line above it', () => {
    const { result } = read(
      'config:\n  shop:b: stack\n  shop:c: { secure: cipher }\n',
      ['c=line', 'other:d=a=b\nc', 'e='],
      'config:\n  a: project\n  b: project\n  c: project\n',
    );
    expect(expectValue(result)).toEqual({
      values: { 'shop:a': 'project', 'shop:b': 'stack', 'shop:c': 'line', 'other:d': 'a=b\nc', 'shop:e': '' },
      // What the stack file encrypts stays a secret, also when the command line gives it.
      secretKeys: ['shop:c'],
      encryptedKeys: [],
    });
  });

  it('may be empty', () => {
    expect(expectValue(read('# nothing yet\nconfig: {}\n').result).values).toEqual({});
    expect(expectValue(read('{}\n').result).values).toEqual({});
  });

  it.each([
    [
      'keys without a namespace',
      'config:\n  region: west\n',
      [],
      ['Pulumi.dev.yaml:2 config.region: the key has no namespace; did you mean `shop:region`?'],
    ],
    [
      'a key without a value',
      'config:\n  shop:region:\n',
      [],
      ['Pulumi.dev.yaml:2 config["shop:region"]: found nothing, expected a value'],
    ],
    [
      'environments',
      'environment: [prod]\nconfig: {}\n',
      [],
      [
        'Pulumi.dev.yaml:1 environment: yosai preview does not read Pulumi ESC environments. ' +
          'Give the values with --config for a preview',
      ],
    ],
    [
      'a key that no stack file has',
      'confg: {}\n',
      [],
      ['Pulumi.dev.yaml:1 confg: unknown key; did you mean `config`?'],
    ],
    ['a list', '- a\n', [], ['Pulumi.dev.yaml:1: expected a mapping or nothing, found a list']],
    [
      'an override without a value',
      'config: {}\n',
      ['region', '=west'],
      ["--config: found 'region', expected key=value", "--config: found '=west', expected key=value"],
    ],
  ])('with %s is refused', (_, file, overrides, mistakes) => {
    const { folder, result } = read(file, overrides);
    expect(mistakesOf(result, folder)).toEqual(mistakes);
  });

  it('that is not YAML is refused', () => {
    const { folder, result } = read('config: {\n');
    expect(mistakesOf(result, folder)).toEqual([
      expect.stringMatching(/^Pulumi\.dev\.yaml:\d+: cannot be read as YAML: /),
    ]);
  });
});
