import {
  AnalyzeRequest,
  AnalyzerPropertyDependencies,
  AnalyzerProviderResource,
  AnalyzerResource,
  AnalyzerResourceOptions,
  AnalyzeStackRequest,
} from '@pulumi/pulumi/proto/analyzer_pb';
import { type JavaScriptValue, Struct } from 'google-protobuf/google/protobuf/struct_pb';
import { describe, expect, it } from 'vitest';
import { appendField } from '../../../../lib/preview/message-field';
import { unknownLeaf } from '../../../../lib/resources/value';
import { encodeStruct } from '../../../../lib/wire/struct-bytes';
import { readStack, ShownResource } from '../../../../policy-packs/iso27017/service/requests';

const signature = '4dabf18193072939515e22adb298388d';
const urn = 'urn:pulumi:dev::p::test:index:Thing::thing';

function filled<Message extends AnalyzeRequest | AnalyzerResource>(
  message: Message,
  properties: Record<string, JavaScriptValue>,
): Message {
  message.setType('test:index:Thing');
  message.setUrn(urn);
  message.setName('thing');
  message.setProperties(Struct.fromJavaScript(properties));
  const options = new AnalyzerResourceOptions();
  options.setProtect(true);
  options.setIgnorechangesList(['tags']);
  message.setOptions(options);
  const provider = new AnalyzerProviderResource();
  provider.setType('pulumi:providers:test');
  provider.setProperties(Struct.fromJavaScript({ location: 'japaneast' }));
  message.setProvider(provider);
  return message;
}

const readProps = (properties: Record<string, JavaScriptValue>) =>
  new ShownResource(filled(new AnalyzeRequest(), properties).serializeBinary()).props;

describe('a message about a resource', () => {
  it('is read with its options and its provider', () => {
    const resource = new ShownResource(
      filled(new AnalyzeRequest(), { ports: [443, null] }).serializeBinary(),
    );
    expect({ ...resource, props: resource.props }).toEqual({
      type: 'test:index:Thing',
      urn,
      name: 'thing',
      opts: { protect: true },
      props: { ports: [443, null] },
      provider: { props: { location: 'japaneast' } },
      propertyDependencies: {},
    });
    expect(resource.props).toBe(resource.props);
  });

  it('without anything is a resource without anything', () => {
    const empty = new ShownResource(new AnalyzeRequest().serializeBinary());
    expect([empty.urn, empty.opts, empty.props, empty.provider]).toEqual([
      '',
      { protect: false },
      {},
      undefined,
    ]);
  });

  it('says by a leaf what is not known, whatever its kind, and whatever it was put together with', () => {
    const text = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
    const flag = '1c4a061d-8072-4f0a-a4cb-0ff528b18fe7';
    expect(readProps({ text, flag, deep: { list: [`https://${text}/x`] }, known: 'x' })).toEqual({
      text: unknownLeaf,
      flag: unknownLeaf,
      deep: { list: [unknownLeaf] },
      known: 'x',
    });
  });

  it('shows what is secret, and what assets are made of', () => {
    const secret = { [signature]: '1b47061264138c4ac30d75fd1eb44270', value: { password: 'in the clear' } };
    const asset = { [signature]: 'c44067f5952c0a294b673a41bacd8c17', hash: 'abc', text: 'what it says' };
    expect(readProps({ secret, asset })).toEqual({
      secret: { password: 'in the clear' },
      asset: { text: 'what it says' },
    });
  });

  it('keeps a key that means something to JavaScript', () => {
    const properties = encodeStruct(JSON.parse('{"tags": {"__proto__": {"a": 1}}}'));
    const message = appendField(new AnalyzeRequest().serializeBinary(), 2, properties);
    const { tags } = new ShownResource(message).props as { tags: object };
    expect(Object.keys(tags)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(tags)).toBe(Object.prototype);
  });
});

describe('a message about the stack', () => {
  it('says of every resource what its properties were made from', () => {
    const resource = filled(new AnalyzerResource(), { size: 3 });
    const dependencies = new AnalyzerPropertyDependencies();
    dependencies.setUrnsList(['urn:a', 'urn:b']);
    resource.getPropertydependenciesMap().set('size', dependencies);
    resource.setDependenciesList(['urn:a', 'urn:b', 'urn:c']);
    const stack = new AnalyzeStackRequest();
    stack.setResourcesList([resource, filled(new AnalyzerResource(), {})]);
    const read = readStack(stack.serializeBinary());
    expect(read.map(({ props, propertyDependencies }) => ({ props, propertyDependencies }))).toEqual([
      { props: { size: 3 }, propertyDependencies: { size: [{ urn: 'urn:a' }, { urn: 'urn:b' }] } },
      { props: {}, propertyDependencies: {} },
    ]);
  });
});
