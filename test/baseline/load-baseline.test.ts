import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadBaseline, renderMistake } from '../../lib/baseline';
import { EditedFiles } from '../support/edited-files';
import { allMistakes, baselines, change, refuses } from '../support/refused-baseline';

describe('the baseline of this repository', () => {
  it('loads with all its parts, controls in the order of sections', () => {
    const result = loadBaseline(baselines);
    expect(result.ok ? [] : result.mistakes.map(renderMistake)).toEqual([]);
    if (!result.ok) return;
    expect(result.value.controls.map(({ section }) => section)).toEqual(
      Array.from({ length: 44 }, (_, i) => i + 1),
    );
    expect(Object.keys(result.value.policies)).toContain('nsg-rules-match-role');
    expect(result.value.network.addressPlan.tenantPrefixLength).toBe(22);
  });

  it('loads only the parts that are asked for', () => {
    const result = loadBaseline(baselines, { parts: ['tags', 'policies'] });
    expect(result.ok && Object.keys(result.value)).toEqual(['tags', 'policies']);
  });
});

describe('files that are not there', () => {
  it('a part and both folders of the catalogue', () => {
    const files = new EditedFiles(baselines);
    for (const name of ['tls.yaml', 'controls', 'policies']) rmSync(files.path(name), { recursive: true });
    expect(allMistakes(files)).toEqual([
      'controls: does not exist; a folder is expected',
      'policies: does not exist; a folder is expected',
      'tls.yaml: does not exist',
    ]);
  });

  it('what the locks of an editor lead to', () => {
    const files = new EditedFiles(baselines);
    for (const name of ['.#tls.yaml', 'hosts/.#accounts.yaml', 'policies/.#x.yml']) {
      symlinkSync('nobody@nowhere.1', files.path(name));
    }
    expect(allMistakes(files)).toEqual([]);
  });

  it('the folder itself', () => {
    const files = new EditedFiles(baselines);
    rmSync(files.folder, { recursive: true });
    expect(allMistakes(files)).toEqual(['.: does not exist; a folder is expected']);
  });

  it('a file in the place of the folder', () => {
    const files = new EditedFiles(baselines);
    const result = loadBaseline(files.path('tls.yaml'));
    expect(files.shorten(result.ok ? [] : result.mistakes.map(renderMistake))).toEqual([
      'tls.yaml: is a file where a folder is expected',
    ]);
  });

  it('a folder in the place of a part', () => {
    const files = new EditedFiles(baselines);
    rmSync(files.path('tls.yaml'));
    mkdirSync(files.path('tls.yaml'));
    expect(allMistakes(files)).toEqual(['tls.yaml: is a folder where a file is expected']);
  });
});

describe('mistakes of several files', () => {
  refuses('environment', [
    [
      'come all at once, in the order of files and lines',
      [
        change('tls.yaml', "minimumVersion: '1.2'", "minimumVersion: '1.1'"),
        change('network.yaml', 'tenantPrefixLength: 22', 'tenantPrefixLength: 99'),
        change('network.yaml', 'ntp: { ports: [123]', 'ntp: { ports: []'),
        change('access.yaml', 'name: Owner', 'name: 7'),
      ],
      [
        'access.yaml:@«name: 7» deniedRoles[0].name: expected text, found the number 7',
        'network.yaml:@«tenantPrefixLength» addressPlan.tenantPrefixLength: 99 is not between 16 and 29',
        'network.yaml:@«ntp: { ports: [], » services.ntp.ports: is empty; at least one entry is expected',
        'tls.yaml:@«minimumVersion» minimumVersion: "1.1" is not one of 1.2, 1.3; did you mean `1.2`?',
      ],
    ],
  ]);
});
