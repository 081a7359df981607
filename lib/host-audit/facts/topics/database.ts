import { Type } from '@sinclair/typebox';
import { linesOf, NotUnderstood, reader } from '../fact';

const Database = Type.Object(
  {
    /** Settings in force, by their names. */
    settings: Type.Record(Type.String(), Type.String()),
    /** Rules of pg_hba.conf, in its order; one that PostgreSQL does not understand has the method `error`. */
    rules: Type.Array(
      Type.Object(
        { line: Type.Integer({ minimum: 1 }), method: Type.String({ minLength: 1 }) },
        { additionalProperties: false },
      ),
    ),
    /** How the password of each role that has one is kept. */
    passwords: Type.Array(
      Type.Object(
        { role: Type.String(), scheme: Type.String({ minLength: 1 }) },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);

/** What PostgreSQL says of itself. */
export const database = reader(Database, (text) => {
  const rows = linesOf(text).map((line) => {
    const [, kind = '', value = '', name] = /^(setting|rule|password)\|([^|]*)\|(.*)$/.exec(line) ?? [];
    if (name === undefined) throw new NotUnderstood('a setting, rule or password of PostgreSQL', line);
    return { kind, value, name };
  });
  const of = (kind: string) => rows.filter((row) => row.kind === kind);
  const settings = Object.fromEntries(of('setting').map(({ name, value }) => [name, value]));
  if (settings['port'] === undefined) throw new NotUnderstood('the settings of PostgreSQL', text);
  return {
    settings,
    rules: of('rule').map(({ name, value }) => ({ line: Number(name), method: value })),
    passwords: of('password').map(({ name, value }) => ({ role: name, scheme: value })),
  };
});
