import * as grpc from '@grpc/grpc-js';
import { PluginInfo } from '@pulumi/pulumi/proto/plugin_pb';
import { ResourceProviderService } from '@pulumi/pulumi/proto/provider_grpc_pb';
import * as messages from '@pulumi/pulumi/proto/provider_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { channelOptions, listen, RpcError, readStruct, unary, writeStruct } from '../../wire/rpc';
import { normalizeObject, unknownValue, type WireObject } from '../../wire/values';
import type { Changes, Checked, PropertyChange, Provider, State, Subject } from './provider';
import { reveal } from './secrets';

/**
 * Serves a provider to the official engine on a free port of the loopback interface.
 * https://github.com/pulumi/pulumi/blob/master/proto/pulumi/provider.proto
 * @returns the server, and its port, which a plugin prints as its first line.
 */
export async function serve(provider: Provider): Promise<{ server: grpc.Server; port: string }> {
  const server = new grpc.Server(channelOptions);
  server.addService(ResourceProviderService, service(provider));
  const address = await listen(server);
  return { server, port: address.slice(address.lastIndexOf(':') + 1) };
}

function service(provider: Provider): grpc.UntypedServiceImplementation {
  return {
    ...lifeCycle(provider),
    check: unary(async (request: messages.CheckRequest) => {
      const [news, olds] = [properties(request.getNews()), properties(request.getOlds())];
      const seed = request.getRandomseed_asU8();
      return checkResponse(await provider.check(subjectOf(request), news, olds, seed));
    }),
    diff: unary((request: messages.DiffRequest) => {
      const old = stateOf(request.getId(), request.getOlds(), request.getOldInputs());
      const ignored = new Set(request.getIgnorechangesList());
      const changes = provider.diff(subjectOf(request), old, properties(request.getNews()));
      return diffResponse({
        ...changes,
        properties: changes.properties.filter(({ path }) => !ignored.has(path)),
      });
    }),
    create: unary(async (request: messages.CreateRequest) => {
      const inputs = properties(request.getProperties());
      const made = await provider.create(subjectOf(request), inputs, request.getPreview());
      const response = new messages.CreateResponse();
      response.setId(made.id);
      response.setProperties(writeStruct(made.outputs));
      return response;
    }),
    read: unary(async (request: messages.ReadRequest) => {
      const old = stateOf(request.getId(), request.getProperties(), request.getInputs());
      const found = await provider.read(subjectOf(request), old);
      const response = new messages.ReadResponse();
      // An empty id says that the resource is not there.
      if (found === undefined) return response;
      response.setId(found.id);
      response.setProperties(writeStruct(found.outputs));
      response.setInputs(writeStruct(found.inputs));
      return response;
    }),
    update: unary(async (request: messages.UpdateRequest) => {
      const old = stateOf(request.getId(), request.getOlds(), request.getOldInputs());
      const news = properties(request.getNews());
      const response = new messages.UpdateResponse();
      const outputs = await provider.update(subjectOf(request), old, news, request.getPreview());
      response.setProperties(writeStruct(outputs));
      return response;
    }),
    delete: unary(async (request: messages.DeleteRequest) => {
      const old = stateOf(request.getId(), request.getProperties(), request.getOldInputs());
      await provider.delete(subjectOf(request), old);
      return new Empty();
    }),
    invoke: unary(async (request: messages.InvokeRequest) => {
      const args = reveal(properties(request.getArgs()));
      const response = new messages.InvokeResponse();
      response.setReturn(writeStruct(await provider.invoke(request.getTok(), args)));
      return response;
    }),
  };
}

