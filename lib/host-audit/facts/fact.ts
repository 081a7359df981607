import { type Static, type TSchema, Type } from '@sinclair/typebox';

/** What is known of one thing on a host, or why it is not; unknown is never taken for good. */
export type Fact<T> = { readonly value: T } | { readonly unknown: string };

/** The schema of a fact whose value has the given one. */
export const factSchema = <S extends TSchema>(value: S) =>
  Type.Union([
    Type.Object({ value }, { additionalProperties: false }),
    Type.Object({ unknown: Type.String({ minLength: 1 }) }, { additionalProperties: false }),
  ]);

/** How the output of one command becomes a value of a known form. */
export interface Reader<S extends TSchema = TSchema> {
  readonly schema: S;
  /** Throws NotUnderstood when the output is not what the command prints. */
  read(text: string): Static<S>;
}

/** A reader; the function only lets TypeScript find the type of the schema. */
export const reader = <S extends TSchema>(schema: S, read: (text: string) => Static<S>): Reader<S> => ({
  schema,
  read,
});

/** That an output is not of the form that its command is known to print. */
export class NotUnderstood extends Error {
  /** @param where what was found, such as a line; only its beginning is kept. */
  constructor(expected: string, where: string) {
    super(`expected ${expected}, found ${JSON.stringify(where.slice(0, 80))}`);
  }
}

/** The lines of an output that say anything. */
export function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}
