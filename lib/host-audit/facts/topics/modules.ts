import { type Static, Type } from '@sinclair/typebox';
import { linesOf, NotUnderstood, reader } from '../fact';

const ModuleSettings = Type.Object(
  {
    /** What is run instead of loading a module: the pattern of its name and the command, in modprobe's order. */
    install: Type.Array(
      Type.Object({ pattern: Type.String(), command: Type.String() }, { additionalProperties: false }),
    ),
    /** Modules whose aliases count for nothing. */
    blacklist: Type.Array(Type.String()),
  },
  { additionalProperties: false },
);
export type ModuleSettings = Static<typeof ModuleSettings>;

/** What modprobe(8) makes of its whole configuration; names have underscores for hyphens. */
export const modprobeSettings = reader(ModuleSettings, (text) => {
  const lines = linesOf(text);
  // Without this line something broke off, and what blocks a module may be missing.
  const last = lines.at(-1) ?? '';
  if (!last.startsWith('# End of configuration files')) {
    throw new NotUnderstood("the end of modprobe's configuration", last);
  }
  return {
    install: lines.flatMap((line) => {
      const [, pattern, command] = /^install (\S+) (.*)$/.exec(line) ?? [];
      return pattern === undefined || command === undefined ? [] : [{ pattern, command: command.trim() }];
    }),
    blacklist: lines.flatMap((line) => /^blacklist (\S+)/.exec(line)?.[1] ?? []),
  };
});

/** The names of the modules in the kernel. */
export const loadedModules = reader(Type.Array(Type.String()), (text) =>
  linesOf(text).map((line) => {
    const [, name] = /^(\S+) \d+ /.exec(line) ?? [];
    if (name === undefined) throw new NotUnderstood('a line of /proc/modules', line);
    return name;
  }),
);

/** The names of the modules that are part of the kernel, with underscores for hyphens. */
export const builtinModules = reader(Type.Array(Type.String()), (text) =>
  linesOf(text).map((line) => {
    const [, name] = /\/([^/]+)\.ko$/.exec(line) ?? [];
    if (name === undefined) throw new NotUnderstood('the path of a module', line);
    return name.replaceAll('-', '_');
  }),
);
