import { Type } from '@sinclair/typebox';
import { linesOf, NotUnderstood, reader } from '../fact';

/** What the system says that it is. */
export const release = reader(
  Type.Object(
    {
      /** Such as `debian`. */
      id: Type.String({ minLength: 1 }),
      /** Such as `12`; testing and unstable have none. */
      version: Type.Optional(Type.String()),
      /** Such as `bookworm`. */
      codename: Type.Optional(Type.String()),
    },
    { additionalProperties: false },
  ),
  (text) => {
    const of = new Map(
      linesOf(text).flatMap((line) => {
        const [, key, value = ''] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
        return key === undefined ? [] : [[key, withoutQuotes(value.trim())]];
      }),
    );
    const id = of.get('ID');
    const version = of.get('VERSION_ID');
    const codename = of.get('VERSION_CODENAME');
    if (id === undefined) throw new NotUnderstood('a line such as ID=debian', text);
    return { id, ...(version !== undefined && { version }), ...(codename !== undefined && { codename }) };
  },
);

function withoutQuotes(value: string): string {
  const [first] = value;
  const isQuoted = value.length > 1 && (first === '"' || first === "'") && value.endsWith(first);
  return isQuoted ? value.slice(1, -1) : value;
}
