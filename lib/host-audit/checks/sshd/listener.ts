import { type Outcome, undetermined } from '../outcome';
import { keywordOf } from './keyword';

/** What a command line of sshd changes. */
export interface CommandLine {
  /** Values by keyword as `sshd -T` prints it; they count before those of any file. */
  readonly options: ReadonlyMap<string, string>;
  /** Ports on which it listens, whatever the files say. */
  readonly ports: readonly string[];
  /** Words that change something else. */
  readonly others: readonly string[];
}

/** Without these, sshd would leave its service or say less; they change nothing of who gets in. */
const harmless = /^-[De]+$/;

/**
 * Reads the words of a command line of sshd. Its title has lost where words began and ended, so an option with a space
 * in its value is read up to the space.
 * https://manpages.debian.org/bookworm/openssh-server/sshd.8.en.html (2026-11-27)
 */
export function readCommandLine(words: readonly string[]): CommandLine {
  const options = new Map<string, string>();
  const ports: string[] = [];
  const others: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (harmless.test(word)) continue;
    const flag = word.slice(0, 2);
    const glued = word.slice(2);
    if (flag !== '-o' && flag !== '-p') {
      others.push(word);
      continue;
    }
    const argument = glued === '' ? (words[++index] ?? '') : glued;
    if (flag === '-p') {
      ports.push(argument);
      continue;
    }
    const [, keyword = '', value] = /^([^=]*)(?:=(.*))?$/.exec(argument) ?? [];
    const key = keywordOf(keyword);
    const given = value ?? words[++index] ?? '';
    if (!options.has(key)) options.set(key, given);
    if (key === 'port') ports.push(given);
    // A name or an address, the latter in brackets when it has colons itself.
    if (key === 'listenaddress') ports.push(...(/^(?:[^:]*|\[.*\]):(\d+)$/.exec(given)?.slice(1) ?? []));
  }
  return { options, ports, others };
}

/** Of an sshd that nobody saw, such as one that systemd starts for each connection. */
export const noListener = undetermined('no sshd was seen that listens');

/** Of an sshd that was started by other files, or with something that is not read here. */
export function startedByOther(words: readonly string[]): Outcome {
  return undetermined(`sshd was started with ${words.join(' ')}, of which sshd -T knows nothing`);
}
