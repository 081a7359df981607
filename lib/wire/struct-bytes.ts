import { Reader, Writer } from 'protobufjs/minimal';
import type { Wire, WireObject } from './values';

/**
 * Properties in protobuf's wire format, a `google.protobuf.Struct`, without a message object for every value: those
 * take most of the time and twenty times the memory of a large stack.
 * https://protobuf.dev/reference/protobuf/google.protobuf/#struct
 */

const [varint, fixed64, lengthDelimited] = [0, 1, 2] as const;
const tag = (field: number, type: number) => field * 8 + type;

/** `map<string, Value> fields` of a Struct and `repeated Value values` of a ListValue. */
const entryTag = tag(1, lengthDelimited);
const keyTag = tag(1, lengthDelimited);
const valueTag = tag(2, lengthDelimited);
/** The kinds of a Value. */
const nullTag = tag(1, varint);
const numberTag = tag(2, fixed64);
const stringTag = tag(3, lengthDelimited);
const boolTag = tag(4, varint);
const structTag = tag(5, lengthDelimited);
const listTag = tag(6, lengthDelimited);

const encoded = new WeakMap<WireObject, Uint8Array>();

/** The properties of a resource, encoded once: the program, every pack and the judgement of the stack are sent them. */
export function propertiesBytes(value: WireObject): Uint8Array {
  let bytes = encoded.get(value);
  if (bytes === undefined) {
    // A copy of its own: small buffers are cut from a pool, and one of them would keep the whole pool in memory.
    bytes = new Uint8Array(encodeStruct(value));
    encoded.set(value, bytes);
  }
  return bytes;
}

export function encodeStruct(value: WireObject): Uint8Array {
  return writeObject(value, Writer.create()).finish();
}

export function decodeStruct(bytes: Uint8Array): WireObject {
  return readObject(Reader.create(bytes), bytes.length);
}

function writeObject(value: WireObject, writer: Writer): Writer {
  for (const [key, item] of Object.entries(value)) {
    writer.uint32(entryTag).fork().uint32(keyTag).string(key).uint32(valueTag).fork();
    writeValue(item, writer).ldelim().ldelim();
  }
  return writer;
}

function writeValue(value: Wire, writer: Writer): Writer {
  if (value === null) return writer.uint32(nullTag).int32(0);
  switch (typeof value) {
    case 'string':
      return writer.uint32(stringTag).string(value);
    case 'number':
      return writer.uint32(numberTag).double(value);
    case 'boolean':
      return writer.uint32(boolTag).bool(value);
    default:
      if (!Array.isArray(value)) return writeObject(value, writer.uint32(structTag).fork()).ldelim();
      writer.uint32(listTag).fork();
      for (const item of value) writeValue(item, writer.uint32(entryTag).fork()).ldelim();
      return writer.ldelim();
  }
}

function readObject(reader: Reader, end: number): WireObject {
  const value: WireObject = {};
  while (reader.pos < end) {
    if (!entered(reader, entryTag)) continue;
    const entryEnd = reader.uint32() + reader.pos;
    let key = '';
    let item: Wire = null;
    while (reader.pos < entryEnd) {
      const found = reader.uint32();
      if (found === keyTag) key = reader.string();
      else if (found === valueTag) item = readValue(reader, reader.uint32() + reader.pos);
      else reader.skipType(found & 7);
    }
    // Assigning to this name would change what the object is.
    if (key === '__proto__') Object.defineProperty(value, key, { value: item, enumerable: true });
    else value[key] = item;
  }
  return value;
}

function readValue(reader: Reader, end: number): Wire {
  let value: Wire = null;
  while (reader.pos < end) {
    const found = reader.uint32();
    switch (found) {
      case numberTag:
        value = reader.double();
        break;
      case stringTag:
        value = reader.string();
        break;
      case boolTag:
        value = reader.bool();
        break;
      case structTag:
        value = readObject(reader, reader.uint32() + reader.pos);
        break;
      case listTag:
        value = readList(reader, reader.uint32() + reader.pos);
        break;
      default:
        reader.skipType(found & 7);
        value = null;
    }
  }
  return value;
}

function readList(reader: Reader, end: number): Wire[] {
  const values: Wire[] = [];
  while (reader.pos < end) {
    if (entered(reader, entryTag)) values.push(readValue(reader, reader.uint32() + reader.pos));
  }
  return values;
}

/** Whether the next field is this one; any other is passed over. */
function entered(reader: Reader, wanted: number): boolean {
  const found = reader.uint32();
  if (found === wanted) return true;
  reader.skipType(found & 7);
  return false;
}
