import { AnalyzeRequest } from '@pulumi/pulumi/proto/analyzer_pb';
import { Struct } from 'google-protobuf/google/protobuf/struct_pb';
import { describe, expect, it } from 'vitest';
import { appendField, cutField } from '../../lib/preview/message-field';

const propertiesField = 2;
const struct = Struct.fromJavaScript({ sku: { name: 'Standard' }, text: 'x'.repeat(300) });

function request(): AnalyzeRequest {
  const message = new AnalyzeRequest();
  message.setType('test:index:Thing');
  message.setUrn('urn:pulumi:dev::p::test:index:Thing::thing');
  return message;
}

describe('one field of a message as bytes', () => {
  it('is part of the message when it is put behind it', () => {
    const bytes = appendField(request().serializeBinary(), propertiesField, struct.serializeBinary());
    const whole = request();
    whole.setProperties(struct);
    expect(AnalyzeRequest.deserializeBinary(bytes).toObject()).toEqual(whole.toObject());
  });

  it('is taken out from between the other fields', () => {
    const whole = request();
    whole.setProperties(struct);
    const { rest, content } = cutField(whole.serializeBinary(), propertiesField);
    expect(Buffer.from(content)).toEqual(Buffer.from(struct.serializeBinary()));
    expect(AnalyzeRequest.deserializeBinary(rest).toObject()).toEqual(request().toObject());
  });

  it('is empty where the message has none', () => {
    const bytes = request().serializeBinary();
    const { rest, content } = cutField(bytes, propertiesField);
    expect(content).toHaveLength(0);
    expect(rest).toEqual(Buffer.from(bytes));
  });
});
