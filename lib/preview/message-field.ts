import { Reader, Writer } from 'protobufjs/minimal';

/**
 * One length-delimited field of a message, handled as bytes beside the message object.
 * https://protobuf.dev/programming-guides/encoding/
 */

const lengthDelimited = 2;
const wireTypeBits = 3;

/** The message with the field at its end. */
export function appendField(message: Uint8Array, field: number, content: Uint8Array): Buffer {
  return Buffer.concat([message, fieldHead(field, content.length), content]);
}

/** What stands before the content of a field, of so many bytes. */
export function fieldHead(field: number, length: number): Uint8Array {
  return Writer.create()
    .uint32((field << wireTypeBits) | lengthDelimited)
    .uint32(length)
    .finish();
}

/** The message without the field, and the field's content; empty where the message has none. */
export function cutField(message: Uint8Array, field: number): { rest: Buffer; content: Uint8Array } {
  const wanted = (field << wireTypeBits) | lengthDelimited;
  const reader = Reader.create(message);
  const rest: Uint8Array[] = [];
  let content: Uint8Array = new Uint8Array();
  let kept = 0;
  while (reader.pos < reader.len) {
    const start = reader.pos;
    const found = reader.uint32();
    if (found === wanted) {
      rest.push(message.subarray(kept, start));
      content = reader.bytes();
      kept = reader.pos;
    } else {
      reader.skipType(found & 7);
    }
  }
  rest.push(message.subarray(kept));
  return { rest: Buffer.concat(rest), content };
}
