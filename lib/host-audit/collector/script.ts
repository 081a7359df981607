import { type Command, defaultBytes, limited, runsOf } from './command';

/** Longest message of a command that is taken along when it fails, in bytes. */
const messageBytes = 300;

/**
 * The collector: a POSIX shell script that runs each command within its time and amount and prints what it said
 * between lines that begin with `mark`. It writes no file and needs nothing but Debian's own tools; as another user
 * than root it takes `sudo -n` where a command needs it. Nothing runs before the whole script has arrived.
 *
 * Printed for each run are `\n<mark> <name>\n`, its output as it is (one byte more than it may be when it was too
 * long), `\n<mark>:<mark>=<exit code>;\n` with the first bytes of its messages before or after the code, and at the end
 * `\n<mark> \n`.
 * @param mark letters and digits that no output can foresee.
 */
export function collectorScript(commands: Readonly<Record<string, Command>>, mark: string): string {
  if (!/^[A-Za-z0-9]{16,}$/.test(mark))
    throw new RangeError('the mark must be 16 letters and digits or more');
  return [
    'collect() {',
    'LC_ALL=C',
    'PATH=/usr/sbin:/usr/bin:/sbin:/bin',
    'export LC_ALL PATH',
    'umask 077',
    'set -f',
    'exec 3>&1 2>/dev/null',
    'root="sudo -n"',
    'if [ "$(id -u)" = 0 ]; then root=; fi',
    ...Object.entries(runsOf(commands)).map(([name, command]) => renderTake(name, command)),
    `printf '\\n%s \\n' ${mark}`,
    '}',
    'take() {',
    '  name=$1 bytes=$2',
    '  shift 2',
    `  printf '\\n%s %s\\n' ${mark} "$name"`,
    '  end=$({',
    '    { {',
    // The output goes to descriptor 5 and the messages on; whoever prints more messages than are kept must not block.
    '      "$@" </dev/null 2>&1 >&5 3>&- 4>&- 5>&-',
    `      printf '%s=%s;' ${mark} "$?" >&4`,
    `    } | { head -c ${messageBytes}; exec cat >/dev/null; } >&4`,
    '    } 5>&1 | head -c "$bytes" >&3',
    '  } 4>&1)',
    // On one line, without a process more for it.
    '  set -- $end',
    `  printf '\\n%s:%s\\n' ${mark} "$*"`,
    '}',
    // Messages may end without a line feed, and before the code.
    'settle() {',
    '  { code=$({ "$@" 2>&1 >&6 6>&-; printf "\\n=%s\\n" "$?"; } | awk "$gone"); } 6>&1',
    '  return "$code"',
    '}',
    `gone=${quote(withoutVanished(programsOf(commands)))}`,
    'collect </dev/null',
    '',
  ].join('\n');
}

/**
 * Prints the exit code, 0 where something has vanished and nothing else happened, and the other messages as they were.
 * Only that of a file that is named vanishes: `find` ends its whole search with the same words when somebody moves a
 * folder away in which it is, and they are also said of a program that it is to start.
 */
function withoutVanished(programs: readonly string[]): string {
  const started = programs.map((program) => `'${program.replaceAll('/', '\\/')}'`).join('|');
  const settled = [
    String.raw`/^(\/usr\/bin\/)?(find: |ls: cannot access )'.*': No such (file or directory|process)$/`,
    ...(started === '' ? [] : [String.raw`!/^(\/usr\/bin\/)?find: (${started}): /`]),
  ];
  return [
    `${settled.join(' && ')} {gone = 1; next}`,
    '/^=[0-9]+$/ {code = substr($0, 2); next}',
    // What sudo says of itself it says whatever comes of the command, and of a mistake in its rules two lines more.
    '/^sudo: / {print >"/dev/stderr"; next}',
    String.raw`/^\/etc\/sudoers[^ ]*:[0-9]+(:[0-9]+)?: / {shown = 2; print >"/dev/stderr"; next}`,
    String.raw`shown > 0 && !/^(\/usr\/bin\/)?(find|ls|awk|perl|sh|timeout): / {shown--; print >"/dev/stderr"; next}`,
    '$0 != "" {said = 1; print >"/dev/stderr"}',
    'END {print (code == 1 && gone && !said ? 0 : code)}',
  ].join('\n');
}

/** What `find` starts for what it has found. */
function programsOf(commands: Readonly<Record<string, Command>>): string[] {
  const programs = Object.values(commands).flatMap(({ run, mayVanish }) =>
    mayVanish === true ? run.filter((_, index) => run[index - 1] === '-exec') : [],
  );
  return [...new Set(programs)].sort();
}

function renderTake(name: string, command: Command): string {
  const { asRoot, bytes = defaultBytes, mayVanish } = command;
  return `take ${name} ${bytes + 1} ${mayVanish === true ? 'settle ' : ''}${asRoot === true ? '$root ' : ''}${limited(command).map(quote).join(' ')}`;
}

/** A word as the shell takes it as it is. */
function quote(word: string): string {
  return /^[A-Za-z0-9_/.,:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
