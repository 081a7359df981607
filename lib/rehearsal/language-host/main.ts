import * as grpc from '@grpc/grpc-js';
import { LanguageRuntimeService } from '@pulumi/pulumi/proto/language_grpc_pb';
import {
  type AboutRequest,
  AboutResponse,
  GetProgramDependenciesResponse,
  GetRequiredPackagesResponse,
  GetRequiredPluginsResponse,
  LanguageHandshakeResponse,
} from '@pulumi/pulumi/proto/language_pb';
import { PluginInfo } from '@pulumi/pulumi/proto/plugin_pb';
import { version } from '@pulumi/pulumi/version';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { killChildren } from '../../preview/child';
import { channelOptions, listen, unary } from '../../wire/rpc';
import { runPlugin } from './run-plugin';
import { runProgram } from './run-program';

/**
 * The Node.js language host of the official engine, for machines where it is not installed: its own is published only
 * with the installer. It runs programs and policy packs and nothing else; what it does not support the engine is told
 * by name (gRPC's UNIMPLEMENTED). The engine starts it with its own address as the last argument and reads the port
 * from the first line.
 * https://github.com/pulumi/pulumi/blob/master/proto/pulumi/language.proto (2026-11-24)
 */
async function main(): Promise<void> {
  const engineAddress = process.argv.at(-1) ?? '';
  const server = new grpc.Server(channelOptions);
  server.addService(LanguageRuntimeService, {
    handshake: unary(() => new LanguageHandshakeResponse()),
    getPluginInfo: unary(() => {
      const info = new PluginInfo();
      info.setVersion(version);
      return info;
    }),
    about: unary((_request: AboutRequest) => {
      const response = new AboutResponse();
      response.setExecutable(process.execPath);
      response.setVersion(process.version);
      return response;
    }),
    // Plugins are where the rehearsal has put them; the engine has none to find or install.
    getRequiredPlugins: unary(() => new GetRequiredPluginsResponse()),
    getRequiredPackages: unary(() => new GetRequiredPackagesResponse()),
    getProgramDependencies: unary(() => new GetProgramDependenciesResponse()),
    run: unary(runProgram(engineAddress)),
    runPlugin,
    cancel: unary(() => {
      killChildren();
      return new Empty();
    }),
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
  process.on('exit', killChildren);
  // The engine holds the other end of standard input: when it is gone, so is the reason to be here.
  process.stdin.on('close', () => process.exit(0)).resume();
  const address = await listen(server);
  process.stdout.write(`${address.slice(address.lastIndexOf(':') + 1)}\n`);
}

void main();
