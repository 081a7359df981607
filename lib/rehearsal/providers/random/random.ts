import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { WireObject } from '../../../wire/values';
import type { InputRule, Kind } from '../logical/kind';
import { LogicalProvider } from '../logical/logical-provider';
import { randomPassword, randomString } from './random-text';

const keepers: InputRule = { type: 'map' };

const randomUuid: Kind = {
  inputs: { keepers },
  makes: ['result'],
  secrets: [],
  make: (inputs) => {
    const result = randomUUID();
    return { id: result, outputs: { ...inputs, result } };
  },
};

const randomId: Kind = {
  inputs: {
    byteLength: { type: 'number', required: true, least: 1 },
    keepers,
    prefix: { type: 'text' },
  },
  makes: ['b64Std', 'b64Url', 'dec', 'hex'],
  secrets: [],
  make: (inputs) => {
    const bytes = randomBytes(Number(inputs['byteLength']));
    const prefix = String(inputs['prefix'] ?? '');
    return {
      id: bytes.toString('base64url'),
      outputs: {
        ...inputs,
        b64Std: prefix + bytes.toString('base64'),
        b64Url: prefix + bytes.toString('base64url'),
        dec: prefix + BigInt(`0x${bytes.toString('hex')}`).toString(),
        hex: prefix + bytes.toString('hex'),
      },
    };
  },
};

const randomInteger: Kind = {
  inputs: { keepers, max: { type: 'number', required: true }, min: { type: 'number', required: true } },
  makes: ['result'],
  secrets: [],
  mistake: ({ min, max }) =>
    Number(min) > Number(max) ? `min must not be above max, found ${min} and ${max}` : undefined,
  make: (inputs) => {
    const result = randomInt(Number(inputs['min']), Number(inputs['max']) + 1);
    return { id: String(result), outputs: { ...inputs, result } };
  },
};

const randomBytesKind: Kind = {
  inputs: { keepers, length: { type: 'number', required: true, least: 1 } },
  makes: ['base64', 'hex'],
  secrets: ['base64', 'hex'],
  make: (inputs: WireObject) => {
    const bytes = randomBytes(Number(inputs['length']));
    // The real provider's id is the value itself, which would stand in the state in the clear.
    return {
      id: 'none',
      outputs: { ...inputs, base64: bytes.toString('base64'), hex: bytes.toString('hex') },
    };
  },
};

/**
 * The random provider, with real entropy. Its state stands in the stack's, as with the real one.
 * https://www.pulumi.com/registry/packages/random/api-docs/
 */
export class Random extends LogicalProvider {
  constructor(version: string) {
    super(version, {
      'random:index/randomBytes:RandomBytes': randomBytesKind,
      'random:index/randomId:RandomId': randomId,
      'random:index/randomInteger:RandomInteger': randomInteger,
      'random:index/randomPassword:RandomPassword': randomPassword,
      'random:index/randomString:RandomString': randomString,
      'random:index/randomUuid:RandomUuid': randomUuid,
    });
  }
}
