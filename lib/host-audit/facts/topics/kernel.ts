import { type Static, Type } from '@sinclair/typebox';
import { linesOf, NotUnderstood, reader } from '../fact';

/** The kernel's settings by their keys; values are text, because some are several numbers. */
export const kernelSettings = reader(Type.Record(Type.String(), Type.String()), (text) =>
  Object.fromEntries(
    linesOf(text).map((line) => {
      const [, key, value] = /^(\S+) =(?: (.*))?$/.exec(line) ?? [];
      if (key === undefined) throw new NotUnderstood('a kernel setting such as fs.suid_dumpable = 0', line);
      return [key, value ?? ''];
    }),
  ),
);

const InterfaceValue = Type.Object(
  {
    family: Type.Union([Type.Literal('ipv4'), Type.Literal('ipv6')]),
    /** Name of the interface; `all` and `default` are none. */
    of: Type.String({ minLength: 1 }),
    /** Name of the setting, such as `rp_filter`. */
    name: Type.String({ minLength: 1 }),
    value: Type.Integer(),
  },
  { additionalProperties: false },
);
export type InterfaceValue = Static<typeof InterfaceValue>;

/** What each network interface has of settings that each has for itself. */
export const interfaceSettings = reader(Type.Array(InterfaceValue), (text) =>
  linesOf(text)
    .map((line) => {
      const [, family, of, name, value] =
        /^\/proc\/sys\/net\/(ipv4|ipv6)\/conf\/([^/\s]+)\/(\w+):(-?\d+)$/.exec(line) ?? [];
      if (of === undefined || name === undefined) {
        throw new NotUnderstood('a setting such as /proc/sys/net/ipv4/conf/eth0/rp_filter:1', line);
      }
      return { family: family as InterfaceValue['family'], of, name, value: Number(value) };
    })
    .filter(({ of }) => of !== 'all' && of !== 'default'),
);