/** What comes before and after the work with resources, and what a simulated provider has no part in. */
function lifeCycle(provider: Provider): grpc.UntypedServiceImplementation {
  const refuse = (what: string) =>
    unary<unknown, never>(() => {
      throw new RpcError(grpc.status.UNIMPLEMENTED, `a simulated provider has no ${what}`);
    });
  return {
    handshake: unary(() => {
      const response = new messages.ProviderHandshakeResponse();
      response.setAcceptSecrets(true);
      return response;
    }),
    attach: unary(() => new Empty()),
    getPluginInfo: unary(() => {
      const info = new PluginInfo();
      info.setVersion(provider.version);
      return info;
    }),
    checkConfig: unary((request: messages.CheckRequest) =>
      checkResponse({ inputs: properties(request.getNews()), refusals: [] }),
    ),
    diffConfig: unary(() => diffResponse({ properties: [], deleteBeforeReplace: false })),
    configure: unary((request: messages.ConfigureRequest) => {
      provider.configure(configOf(request));
      const response = new messages.ConfigureResponse();
      response.setAcceptsecrets(true);
      response.setSupportspreview(true);
      return response;
    }),
    // The engine cancels when it is interrupted. What is under way comes to its end, as in the cloud, and so does what
    // the engine has begun to ask; it stops by itself.
    cancel: unary(() => new Empty()),
    getSchema: refuse('schema: the SDKs of the real providers are made of theirs'),
    parameterize: refuse('parameters'),
    call: refuse('methods'),
    construct: refuse('components'),
    list: refuse('listing'),
    getMapping: unary(() => new messages.GetMappingResponse()),
    getMappings: unary(() => new messages.GetMappingsResponse()),
  };
}

function properties(struct: Parameters<typeof readStruct>[0]): WireObject {
  return normalizeObject(readStruct(struct));
}

function subjectOf(request: { getUrn(): string; getType(): string; getName(): string }): Subject {
  const urn = request.getUrn();
  // An engine older than these two fields says both in the URN.
  const [, , types = '', ...rest] = urn.split('::');
  const type = request.getType() || (types.split('$').at(-1) ?? '');
  return { urn, type, name: request.getName() || rest.join('::') };
}

type Properties = Parameters<typeof readStruct>[0];

function stateOf(id: string, outputs: Properties, inputs: Properties): State {
  return { id, outputs: properties(outputs), inputs: properties(inputs) };
}

/** The provider's own keys; values that are not strings come as JSON. */
function configOf(request: messages.ConfigureRequest): Record<string, string> {
  const given = Object.entries(reveal(properties(request.getArgs())));
  return Object.fromEntries(
    given
      .filter(([, value]) => value !== null && value !== unknownValue)
      .map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}

function checkResponse({ inputs, refusals }: Checked): messages.CheckResponse {
  const response = new messages.CheckResponse();
  response.setInputs(writeStruct(inputs));
  for (const { property, reason } of refusals) {
    const failure = new messages.CheckFailure();
    failure.setProperty(property);
    failure.setReason(reason);
    response.addFailures(failure);
  }
  return response;
}

function diffResponse({ properties: changed, deleteBeforeReplace }: Changes): messages.DiffResponse {
  const response = new messages.DiffResponse();
  const { DiffChanges } = messages.DiffResponse;
  response.setChanges(changed.length > 0 ? DiffChanges.DIFF_SOME : DiffChanges.DIFF_NONE);
  const replacing = changed.filter(({ replaces }) => replaces);
  response.setReplacesList(replacing.map(({ path }) => path));
  response.setDeletebeforereplace(deleteBeforeReplace && replacing.length > 0);
  response.setDiffsList([...new Set(changed.map(({ path }) => path.split(/[.[]/)[0] ?? path))]);
  response.setHasdetaileddiff(true);
  for (const change of changed) response.getDetaileddiffMap().set(change.path, propertyDiff(change));
  return response;
}

function propertyDiff({ kind, replaces }: PropertyChange): messages.PropertyDiff {
  const { Kind } = messages.PropertyDiff;
  const kinds = {
    add: [Kind.ADD, Kind.ADD_REPLACE],
    delete: [Kind.DELETE, Kind.DELETE_REPLACE],
    update: [Kind.UPDATE, Kind.UPDATE_REPLACE],
  } as const;
  const diff = new messages.PropertyDiff();
  diff.setKind(kinds[kind][replaces ? 1 : 0]);
  diff.setInputdiff(true);
  return diff;
}
