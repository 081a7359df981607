// The floor of the benchmark: the stack's program against a monitor that answers at once and keeps nothing.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { load } from 'js-yaml';

const require = createRequire(import.meta.url);
const grpc = require('@grpc/grpc-js');
const { ResourceMonitorService } = require('@pulumi/pulumi/proto/resource_grpc_pb');
const { EngineService } = require('@pulumi/pulumi/proto/engine_grpc_pb');
const resource = require('@pulumi/pulumi/proto/resource_pb');
const engine = require('@pulumi/pulumi/proto/engine_pb');
const provider = require('@pulumi/pulumi/proto/provider_pb');
const { Empty } = require('google-protobuf/google/protobuf/empty_pb');
const { Struct } = require('google-protobuf/google/protobuf/struct_pb');

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const { values } = parseArgs({
  options: {
    config: { type: 'string', multiple: true, default: [] },
  },
});
const project = load(readFileSync(path.join(root, 'Pulumi.yaml'), 'utf8'));
const main = path.join(root, project.main);
const options = project.runtime.options ?? {};

const server = new grpc.Server({ 'grpc.max_receive_message_length': 400 * 1024 * 1024 });
const answer = (make) => (call, callback) => callback(null, make(call.request));
let registered = 0;
server.addService(ResourceMonitorService, {
  supportsFeature: answer(() => new resource.SupportsFeatureResponse().setHassupport(true)),
  registerResource: answer((request) => {
    registered += 1;
    const response = new resource.RegisterResourceResponse();
    response.setUrn(`urn:pulumi:dev::${project.name}::${request.getType()}::${request.getName()}`);
    response.setObject(request.getCustom() ? request.getObject() : new Struct());
    return response;
  }),
  registerResourceOutputs: answer(() => new Empty()),
  readResource: answer((request) => {
    const response = new resource.ReadResourceResponse();
    response.setUrn(`urn:pulumi:dev::${project.name}::${request.getType()}::${request.getName()}`);
    return response.setProperties(request.getProperties());
  }),
  invoke: answer(() => new provider.InvokeResponse().setReturn(new Struct())),
  registerStackTransform: answer(() => new Empty()),
  signalAndWaitForShutdown: answer(() => new Empty()),
});
server.addService(EngineService, {
  log: answer(() => new Empty()),
  getRootResource: answer(() => new engine.GetRootResourceResponse()),
  setRootResource: answer(() => new engine.SetRootResourceResponse()),
});

server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  const config = Object.fromEntries(values.config.map((entry) => entry.split(/=(.*)/s).slice(0, 2)));
  const program = spawn(
    process.execPath,
    [
      ...(options.nodeargs ?? '')
        .split(' ')
        .filter((argument) => argument && !argument.startsWith('--stack-trace')),
      '--stack-trace-limit=0',
      require.resolve('@pulumi/pulumi/cmd/run'),
      ...['--monitor', `127.0.0.1:${port}`, '--engine', `127.0.0.1:${port}`, '--project', project.name],
      ...['--organization', 'organization', '--stack', 'dev', '--pwd', path.dirname(main), '--dry-run'],
      ...['--root-directory', root, '--parallel', '16', path.basename(main)],
    ],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        PULUMI_NODEJS_TRANSPILE_ONLY: 'true',
        PULUMI_NODEJS_TYPESCRIPT: String(options.typescript ?? true),
        ...(options.tsconfig === undefined ? {} : { PULUMI_NODEJS_TSCONFIG_PATH: options.tsconfig }),
        PULUMI_CONFIG: JSON.stringify({ ...stackConfig(), ...config }),
        PULUMI_CONFIG_SECRET_KEYS: '[]',
      },
    },
  );
  program.once('exit', (code) => {
    console.log(`${registered} resources`);
    server.forceShutdown();
    process.exitCode = code ?? 1;
  });
});

function stackConfig() {
  const { config = {} } = load(readFileSync(path.join(root, 'Pulumi.dev.yaml'), 'utf8')) ?? {};
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [key, String(value)]));
}
