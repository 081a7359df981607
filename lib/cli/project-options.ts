import { type Command, InvalidArgumentError } from 'commander';

/** Adds the options by which a command is told which stack of which project it works on, and who judges it. */
export function addProjectOptions(command: Command, what: string): Command {
  return command
    .option('-s, --stack <name>', `stack to ${what}`, parseText, 'dev')
    .option('-C, --cwd <folder>', 'folder of the Pulumi project, or one below it', '.')
    .option(
      '-p, --policy-pack <folder>',
      'policy pack to run; repeatable (default: those in policy-packs/)',
      collect,
    )
    .option(
      '--policy-pack-config <file>',
      'JSON configuration of the pack in the same place; repeatable',
      collect,
    )
    .option(
      '-c, --config <key=value>',
      'configuration value over that of the stack file; repeatable',
      collect,
    );
}

/** A text that is not empty. */
export function parseText(value: string): string {
  if (value.trim() !== '') return value;
  throw new InvalidArgumentError('Expected a text that is not empty.');
}

/** A whole number within limits; `unit` says what it counts, such as seconds. */
export function within(least: number, most: number, unit: string): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`Expected ${unit} from ${least} to ${most}.`);
  };
}

/** One more value of an option that may be repeated. */
export function collect(value: string, earlier: readonly string[] = []): string[] {
  return [...earlier, value];
}
