import { posix } from 'node:path';
import type { Directive } from '../../facts/topics/web-server';

/** A server of nginx with what counts for it, its own or inherited. */
export interface WebServer {
  /** The line on which its block begins. */
  readonly at: Directive;
  /** Whether one of its ports speaks TLS. */
  readonly hasTls: boolean;
  /** The directives of a name that count for it: those of its own block, or else those of the nearest around it. */
  readonly of: (name: string) => readonly Directive[];
}

interface Block {
  readonly opening: Directive;
  readonly directives: Directive[];
  readonly around: Block | undefined;
}

/** Includes go no deeper than any real configuration; one that includes itself would never end. */
const deepest = 20;

/**
 * The servers of a configuration, whatever they serve. What a file includes stands in its place; a block inherits
 * directives of a name from around it when it has none of its own, wherever those stand there.
 * https://nginx.org/en/docs/beginners_guide.html#conf_structure (2026-11-27)
 */
export function serversOf(directives: readonly Directive[]): WebServer[] {
  const files = new Map<string, Directive[]>();
  for (const directive of directives) {
    files.set(directive.file, [...(files.get(directive.file) ?? []), directive]);
  }
  const [first] = directives;
  if (first === undefined) return [];
  const servers: Block[] = [];
  read(first.file, { opening: first, directives: [], around: undefined }, 0);
  return servers.map((server) => {
    const of = (name: string) => inherited(server, name);
    return { at: server.opening, hasTls: hasTls(of), of };
  });

  function read(file: string, around: Block, depth: number): void {
    let block = around;
    for (const directive of files.get(file) ?? []) {
      const [name, ...rest] = directive.words;
      if (name === '}') {
        block = block.around ?? block;
      } else if (rest.at(-1) === '{') {
        block = { opening: directive, directives: [], around: block };
        if (name === 'server') servers.push(block);
      } else if (name === 'include' && depth < deepest) {
        const isMeant = patternOf(rest[0] ?? '', posix.dirname(first?.file ?? ''));
        for (const other of [...files.keys()].filter(isMeant).sort()) read(other, block, depth + 1);
      } else {
        block.directives.push(directive);
      }
    }
  }
}

/**
 * Names are relative to the folder of nginx.conf; `*` and `?` stand for what is within one folder, glob(7). A class of
 * characters is taken for any, so that nothing is left out.
 */
function patternOf(pattern: string, folder: string): (file: string) => boolean {
  const full = posix.resolve(folder, pattern).replace(/\[[^\]]+\]/g, '?');
  const form = full
    .replace(/[.+^$(){}[\]|\\]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]');
  return (file) => new RegExp(`^${form}$`).test(file);
}

function inherited(block: Block | undefined, name: string): readonly Directive[] {
  if (block === undefined) return [];
  const own = block.directives.filter(({ words }) => words[0] === name);
  return own.length > 0 ? own : inherited(block.around, name);
}

/** Until nginx 1.25.1 `ssl on` did the same for all ports. */
function hasTls(of: WebServer['of']): boolean {
  return (
    of('listen').some(({ words }) => words.includes('ssl') || words.includes('quic')) ||
    of('ssl').some(({ words }) => words[1] === 'on')
  );
}
