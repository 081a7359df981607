import type { RunRequest } from '@pulumi/pulumi/proto/language_pb';
import { RunResponse } from '@pulumi/pulumi/proto/language_pb';
import { Child } from '../../preview/child';
import {
  findLauncher,
  type Launch,
  launcherArguments,
  launcherEnvironment,
  nodeArgumentsOf,
} from '../../preview/launcher';
import { plainErrors } from '../../preview/plain-errors';
import { messageAlreadyShown } from '../../preview/program';
import { readStruct } from '../../wire/rpc';

/** Runs a program with the SDK's launcher, and tells the engine how it ended. */
export function runProgram(engineAddress: string): (request: RunRequest) => Promise<RunResponse> {
  return async (request) => {
    const response = new RunResponse();
    const info = request.getInfo();
    const options = readStruct(info?.getOptions());
    const directory = request.getPwd() || info?.getProgramDirectory() || process.cwd();
    const launcher = findLauncher(directory);
    if (launcher === undefined) {
      response.setError(
        `${directory}: found no @pulumi/pulumi that the program can load. Run \`npm install\``,
      );
      return response;
    }
    const tsconfig = options['tsconfig'];
    const launch: Launch = {
      identity: {
        organization: request.getOrganization(),
        project: request.getProject(),
        stack: request.getStack(),
      },
      monitorAddress: request.getMonitorAddress(),
      engineAddress,
      directory,
      entry: info?.getEntryPoint() || request.getProgram() || '.',
      rootDirectory: info?.getRootDirectory() || directory,
      dryRun: request.getDryrun(),
      parallel: request.getParallel(),
      config: Object.fromEntries(request.getConfigMap().toArray()),
      secretKeys: request.getConfigsecretkeysList(),
      typescript: options['typescript'] !== false,
      tsconfig: typeof tsconfig === 'string' ? tsconfig : undefined,
    };
    const child = new Child(
      [...nodeArgumentsOf(options['nodeargs']), ...plainErrors, launcher, ...launcherArguments(launch)],
      {
        cwd: directory,
        env: { ...process.env, ...launcherEnvironment(launch) },
        onLine: (line, stream) => process[stream].write(`${line}\n`),
      },
    );
    const { code, signal } = await child.ended;
    child.kill();
    if (code === messageAlreadyShown) response.setBail(true);
    else if (code !== 0) response.setError(`the program ended with ${signal ?? `exit code ${code}`}`);
    return response;
  };
}
