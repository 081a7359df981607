import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as semver from 'semver';
import { builtVersion, type EngineResult, leastGoVersion } from './engine';
import { findOnPath } from './find-engine';
import { runCommand } from './run-command';

const commandPackage = 'github.com/pulumi/pulumi/pkg/v3/cmd/pulumi';
const versionVariable = 'github.com/pulumi/pulumi/sdk/v3/go/common/version.Version';
/** How much of what Go prints is passed on when it fails. */
const shownLines = 6;

export interface BuildOptions {
  /** Folder with the go.mod that pins the CLI. */
  readonly module: string;
  /** Folder that keeps what was built, one folder a version. */
  readonly cache: string;
  readonly env: NodeJS.ProcessEnv;
  onProgress(text: string): void;
}

/**
 * The official CLI, built from its published Go module with the toolchain of this machine, once for each version. What
 * it is built from is pinned by checksum. Two builds at once do not disturb each other: each builds in a folder of its
 * own and the first to end is kept.
 */
export async function buildEngine({ module, cache, env, onProgress }: BuildOptions): Promise<EngineResult> {
  const folder = path.join(cache, `pulumi-${builtVersion}-${process.platform}-${process.arch}`);
  const executableName = process.platform === 'win32' ? 'pulumi.exe' : 'pulumi';
  const engine = { executable: path.join(folder, executableName), version: builtVersion };
  if (existsSync(engine.executable)) return { ok: true, value: engine };
  const go = await findGo(env);
  if (typeof go !== 'string') return { ok: false, failure: go };
  let work: string | undefined;
  try {
    mkdirSync(cache, { recursive: true });
    work = mkdtempSync(path.join(cache, '.building-'));
    cpSync(module, work, { recursive: true });
    onProgress(
      `Building the official Pulumi CLI ${builtVersion} from its Go module, once; this takes minutes …`,
    );
    const flags = `-s -w -X ${versionVariable}=v${builtVersion}`;
    const args = ['build', '-mod=readonly', '-o', path.join(work, executableName), '-ldflags', flags];
    const started = Date.now();
    const { code, output } = await runCommand(go, [...args, '-v', commandPackage], {
      cwd: work,
      env,
      onLine(line) {
        const seconds = Math.round((Date.now() - started) / 1000);
        onProgress(`Building the official Pulumi CLI ${builtVersion} (${seconds} s): ${line}`);
      },
    });
    if (code !== 0) return { ok: false, failure: { text: buildFailure(output) } };
    const finished = path.join(work, 'finished');
    mkdirSync(finished);
    renameSync(path.join(work, executableName), path.join(finished, executableName));
    keep(finished, folder);
    return { ok: true, value: engine };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { ok: false, failure: { text: `${cache}: could not be written (${code ?? message})` } };
  } finally {
    if (work !== undefined) rmSync(work, { recursive: true, force: true });
    onProgress('');
  }
}

/** Puts the finished folder in its place, unless another build was faster. */
function keep(finished: string, folder: string): void {
  try {
    renameSync(finished, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

async function findGo(env: NodeJS.ProcessEnv): Promise<string | { text: string }> {
  const wanted = `Go ${leastGoVersion} or newer builds the CLI; install it, or install Pulumi itself`;
  const go = findOnPath('go', env);
  if (go === undefined) return { text: `there is no \`go\` on PATH. ${wanted}` };
  const { code, output } = await runCommand(go, ['env', 'GOVERSION'], { env });
  const version = semver.coerce(output.replace(/^go/, ''));
  if (code !== 0 || version === null) return { text: `${go} does not say its version. ${wanted}` };
  if (semver.lt(version, leastGoVersion)) {
    return { text: `${go} is version ${version.version}. ${wanted}` };
  }
  return go;
}

function buildFailure(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const offline =
    /dial tcp|no such host|connection refused|i\/o timeout|proxyconnect|TLS handshake|disabled by GOPROXY/.test(
      output,
    );
  const advice = offline
    ? 'It needs the Go module proxy once; connect, set GOPROXY, or install Pulumi itself.'
    : 'Install Pulumi itself (https://www.pulumi.com/docs/install/) to go on without a build.';
  return [
    `the official Pulumi CLI ${builtVersion} could not be built. ${advice}`,
    ...lines.slice(-shownLines),
  ].join('\n  ');
}
