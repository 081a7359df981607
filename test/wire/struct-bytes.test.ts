import fc from 'fast-check';
import { type JavaScriptValue, Struct } from 'google-protobuf/google/protobuf/struct_pb';
import { describe, expect, it } from 'vitest';
import { decodeStruct, encodeStruct, propertiesBytes } from '../../lib/wire/struct-bytes';
import type { Wire, WireObject } from '../../lib/wire/values';

const wire = fc.letrec<{ value: Wire }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true }),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string({ maxLength: 8 }), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;
const properties = fc.dictionary(fc.string({ maxLength: 8 }), wire, { noNullPrototype: true });

const message = (value: WireObject) => Struct.fromJavaScript(value as Record<string, JavaScriptValue>);

describe('properties in protobuf’s wire format', () => {
  it('are read by the official library', () => {
    fc.assert(
      fc.property(properties, (value) => {
        expect(Struct.deserializeBinary(encodeStruct(value)).toJavaScript()).toEqual(
          message(value).toJavaScript(),
        );
      }),
    );
  });

  it('are read as the official library wrote them', () => {
    fc.assert(
      fc.property(properties, (value) => {
        expect(decodeStruct(message(value).serializeBinary())).toEqual(value);
      }),
    );
  });

  it('keep a key that would change the object itself', () => {
    const value = JSON.parse('{"__proto__": {"polluted": true}}') as WireObject;
    const read = decodeStruct(encodeStruct(value));
    expect(Object.keys(read)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });

  it('take a value that says nothing for null, and pass over what they do not know', () => {
    const entry = [0x0a, 0x05, 0x0a, 0x01, 0x61, 0x12, 0x00];
    const unknownField = [0x78, 0x01];
    expect(decodeStruct(Uint8Array.from([...unknownField, ...entry]))).toEqual({ a: null });
  });

  it('are encoded once for the same object', () => {
    const value = { a: 'text' };
    expect(propertiesBytes(value)).toBe(propertiesBytes(value));
    expect(propertiesBytes({ a: 'text' })).not.toBe(propertiesBytes(value));
  });
});
