// A provider of any resource that gives back what it gets, so that the official engine runs the fixtures' programs.
const grpc = require('@grpc/grpc-js');
const { Empty } = require('google-protobuf/google/protobuf/empty_pb');
const { Struct } = require('google-protobuf/google/protobuf/struct_pb');
const { ResourceProviderService } = require('@pulumi/pulumi/proto/provider_grpc_pb');
const messages = require('@pulumi/pulumi/proto/provider_pb');
const { PluginInfo } = require('@pulumi/pulumi/proto/plugin_pb');

const unknown = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
const answer = (make) => (call, done) => {
  try {
    done(null, make(call.request));
  } catch (error) {
    done({ code: grpc.status.UNKNOWN, details: error.message });
  }
};
const set = (message, values) => {
  for (const [name, value] of Object.entries(values)) message[`set${name}`](value);
  return message;
};
const check = answer((request) =>
  set(new messages.CheckResponse(), { Inputs: request.getNews() ?? new Struct() }),
);
const withComputed = (properties, computed) =>
  Struct.fromJavaScript({ ...(properties?.toJavaScript() ?? {}), computed });

/**
 * What the offline engine answers to every function, in a form that the official one lets a provider send: the SDK takes
 * an object with this property for "not known", as a whole and as the single value of a function.
 */
const invoke = answer(() => {
  const notKnown = { __pulumiUnknown: true };
  return set(new messages.InvokeResponse(), { Return: Struct.fromJavaScript({ 0: notKnown, ...notKnown }) });
});

const server = new grpc.Server();
server.addService(ResourceProviderService, {
  getPluginInfo: answer(() => set(new PluginInfo(), { Version: '1.0.0' })),
  checkConfig: check,
  diffConfig: answer(() => new messages.DiffResponse()),
  configure: answer(() =>
    set(new messages.ConfigureResponse(), {
      Acceptsecrets: true,
      Supportspreview: true,
      Acceptresources: true,
    }),
  ),
  check,
  diff: answer((request) => {
    const before = request.getOldInputs()?.toJavaScript() ?? {};
    const after = request.getNews()?.toJavaScript() ?? {};
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
    const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
    return set(new messages.DiffResponse(), {
      Changes: changed.length > 0 ? DIFF_SOME : DIFF_NONE,
      DiffsList: changed,
    });
  }),
  create: answer((request) => {
    const name = request.getUrn().split('::').at(-1);
    const computed = request.getPreview() ? unknown : `computed for ${name}`;
    return set(new messages.CreateResponse(), {
      Id: request.getPreview() ? '' : `${name}-id`,
      Properties: withComputed(request.getProperties(), computed),
    });
  }),
  read: answer((request) =>
    set(new messages.ReadResponse(), {
      Id: request.getId(),
      Inputs: request.getInputs() ?? new Struct(),
      Properties: request.getProperties() ?? new Struct(),
    }),
  ),
  update: answer((request) => {
    const name = request.getUrn().split('::').at(-1);
    return set(new messages.UpdateResponse(), {
      Properties: withComputed(request.getNews(), request.getPreview() ? unknown : `computed for ${name}`),
    });
  }),
  delete: answer(() => new Empty()),
  invoke,
  cancel: answer(() => new Empty()),
});
// The engine ends a provider by closing its standard input.
process.stdin.on('close', () => process.exit(0)).resume();
server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  process.stdout.write(`${port}\n`);
});
