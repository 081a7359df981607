import { type Static, Type } from '@sinclair/typebox';
import { linesOf, NotUnderstood, reader } from '../fact';

const Unit = Type.Object(
  {
    /** The name that counts; another than the one asked for when that is an alias. */
    id: Type.String({ minLength: 1 }),
    /** `loaded`, `not-found`, `masked`, `error` and so on. */
    load: Type.String({ minLength: 1 }),
    /** `active`, `inactive`, `failed` and so on. */
    active: Type.String({ minLength: 1 }),
    /** The finer state, such as `running` or `waiting`. */
    sub: Type.String(),
    /** What systemctl is-enabled says, such as `enabled`; empty when no file stands behind the unit. */
    file: Type.String(),
    /** Whether another unit, such as a target, starts it along with itself. */
    isWanted: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type Unit = Static<typeof Unit>;

/** Units by each of their names. */
export const units = reader(Type.Record(Type.String(), Unit), (text) =>
  Object.fromEntries(
    text
      .split(/\n{2,}/)
      .filter((block) => block.trim() !== '')
      .flatMap(readUnit),
  ),
);

function readUnit(block: string): [string, Unit][] {
  const of = new Map(
    linesOf(block).map((line) => {
      const at = line.indexOf('=');
      if (at < 0) throw new NotUnderstood('a property of a unit such as LoadState=loaded', line);
      return [line.slice(0, at), line.slice(at + 1)] as const;
    }),
  );
  const [id, load, active] = ['Id', 'LoadState', 'ActiveState'].map((name) => of.get(name));
  if (id === undefined || load === undefined || active === undefined) {
    throw new NotUnderstood('Id, LoadState and ActiveState of a unit', block);
  }
  const unit: Unit = {
    id,
    load,
    active,
    sub: of.get('SubState') ?? '',
    file: of.get('UnitFileState') ?? '',
    isWanted: `${of.get('WantedBy') ?? ''}${of.get('RequiredBy') ?? ''}` !== '',
  };
  return [id, ...(of.get('Names') ?? '').split(' ')]
    .filter((name) => name !== '')
    .map((name) => [name, unit]);
}

/** The names of the units that failed. */
export const failedUnits = reader(Type.Array(Type.String({ minLength: 1 })), (text) =>
  linesOf(text).map((line) => {
    const [, name] = /^(?:[^\w\s]\s+)?(\S+\.[a-z]+)\s+\S+\s+failed\s/.exec(line.trim()) ?? [];
    if (name === undefined) throw new NotUnderstood('a unit that failed', line);
    return name;
  }),
);
