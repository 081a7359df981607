import { basename } from 'node:path';
import { type Mistake, showFile } from '../mistake';
import { nearest } from '../nearest';
import { type Path, show } from '../show';
import type { Control } from '../types.generated';
import type { Valid } from '../validate';

const sectionCount = 44;

/** A control file, with its value when that is of the schema's type. */
export interface ControlFile {
  readonly file: string;
  readonly control: Valid<Control> | undefined;
}

/** Checks the white paper's sections: each has one file, named for its number, whose promises count from 1. */
export function checkControls(folder: string, files: readonly ControlFile[]): Mistake[] {
  const mistakes: Mistake[] = [];
  const bySection = new Map<number, ControlFile>();
  for (const entry of files) {
    const prefix = /^(\d{2})-[a-z0-9-]+\.yaml$/.exec(basename(entry.file))?.[1];
    const named = prefix === undefined ? undefined : Number(prefix);
    if (named === undefined) {
      mistakes.push({ file: entry.file, text: 'is not named for its section; expected NN-<title>.yaml' });
    }
    // A file that is wrong inside still stands for the section of its name.
    const section = entry.control?.value.section ?? named;
    if (section === undefined) continue;
    const earlier = bySection.get(section);
    if (earlier !== undefined) mistakes.push(sectionTwice(entry, earlier, section));
    else bySection.set(section, entry);
    if (entry.control === undefined) continue;
    const { document } = entry.control;
    if (named !== undefined && named !== section) {
      mistakes.push(document.mistake(['section'], `${section} is not the ${named} of the file's name`));
    }
    mistakes.push(...checkPromises(entry.control));
  }
  for (let section = 1; section <= sectionCount; section += 1) {
    if (!bySection.has(section)) mistakes.push({ file: folder, text: `has no file for section ${section}` });
  }
  return mistakes;
}

function sectionTwice(entry: ControlFile, earlier: ControlFile, section: number): Mistake {
  const text = `section ${section} is already in ${showFile(earlier.file)}`;
  return entry.control?.document.mistake(['section'], text) ?? { file: entry.file, text };
}

function checkPromises({ document, value: { section, promises } }: Valid<Control>): Mistake[] {
  return promises.flatMap((promise, index) => {
    const id = `${section}.${index + 1}`;
    const path: Path = ['promises', index];
    const mistakes =
      promise.id === id ? [] : [document.mistake([...path, 'id'], `${show(promise.id)} is not ${id}`)];
    const seen = new Map<string, number>();
    for (const [place, { by, ref }] of promise.keptBy.entries()) {
      const key = `${by} ${ref}`;
      const earlier = seen.get(key);
      if (earlier === undefined) seen.set(key, place);
      else mistakes.push(document.mistake([...path, 'keptBy', place], `repeats keptBy[${earlier}]: ${key}`));
    }
    return mistakes;
  });
}

/**
 * Checks that every policy which a promise names has a file, that no such policy is still called planned, and
 * that every policy file keeps a promise. `policies` maps names to files.
 */
export function checkPolicies(
  controls: readonly Valid<Control>[],
  policies: ReadonlyMap<string, string>,
  allControlsRead: boolean,
): Mistake[] {
  const mistakes: Mistake[] = [];
  const named = new Set<string>();
  for (const { document, value } of controls) {
    for (const [index, { keptBy }] of value.promises.entries()) {
      for (const [place, { by, ref, status }] of keptBy.entries()) {
        if (by !== 'policy') continue;
        named.add(ref);
        const path: Path = ['promises', index, 'keptBy', place];
        const file = policies.get(ref);
        if (status === undefined && file === undefined) {
          const text = `there is no policy ${show(ref)}`;
          mistakes.push(document.mistake([...path, 'ref'], text, nearest(ref, policies.keys())));
        } else if (status !== undefined && file !== undefined) {
          const text = `the policy ${ref} is called planned, but ${showFile(file)} is there`;
          mistakes.push(document.mistake([...path, 'status'], text));
        }
      }
    }
  }
  if (!allControlsRead) return mistakes;
  for (const [name, file] of policies) {
    if (!named.has(name)) mistakes.push({ file, text: 'keeps no promise: no control names this policy' });
  }
  return mistakes;
}
