import path from 'node:path';
import { Child, type ChildEnd } from './child';
import { type Launch, launcherArguments, launcherEnvironment } from './launcher';
import { plainErrors } from './plain-errors';
import { quietDebug } from './quiet-debug';

/** Exit code of the SDK's launcher that says: the person has been told already. */
export const messageAlreadyShown = 32;

export interface ProgramStart extends Omit<Launch, 'dryRun' | 'parallel'> {
  /** Path of `@pulumi/pulumi/cmd/run`, as the program's own dependencies resolve it. */
  readonly launcher: string;
  /** Arguments for Node.js itself, from `nodeargs` of Pulumi.yaml. */
  readonly nodeArguments: readonly string[];
  /** Whether errors carry a stack trace; without them the program runs about twice as fast. */
  readonly traces: boolean;
  readonly env: NodeJS.ProcessEnv;
  onLine(line: string, stream: 'stdout' | 'stderr'): void;
}

/** Resource operations at a time; the program only waits for answers, so more would not make it faster. */
const parallel = 16;
const tracedFrames = 100;

/** Starts the unmodified program as the official Node.js language host does, for a preview. */
export function startProgram(options: ProgramStart): Child {
  const launch = { ...options, dryRun: true, parallel };
  const args = [
    ...options.nodeArguments.filter((argument) => !argument.startsWith('--stack-trace-limit')),
    `--stack-trace-limit=${options.traces ? tracedFrames : 0}`,
    ...quietDebug,
    ...(options.traces ? plainErrors : []),
    options.launcher,
    ...launcherArguments(launch),
  ];
  return new Child(args, {
    cwd: options.directory,
    env: {
      // No type check at start: `npm run check` does that once, not every run. A user's own setting wins.
      PULUMI_NODEJS_TRANSPILE_ONLY: 'true',
      ...options.env,
      ...launcherEnvironment(launch),
    },
    onLine: options.onLine,
  });
}

export function describeEnd(end: ChildEnd): string {
  if (end.signal !== null) return `the program was ended by signal ${end.signal}`;
  if (end.code === messageAlreadyShown) return 'the program failed';
  return `the program ended with exit code ${end.code ?? 'unknown'}`;
}

/** A program's error in words for its author: the message and the first place in their own code. */
export function readableError(text: string, rootDirectory: string): string {
  const lines = withoutNoise(text).split('\n');
  const isFrame = (line: string) => /^\s+at\s/.test(line);
  // After the frames comes what the error object holds besides its message; that is for the loader.
  const end = lines.findIndex((line) => isFrame(line) && line.endsWith('{'));
  const told = end === -1 ? lines : lines.slice(0, end);
  const message = told.filter((line) => !isFrame(line) && !/^\s*promise: Promise/.test(line));
  const place = lines
    .filter(isFrame)
    .map(placeOf)
    .find((file) => isOwnCode(file, rootDirectory));
  const said = message
    .join('\n')
    .trim()
    .replace(/^(?:<ref \*\d+> )?\[(?=Error: )([\s\S]*?)\](?: \{[\s\S]*\})?$/, '$1')
    .replace(/^<ref \*\d+> /, '')
    .replace(/^(?:Uncaught )?Error: /, '')
    .replace(/\b\d+ [A-Z_]{5,}: /, '')
    .replaceAll(`${rootDirectory}${path.sep}`, '');
  if (place === undefined) return said;
  return `${path.relative(rootDirectory, place.file)}:${place.line}: ${said}`;
}

/** Without the SDK's preamble, the colours of a printed object, and what gRPC and the module loader add. */
function withoutNoise(text: string): string {
  return (
    text
      .replace(/^Running program '.*' failed with an unhandled exception:\s*/s, '')
      .replace(/\nfor call at\nno stack trace available/g, '')
      .replace(/\nRequire stack:(?:\n- .*)*/, '')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: this is how colours are written
      .replace(/\u001b\[[\d;]*m/g, '')
  );
}

/** Whether an error is one that a second run with stack traces could place in the program. */
export function lacksPlace(text: string): boolean {
  return /failed with an unhandled exception|^\w*Error: /.test(text) && !/^\s+at\s/m.test(text);
}

function placeOf(frame: string): { file: string; line: number } {
  const match = /\(?(?:file:\/\/)?([^()\s][^()]*):(\d+):\d+\)?$/.exec(
    frame
      .trim()
      .replace(/^at\s+/, '')
      .replace(/ \{$/, ''),
  );
  const file = match?.[1] ?? '';
  const inner = file.includes(' (') ? file.slice(file.indexOf(' (') + 2) : file;
  return { file: inner, line: Number(match?.[2] ?? 0) };
}

function isOwnCode(place: { file: string }, rootDirectory: string): boolean {
  return place.file.startsWith(rootDirectory) && !place.file.includes(`${path.sep}node_modules${path.sep}`);
}
