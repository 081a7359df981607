import { CORE_SCHEMA, constructFromEvents, type Event, parseEvents, YAMLException } from 'js-yaml';
import type { Mistake, Result } from './mistake';
import { readText } from './read-file';
import { printable } from './show';
import { YamlDocument } from './yaml-document';
import { composeTree } from './yaml-tree';

/** How much of a document is admitted. A register of 4,000 tenants stays below each. */
export interface YamlLimits {
  readonly maximumBytes: number;
  /** Aliases (`*name`) in the document: a few of them can already stand for millions of values. */
  readonly maximumAliases: number;
  /** Lists and mappings within each other. */
  readonly maximumDepth: number;
  /** Entries of one list or mapping. */
  readonly maximumEntries: number;
}

export const yamlLimits: YamlLimits = {
  maximumBytes: 1024 * 1024,
  maximumAliases: 10,
  maximumDepth: 20,
  maximumEntries: 10_000,
};

/**
 * Reads a file that holds exactly one YAML 1.2 document of the core schema, and remembers where its values stand.
 * A file that cannot be read, is not UTF-8, holds no document or several, repeats a key, names an unknown tag or
 * goes beyond a limit is one or more mistakes. Never throws for what a file holds.
 */
export function readYaml(file: string, limits: YamlLimits = yamlLimits): Result<YamlDocument> {
  const text = readText(file, limits.maximumBytes);
  return text.ok ? parseYaml(file, text.value, limits) : text;
}

/** The same for a text that has been read; `file` is the name that mistakes give it. */
export function parseYaml(file: string, text: string, limits: YamlLimits = yamlLimits): Result<YamlDocument> {
  let events: Event[];
  try {
    events = parseEvents(text, { maxDepth: limits.maximumDepth });
  } catch (error) {
    return { ok: false, mistakes: [notYaml(file, error, limits)] };
  }
  const tree = composeTree(events, text, limits);
  if (tree === undefined) {
    return { ok: false, mistakes: [{ file, text: 'is empty; one YAML document is expected' }] };
  }
  const places = new YamlDocument(file, text, tree.root, undefined);
  if (tree.faults.length > 0) {
    const mistakes = tree.faults.map((fault) => ({
      file,
      ...places.placeAt(fault.offset),
      text: fault.text,
    }));
    return { ok: false, mistakes };
  }
  try {
    const [value] = constructFromEvents(events, {
      source: text,
      schema: CORE_SCHEMA,
      maxAliases: limits.maximumAliases,
    });
    return { ok: true, value: new YamlDocument(file, text, tree.root, value) };
  } catch (error) {
    return { ok: false, mistakes: [notYaml(file, error, limits)] };
  }
}

function notYaml(file: string, error: unknown, limits: YamlLimits): Mistake {
  if (!(error instanceof YAMLException)) return { file, text: 'cannot be read as YAML' };
  const { reason, mark } = error;
  return {
    file,
    ...(mark === undefined ? {} : { line: mark.line + 1, column: mark.column + 1 }),
    text: reason.startsWith('nesting exceeded')
      ? `lists and mappings are nested deeper than ${limits.maximumDepth} levels, the most admitted`
      : `cannot be read as YAML: ${printable(reason)}`,
  };
}
