import { posix } from 'node:path';
import type { Directive } from '../../facts/topics/web-server';
import { globMatches, longest } from '../glob';

/** A server of nginx with what counts for it, its own or inherited. */
export interface WebServer {
  /** The line on which its block begins. */
  readonly at: Directive;
  /** Whether one of its ports speaks TLS. */
  readonly hasTls: boolean;
  /** The directives of a name that count for it: those of its own block, or else those of the nearest around it. */
  readonly of: (name: string) => readonly Directive[];
  /** The directives of a name in blocks within its own, such as those of locations, which count there instead. */
  readonly within: (name: string) => readonly Directive[];
}

interface Block {
  readonly opening: Directive;
  readonly directives: Directive[];
  readonly around: Block | undefined;
  /** The server in which it stands. */
  readonly server: Block | undefined;
  /** Of a server, the directives of all blocks in it. */
  readonly within: Directive[];
}

/** Includes go no deeper than any real configuration; one that includes itself would never end. */
const deepest = 20;

/** How many directives are read, each as often as its file is included; real configurations have some thousands. */
const mostDirectives = 100_000;

/**
 * The servers of a configuration, whatever they serve. What a file includes stands in its place; a block inherits
 * directives of a name from around it when it has none of its own, wherever those stand there. `undefined` for files
 * that include each other more often than anybody needs.
 * https://nginx.org/en/docs/beginners_guide.html#conf_structure (2026-11-27)
 */
export function serversOf(directives: readonly Directive[]): WebServer[] | undefined {
  const files = new Map<string, Directive[]>();
  for (const directive of directives) {
    const known = files.get(directive.file);
    if (known === undefined) files.set(directive.file, [directive]);
    else known.push(directive);
  }
  const names = [...files.keys()].sort();
  const matching = new Map<string, string[]>();
  const [first] = directives;
  if (first === undefined) return [];
  const servers: Block[] = [];
  let left = mostDirectives;
  read(first.file, { opening: first, directives: [], around: undefined, server: undefined, within: [] }, 0);
  if (left <= 0) return undefined;
  return servers.map((server) => {
    const of = (name: string) => inherited(server, name);
    const within = (name: string) => server.within.filter(({ words }) => words[0] === name);
    return { at: server.opening, hasTls: hasTls(of), of, within };
  });

  function read(file: string, around: Block, depth: number): void {
    let block = around;
    for (const directive of files.get(file) ?? []) {
      left -= 1;
      if (left <= 0) return;
      const [name, ...rest] = directive.words;
      if (name === '}') {
        block = block.around ?? block;
      } else if (rest.at(-1) === '{') {
        const server = block.opening.words[0] === 'server' ? block : block.server;
        block = { opening: directive, directives: [], around: block, server, within: [] };
        if (name === 'server') servers.push(block);
      } else if (name === 'include' && depth < deepest) {
        for (const other of meant(rest[0] ?? '')) read(other, block, depth + 1);
      } else {
        block.directives.push(directive);
        block.server?.within.push(directive);
      }
    }
  }

  function meant(pattern: string): string[] {
    const found = matching.get(pattern) ?? names.filter(patternOf(pattern, posix.dirname(first?.file ?? '')));
    matching.set(pattern, found);
    return found;
  }
}

/**
 * Names are relative to the folder of nginx.conf; `*` and `?` stand for what is within one folder, glob(7). A class of
 * characters is taken for any, and one that is too long to compare for all, so that nothing is left out.
 */
function patternOf(pattern: string, folder: string): (file: string) => boolean {
  const parts = posix
    .resolve(folder, pattern)
    .replace(/\[[^\]]+\]/g, '?')
    .split('/');
  return (file) => {
    const names = file.split('/');
    return (
      names.length === parts.length &&
      parts.every((part, index) => part.length > longest || globMatches(part, names[index] ?? ''))
    );
  };
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
