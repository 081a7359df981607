import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EditedFiles } from '../support/edited-files';
import { allMistakes, baselines, change, refuses } from '../support/refused-baseline';

describe('a catalogue with gaps', () => {
  refuses('everything', [
    [
      'a promise whose id does not follow',
      [change('controls/20-hardened-virtual-machines.yaml', 'id: "20.2"', 'id: "20.7"')],
      ['controls/20-hardened-virtual-machines.yaml:@«20.7» promises[1].id: "20.7" is not 20.2'],
    ],
    [
      'a section other than that of the file name, which leaves another without a file',
      [change('controls/20-hardened-virtual-machines.yaml', 'section: 20', 'section: 19')],
      [
        'controls: has no file for section 20',
        "controls/20-hardened-virtual-machines.yaml:1 section: 19 is not the 20 of the file's name",
        'controls/20-hardened-virtual-machines.yaml:1 section: section 19 is already in controls/19-each-tenant-on-its-own.yaml',
        ...[1, 2, 3, 4, 5].map(
          (n) =>
            `controls/20-hardened-virtual-machines.yaml:@«"20.${n}"» promises[${n - 1}].id: "20.${n}" is not 19.${n}`,
        ),
      ],
    ],
    [
      'a policy that does not exist, which leaves one without a promise',
      [
        change(
          'controls/31-separation-of-networks.yaml',
          'ref: corporate-network-stays-apart',
          'ref: corporate-network-stay-apart',
        ),
      ],
      [
        'controls/31-separation-of-networks.yaml:@«network-stay-apart» promises[1].keptBy[1].ref: there is no policy "corporate-network-stay-apart"; did you mean `corporate-network-stays-apart`?',
        'policies/corporate-network-stays-apart.yaml: keeps no promise: no control names this policy',
      ],
    ],
    [
      'a mechanism given twice',
      [
        change(
          'controls/20-hardened-virtual-machines.yaml',
          '      - { by: policy, ref: vm-requires-hardening-document }\n      - { by: proof, ref: internet',
          '      - { by: policy, ref: subnet-requires-nsg, status: planned }\n      - { by: proof, ref: internet',
        ),
      ],
      [
        'controls/20-hardened-virtual-machines.yaml:@«subnet-requires-nsg, status» promises[0].keptBy[7]: repeats keptBy[4]: policy subnet-requires-nsg',
        'controls/20-hardened-virtual-machines.yaml:@«subnet-requires-nsg, status» promises[0].keptBy[7].status: the policy subnet-requires-nsg is called planned, but policies/subnet-requires-nsg.yaml is there',
      ],
    ],
    [
      'a severity that is none',
      [change('policies/nsg-rules-match-role.yaml', 'severity: critical', 'severity: crticial')],
      [
        'policies/nsg-rules-match-role.yaml:@«severity» severity: "crticial" is not one of critical, high, medium, low; did you mean `critical`?',
      ],
    ],
  ]);

  it('the last section without a file', () => {
    const files = new EditedFiles(baselines);
    rmSync(files.path('controls/44-regular-independent-review.yaml'));
    expect(allMistakes(files)).toEqual(['controls: has no file for section 44']);
  });

  it('a policy that no promise names', () => {
    const files = new EditedFiles(baselines);
    const words =
      'title: { ja: 例です, en: An example }\nseverity: low\nenforcement: advisory\nfix: { ja: 例です, en: Do it. }\n';
    writeFileSync(files.path('policies/vm-is-blue.yaml'), words);
    expect(allMistakes(files)).toEqual([
      'policies/vm-is-blue.yaml: keeps no promise: no control names this policy',
    ]);
  });

  it('a control file that is broken counts for the section of its name, and no policy is called unused', () => {
    const files = new EditedFiles(baselines);
    writeFileSync(files.path('controls/20-hardened-virtual-machines.yaml'), 'section: [');
    expect(allMistakes(files)).toEqual([
      'controls/20-hardened-virtual-machines.yaml:1: cannot be read as YAML: unexpected end of the stream within a flow collection',
    ]);
  });

  it('files and folders under wrong names', () => {
    const files = new EditedFiles(baselines);
    writeFileSync(files.path('controls/notes.yaml'), '');
    writeFileSync(files.path('policies/old.yml'), '');
    mkdirSync(files.path('policies/folder.yaml'));
    expect(allMistakes(files)).toEqual([
      'controls/notes.yaml: is empty; one YAML document is expected',
      'controls/notes.yaml: is not named for its section; expected NN-<title>.yaml',
      'policies/folder.yaml: is a folder where a file is expected',
      'policies/old.yml: would not be read: its name must end in .yaml',
    ]);
  });
});
