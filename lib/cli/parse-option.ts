import { InvalidArgumentError } from 'commander';

/** A text that is not empty. */
export function parseText(value: string): string {
  if (value.trim() !== '') return value;
  throw new InvalidArgumentError('Expected a text that is not empty.');
}

/** One more value of an option that may be repeated. */
export function collect(value: string, earlier: readonly string[] = []): string[] {
  return [...earlier, value];
}
