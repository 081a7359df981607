import { Reader } from 'protobufjs/minimal';
import { unknownLeaf } from '../../../lib/resources/value';
import { decodeStruct } from '../../../lib/wire/struct-bytes';
import { asPolicySees } from '../../../lib/wire/values';

type Plain = Readonly<Record<string, unknown>>;

/**
 * Numbers of the fields of AnalyzeRequest and AnalyzerResource, which are the same for what both have, of the messages
 * in them, and of AnalyzeStackRequest.
 * https://github.com/pulumi/pulumi/blob/v3.248.0/proto/pulumi/analyzer.proto (2026-11-27)
 */
const field = { type: 1, properties: 2, urn: 3, name: 4, options: 5, provider: 6, propertyDependencies: 9 };
const protectField = 1;
const entryField = { key: 1, value: 2 };
const urnsField = 1;
const resourcesField = 1;

/**
 * A resource as the engine shows it, by itself or with the stack. Properties are decoded when they are asked for, and
 * once: of the stack most are not, because they were shown before.
 */
export class ShownResource {
  type = '';
  urn = '';
  name = '';
  opts = { protect: false };
  /** Left out for what no provider serves, which is how components are known. */
  readonly provider?: { readonly props: Plain };
  /** The resources that a property was made from; only the message about the stack tells. */
  readonly propertyDependencies: Record<string, readonly { readonly urn: string }[]> = {};
  #properties: Uint8Array | undefined;
  #props: Plain | undefined;

  constructor(message: Uint8Array) {
    let provider: Uint8Array | undefined;
    eachField(message, (reader, number) => {
      if (number === field.type) this.type = reader.string();
      else if (number === field.urn) this.urn = reader.string();
      else if (number === field.name) this.name = reader.string();
      else if (number === field.properties) this.#properties = reader.bytes();
      else if (number === field.options) this.opts = { protect: readProtect(reader.bytes()) };
      else if (number === field.provider) provider = reader.bytes();
      else if (number === field.propertyDependencies) this.#readDependencies(reader.bytes());
      else return false;
      return true;
    });
    if (provider !== undefined) this.provider = { props: readProperties(propertiesOf(provider)) };
  }

  get props(): Plain {
    this.#props ??= readProperties(this.#properties);
    return this.#props;
  }

  /** One entry of `map<string, AnalyzerPropertyDependencies>`. */
  #readDependencies(entry: Uint8Array): void {
    let property = '';
    const urns: string[] = [];
    eachField(entry, (reader, number) => {
      if (number === entryField.key) property = reader.string();
      else if (number === entryField.value) urns.push(...textsIn(reader.bytes(), urnsField));
      else return false;
      return true;
    });
    this.propertyDependencies[property] = urns.map((urn) => ({ urn }));
  }
}

/** The resources of a message about the whole stack. */
export function readStack(message: Uint8Array): ShownResource[] {
  const resources: ShownResource[] = [];
  eachField(message, (reader, number) => {
    if (number !== resourcesField) return false;
    resources.push(new ShownResource(reader.bytes()));
    return true;
  });
  return resources;
}

function readProperties(struct: Uint8Array | undefined): Plain {
  return struct === undefined ? {} : (asPolicySees(decodeStruct(struct), unknownLeaf) as Plain);
}

function propertiesOf(message: Uint8Array): Uint8Array | undefined {
  let properties: Uint8Array | undefined;
  eachField(message, (reader, number) => {
    if (number !== field.properties) return false;
    properties = reader.bytes();
    return true;
  });
  return properties;
}

function readProtect(options: Uint8Array): boolean {
  let protect = false;
  eachField(options, (reader, number) => {
    if (number !== protectField) return false;
    protect = reader.bool();
    return true;
  });
  return protect;
}

function textsIn(message: Uint8Array, wanted: number): string[] {
  const texts: string[] = [];
  eachField(message, (reader, number) => {
    if (number !== wanted) return false;
    texts.push(reader.string());
    return true;
  });
  return texts;
}

const [numberShift, typeMask] = [3, 7];

/** Goes through the fields of a message; what `read` does not read is passed over. */
function eachField(message: Uint8Array, read: (reader: Reader, number: number) => boolean): void {
  const reader = Reader.create(message);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (!read(reader, tag >>> numberShift)) reader.skipType(tag & typeMask);
  }
}
