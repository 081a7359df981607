import type { TSchema } from '@sinclair/typebox';
import { type TypeCheck, TypeCompiler } from '@sinclair/typebox/compiler';
import type { FactName } from '../collector/all-commands';
import { type Command, defaultBytes, defaultSeconds, runOfEach } from '../collector/command';
import { bugIn } from './bug';
import { type Fact, NotUnderstood, type Reader } from './fact';
import type { Output, Transcript } from './frames';
import { type Facts, readers } from './readers';

/** What the outputs of a collector say; whatever does not look as it must is unknown, with the reason. */
export function readFacts(
  transcript: Transcript,
  commands: Readonly<Partial<Record<FactName, Command>>>,
): Facts {
  const runs = runOfEach(commands);
  const entries = Object.entries(readers).map(([name, reader]) => [
    name,
    readOne(transcript.outputs.get(runs[name] ?? name), commands[name as FactName], reader),
  ]);
  return Object.fromEntries(entries) as Facts;
}

/** What is said of a command that no rule of sudo admits. */
export const refusedBySudo = 'may not be run as root';

function readOne(output: Output | undefined, command: Command | undefined, reader: Reader): Fact<unknown> {
  if (command === undefined) return { unknown: 'it was not asked for' };
  const program = command.run[0];
  if (output === undefined) return { unknown: `${program} was not run: the connection ended before` };
  const { stdout, code } = output;
  const message = output.message.replace(aboutHostName, '');
  const said = message === '' ? '' : `: ${message}`;
  if (stdout.length > (command.bytes ?? defaultBytes)) {
    return { unknown: `${program} printed more than ${command.bytes ?? defaultBytes} bytes` };
  }
  if (code === undefined) return { unknown: `${program} did not come to its end` };
  if (code === 124 || code === 137) {
    return { unknown: `${program} took longer than ${command.seconds ?? defaultSeconds} seconds` };
  }
  if (command.asRoot === true) {
    if (code === 1 && /^sudo: /.test(message)) return { unknown: `${program} ${refusedBySudo}${said}` };
    if (code === 127 && /\bsudo: (command )?not found/.test(message)) return { unknown: 'sudo is not there' };
  }
  if (code === 127) return { unknown: `${program} is not there` };
  if (!(command.good ?? [0]).includes(code)) return { unknown: `${program} ended with ${code}${said}` };
  try {
    const value = reader.read(stdout.toString('utf8'));
    const check = checkOf(reader.schema);
    if (check.Check(value)) return { value };
    const error = check.Errors(value).First();
    return { unknown: `${program}: ${error?.path}: ${error?.message}` };
  } catch (error) {
    if (error instanceof NotUnderstood) return { unknown: `${program}: ${error.message}` };
    return { unknown: bugIn(`reading ${program}`, error) };
  }
}

/** What sudo says besides where a host does not know its own name; it goes on nevertheless. */
const aboutHostName =
  /^sudo: unable to resolve host \S+: (Name or service not known|Temporary failure in name resolution|No address associated with hostname)\s*/;

const checks = new Map<TSchema, TypeCheck<TSchema>>();

function checkOf(schema: TSchema): TypeCheck<TSchema> {
  const known = checks.get(schema) ?? TypeCompiler.Compile(schema);
  checks.set(schema, known);
  return known;
}
