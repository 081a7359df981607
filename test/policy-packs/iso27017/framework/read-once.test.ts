import '../../../../policy-packs/iso27017/framework/read-once';
import { AnalyzerService } from '@pulumi/pulumi/proto/analyzer_grpc_pb';
import {
  AnalyzeRequest,
  AnalyzerProviderResource,
  AnalyzerResource,
  AnalyzeStackRequest,
} from '@pulumi/pulumi/proto/analyzer_pb';
import { Struct } from 'google-protobuf/google/protobuf/struct_pb';
import { describe, expect, it } from 'vitest';
import { kept } from '../../../../policy-packs/iso27017/framework/kept';

const properties = { tags: { owner: 'customer' }, ports: [443, null] };

function filled<Message extends AnalyzeRequest | AnalyzerResource>(message: Message): Message {
  message.setUrn('urn:pulumi:dev::p::test:index:Thing::thing');
  message.setProperties(Struct.fromJavaScript(properties));
  const provider = new AnalyzerProviderResource();
  provider.setProperties(Struct.fromJavaScript({ location: 'japaneast' }));
  message.setProvider(provider);
  return message;
}

describe('a message that the engine sends', () => {
  const bytes = Buffer.from(filled(new AnalyzeRequest()).serializeBinary());
  const stack = new AnalyzeStackRequest();
  stack.setResourcesList([filled(new AnalyzerResource())]);
  const [inStack] = AnalyzerService.analyzeStack
    .requestDeserialize(Buffer.from(stack.serializeBinary()))
    .getResourcesList();

  it.each([
    ['about one resource', AnalyzerService.analyze.requestDeserialize(bytes)],
    ['about the stack', inStack],
  ])('%s is turned into plain data once', (_, message) => {
    expect(message?.getUrn()).toBe('urn:pulumi:dev::p::test:index:Thing::thing');
    const read = message?.getProperties()?.toJavaScript();
    expect(read).toEqual(properties);
    expect(message?.getProperties()?.toJavaScript()).toBe(read);
    expect(message?.getProvider()?.getProperties()?.toJavaScript()).toEqual({ location: 'japaneast' });
  });

  it('about the stack brings nothing of a resource that is kept, until it is shown anew', () => {
    const urn = 'urn:pulumi:dev::p::test:index:Thing::thing';
    const read = () =>
      AnalyzerService.analyzeStack
        .requestDeserialize(Buffer.from(stack.serializeBinary()))
        .getResourcesList()[0]
        ?.getProperties()
        ?.toJavaScript();
    kept.add(urn);
    expect(read()).toEqual({});
    AnalyzerService.analyze.requestDeserialize(bytes);
    expect(kept.has(urn)).toBe(false);
    expect(read()).toEqual(properties);
  });

  it('without properties stays without', () => {
    const empty = AnalyzerService.analyze.requestDeserialize(
      Buffer.from(new AnalyzeRequest().serializeBinary()),
    );
    expect(empty.getProperties()).toBeUndefined();
  });
});
