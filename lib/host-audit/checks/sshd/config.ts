import type { FileLine } from '../../facts/file-lines';
import { keywordOf } from './keyword';

/** A line of sshd's configuration that sets something. */
export interface SetOption {
  /** As `sshd -T` prints it. */
  readonly keyword: string;
  /** Its words, apart by single spaces, without quotation marks and comment. */
  readonly value: string;
  readonly at: FileLine;
}

/** What the lines say before sshd has applied them to anybody. */
export interface SshdConfig {
  /** The line that counts for each keyword outside of Match, which is the first. */
  readonly outside: ReadonlyMap<string, SetOption>;
  /** The lines that count in each Match block, which are the first of their keywords. */
  readonly inMatches: readonly SetOption[];
  /** Includes of other files than Debian's, which are not among the lines, and those that come too often. */
  readonly unread: readonly FileLine[];
}

const mainFile = '/etc/ssh/sshd_config';
const includedFolder = '/etc/ssh/sshd_config.d/';
/** What is included more often is not followed. */
const mostIncludes = 20;
/** As Debian's sshd_config includes them; a name without a folder is one of /etc/ssh. */
const knownIncludes = [`${includedFolder}*.conf`, 'sshd_config.d/*.conf'];

/**
 * Reads sshd's configuration as sshd does: the first value counts, a Match lasts until the next one or the end of its
 * file, and what is included in a Match belongs to it.
 * https://manpages.debian.org/bookworm/openssh-server/sshd_config.5.en.html (2026-11-27), and
 * `parse_server_config_depth` of OpenSSH's servconf.c
 */
export function readSshdConfig(lines: readonly FileLine[]): SshdConfig {
  const outside = new Map<string, SetOption>();
  const inMatches: SetOption[] = [];
  const unread: FileLine[] = [];
  const files = new Map<string, FileLine[]>();
  for (const line of lines) {
    const known = files.get(line.file);
    if (known === undefined) files.set(line.file, [line]);
    else known.push(line);
  }
  const included = [...files.keys()].filter((file) => file.startsWith(includedFolder)).sort();
  let includes = 0;
  read(mainFile, undefined);
  return { outside, inMatches, unread };

  /** @param seen keywords of the Match block in which the file is included. */
  function read(file: string, seen: Set<string> | undefined): void {
    let block = seen;
    for (const at of files.get(file) ?? []) {
      const option = parseLine(at);
      if (option === undefined) continue;
      const { keyword, value } = option;
      if (keyword === 'match') {
        block = new Set();
      } else if (keyword === 'include') {
        includes += 1;
        if (file !== mainFile || !knownIncludes.includes(value) || includes > mostIncludes) unread.push(at);
        else for (const other of included) read(other, block);
      } else if (block === undefined) {
        if (!outside.has(keyword)) outside.set(keyword, option);
      } else if (!block.has(keyword)) {
        block.add(keyword);
        inMatches.push(option);
      }
    }
  }
}

function parseLine(at: FileLine): SetOption | undefined {
  // The keyword, too, may stand in quotation marks (strdelim of OpenSSH's misc.c), and then nothing need follow them.
  const [, quoted, plain, rest = ''] =
    /^\s*(?:"([^"]*)"|([A-Za-z][A-Za-z0-9]*)(?=[\s="]|$))(?:\s*=\s*|\s*)(.*)$/.exec(at.text) ?? [];
  const keyword = quoted ?? plain;
  if (keyword === undefined) return undefined;
  const words: string[] = [];
  for (const [word, double, single] of rest.matchAll(/"([^"]*)"|'([^']*)'|\S+/g)) {
    if (word.startsWith('#')) break;
    words.push(double ?? single ?? word);
  }
  return { keyword: keywordOf(keyword), value: words.join(' '), at };
}
