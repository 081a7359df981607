import { globMatches } from '../glob';
import type { CheckedHost } from '../host';
import { compliant, judge, type Outcome, violated, worst } from '../outcome';

/** Commands that load nothing, run in the place of loading a module. */
const loadsNothing = /^(\/usr)?\/bin\/(false|true)$/;

/**
 * A module that cannot be loaded: modprobe runs something else in its place, it is not in the kernel now, and is not a
 * part of it. The words of modprobe.d(5) differ in what they do: `install` counts for the name, its aliases (by which
 * the kernel asks) and for modules that need it; `blacklist` for aliases alone, so `modprobe NAME` still loads it.
 * Of several `install` lines the first counts.
 */
export function checkModule(name: string, { facts }: CheckedHost): Outcome {
  const plain = name.replaceAll('-', '_');
  const expected = `install ${name} /bin/false`;
  return worst([
    judge(facts.builtinModules, (builtin) =>
      builtin.includes(plain)
        ? violated(`${name} is built into the running kernel, where no setting can block it`, { expected })
        : compliant,
    ),
    judge(facts.loadedModules, (loaded) =>
      loaded.includes(plain) ? violated(`${name} is loaded`, { expected }) : compliant,
    ),
    judge(facts.modprobeSettings, ({ install, blacklist }) => {
      const first = install.find(({ pattern }) => globMatches(pattern, plain));
      if (first !== undefined && loadsNothing.test(first.command)) return compliant;
      if (first !== undefined) return violated(`install ${name} ${first.command}`, { expected });
      return blacklist.includes(plain)
        ? violated(`${name} is on the blacklist only, and modprobe ${name} loads it`, { expected })
        : violated(`nothing keeps modprobe from loading ${name}`, { expected });
    }),
  ]);
}
