import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { linesOf, NotUnderstood, reader } from '../fact';

/** A user, group, host or command as cvtsudoers names it: what it is, and its name or number. */
const Named = Type.Record(Type.String(), Type.Unknown());
const options = Type.Array(Type.Record(Type.String(), Type.Unknown()));

const Defaults = Type.Object({ Binding: Type.Optional(Type.Array(Named)), Options: options });

const CommandSpec = Type.Object({
  runasusers: Type.Optional(Type.Array(Named)),
  runasgroups: Type.Optional(Type.Array(Named)),
  Options: Type.Optional(options),
  Commands: Type.Array(Named),
});

const UserSpec = Type.Object({
  User_List: Type.Array(Named),
  Host_List: Type.Array(Named),
  Cmnd_Specs: Type.Array(CommandSpec),
});

/** The rules of sudo; cvtsudoers(1), JSON output. */
const Rules = Type.Object({
  Defaults: Type.Optional(Type.Array(Defaults)),
  User_Specs: Type.Optional(Type.Array(UserSpec)),
});
export type SudoRules = Static<typeof Rules>;

/** The rules of sudo, with aliases written out. */
export const sudoRules = reader(Rules, (text) => {
  // No rules at all print nothing.
  const value = text.trim() === '' ? {} : parse(text);
  if (!matches(Rules, value)) throw new NotUnderstood('rules as cvtsudoers(1) prints them', text.trim());
  return value;
});

/** Whether visudo finds no mistake. */
export const sudoersCheck = reader(Type.Boolean(), (text) => {
  const [said, ...more] = linesOf(text);
  if (more.length > 0 || (said !== undefined && said !== '/etc/sudoers')) {
    throw new NotUnderstood('/etc/sudoers, or nothing', said ?? '');
  }
  return said !== undefined;
});

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NotUnderstood('JSON', text);
  }
}

const matches = <S extends TSchema>(schema: S, value: unknown): value is Static<S> =>
  Value.Check(schema, value);
