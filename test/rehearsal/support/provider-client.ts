import { randomBytes } from 'node:crypto';
import { credentials, type ServiceError } from '@grpc/grpc-js';
import { ResourceProviderClient } from '@pulumi/pulumi/proto/provider_grpc_pb';
import * as messages from '@pulumi/pulumi/proto/provider_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { channelOptions, readStruct, writeStruct } from '../../../lib/wire/rpc';
import type { WireObject } from '../../../lib/wire/values';

export interface Made {
  readonly id: string;
  readonly outputs: WireObject;
  readonly inputs: WireObject;
}

/** Speaks to a provider as the engine does: over gRPC, one call after the other. */
export class ProviderClient {
  readonly #client: ResourceProviderClient;

  constructor(port: string) {
    this.#client = new ResourceProviderClient(
      `127.0.0.1:${port}`,
      credentials.createInsecure(),
      channelOptions,
    );
  }

  async configure(config: Record<string, string>): Promise<messages.ConfigureResponse> {
    const request = new messages.ConfigureRequest();
    request.setArgs(writeStruct(config));
    request.setAcceptsecrets(true);
    return this.#call((done) => this.#client.configure(request, done));
  }

  /** The inputs as the provider completes them, and a line for each that it refuses. */
  async check(
    type: string,
    news: WireObject,
    olds: WireObject = {},
  ): Promise<{ inputs: WireObject; refused: string[] }> {
    const request = new messages.CheckRequest();
    subject(request, type);
    request.setNews(writeStruct(news));
    request.setOlds(writeStruct(olds));
    request.setRandomseed(randomBytes(32));
    const response = await this.#call<messages.CheckResponse>((done) => this.#client.check(request, done));
    return {
      inputs: readStruct(response.getInputs()),
      refused: response
        .getFailuresList()
        .map((failure) => `${failure.getProperty()} ${failure.getReason()}`.trim()),
    };
  }

  /** Checks and creates, as the engine does in `up`; a refusal of the check is an Error. */
  async create(type: string, news: WireObject, preview = false): Promise<Made> {
    const { inputs, refused } = await this.check(type, news);
    if (refused.length > 0) throw new Error(`check of ${type}: ${refused.join('; ')}`);
    const request = new messages.CreateRequest();
    subject(request, type);
    request.setProperties(writeStruct(inputs));
    request.setPreview(preview);
    const response = await this.#call<messages.CreateResponse>((done) => this.#client.create(request, done));
    return { id: response.getId(), outputs: readStruct(response.getProperties()), inputs };
  }

  async diff(
    type: string,
    old: Made,
    news: WireObject,
  ): Promise<{ changed: string[]; replaces: string[]; first: boolean }> {
    const request = new messages.DiffRequest();
    subject(request, type);
    request.setId(old.id);
    request.setOlds(writeStruct(old.outputs));
    request.setOldInputs(writeStruct(old.inputs));
    request.setNews(writeStruct(news));
    const response = await this.#call<messages.DiffResponse>((done) => this.#client.diff(request, done));
    const changed = [...response.getDetaileddiffMap().keys()].sort();
    return { changed, replaces: response.getReplacesList(), first: response.getDeletebeforereplace() };
  }

  async read(type: string, old: Made): Promise<Made | undefined> {
    const request = new messages.ReadRequest();
    subject(request, type);
    request.setId(old.id);
    request.setProperties(writeStruct(old.outputs));
    request.setInputs(writeStruct(old.inputs));
    const response = await this.#call<messages.ReadResponse>((done) => this.#client.read(request, done));
    if (response.getId() === '') return undefined;
    return {
      id: response.getId(),
      outputs: readStruct(response.getProperties()),
      inputs: readStruct(response.getInputs()),
    };
  }

  async update(type: string, old: Made, news: WireObject, preview = false): Promise<Made> {
    const request = new messages.UpdateRequest();
    subject(request, type);
    request.setId(old.id);
    request.setOlds(writeStruct(old.outputs));
    request.setOldInputs(writeStruct(old.inputs));
    request.setNews(writeStruct(news));
    request.setPreview(preview);
    const response = await this.#call<messages.UpdateResponse>((done) => this.#client.update(request, done));
    return { id: old.id, outputs: readStruct(response.getProperties()), inputs: news };
  }

  async delete(type: string, old: Made): Promise<void> {
    const request = new messages.DeleteRequest();
    subject(request, type);
    request.setId(old.id);
    request.setProperties(writeStruct(old.outputs));
    request.setOldInputs(writeStruct(old.inputs));
    await this.#call<Empty>((done) => this.#client.delete(request, done));
  }

  async invoke(token: string, args: WireObject): Promise<WireObject> {
    const request = new messages.InvokeRequest();
    request.setTok(token);
    request.setArgs(writeStruct(args));
    const response = await this.#call<messages.InvokeResponse>((done) => this.#client.invoke(request, done));
    return readStruct(response.getReturn());
  }

  async version(): Promise<string> {
    const response = await this.#call<{ getVersion(): string }>((done) =>
      this.#client.getPluginInfo(new Empty(), done),
    );
    return response.getVersion();
  }

  async schema(): Promise<string> {
    const request = new messages.GetSchemaRequest();
    const response = await this.#call<messages.GetSchemaResponse>((done) =>
      this.#client.getSchema(request, done),
    );
    return response.getSchema();
  }

  async cancel(): Promise<void> {
    await this.#call<Empty>((done) => this.#client.cancel(new Empty(), done));
  }

  close(): void {
    this.#client.close();
  }

  #call<T>(run: (done: (error: ServiceError | null, response: T) => void) => unknown): Promise<T> {
    return new Promise((resolve, reject) => {
      run((error, response) => (error === null ? resolve(response) : reject(new Error(error.details))));
    });
  }
}

interface Named {
  setUrn(urn: string): unknown;
  setType(type: string): unknown;
  setName(name: string): unknown;
}

function subject(request: Named, type: string): void {
  request.setUrn(`urn:pulumi:test::rehearsal::${type}::it`);
  request.setType(type);
  request.setName('it');
}
