import * as grpc from '@grpc/grpc-js';
import { type RunPluginRequest, RunPluginResponse } from '@pulumi/pulumi/proto/language_pb';
import { Child } from '../../preview/child';
import { readPackProject } from '../../preview/pack-project';
import { plainErrors } from '../../preview/plain-errors';

/**
 * Runs a plugin that is a Node.js program, of which only policy packs are supported, and passes on what it prints: the
 * first line is the port that the engine will call.
 */
export const runPlugin: grpc.handleServerStreamingCall<RunPluginRequest, RunPluginResponse> = (call) => {
  const { request } = call;
  const fail = (details: string) => call.emit('error', { code: grpc.status.FAILED_PRECONDITION, details });
  if (request.getKind() !== 'analyzer') {
    fail(`found a plugin of the kind '${request.getKind()}', and only policy packs run here`);
    return;
  }
  const folder = request.getInfo()?.getProgramDirectory() ?? '';
  const project = readPackProject(folder);
  if (!project.ok) {
    fail(project.mistakes.map(({ file, text }) => `${file}: ${text}`).join('\n'));
    return;
  }
  const { launcher, directory, entry } = project.value;
  const engineAddress = request.getArgsList().at(-1) ?? '';
  const env = Object.fromEntries(request.getEnvList().map((line) => line.split(/=(.*)/s).slice(0, 2)));
  const child = new Child([...plainErrors, launcher, engineAddress, entry], {
    cwd: directory,
    env: { ...process.env, ...env },
    onLine(line, stream) {
      const response = new RunPluginResponse();
      const bytes = Buffer.from(`${line}\n`);
      if (stream === 'stdout') response.setStdout(bytes);
      else response.setStderr(bytes);
      call.write(response);
    },
  });
  call.on('cancelled', () => void child.stop());
  void child.ended.then(({ code }) => {
    child.kill();
    const response = new RunPluginResponse();
    response.setExitcode(code ?? 1);
    call.write(response);
    call.end();
  });
};
