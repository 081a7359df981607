import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../../lib/host-audit/collector/command';
import { collectorScript } from '../../../lib/host-audit/collector/script';
import { readTranscript } from '../../../lib/host-audit/facts/frames';

const mark = '0123456789abcdefXYZ';

/** What the collector brings back when a real shell runs it, as this account. */
function collect(commands: Record<string, Command>, shell: readonly [string, ...string[]] = ['sh']) {
  const [program, ...more] = shell;
  const { stdout, status } = spawnSync(program, [...more, '-s'], { input: collectorScript(commands, mark) });
  expect(status).toBe(0);
  const { outputs, isWhole } = readTranscript(stdout, mark);
  expect(isWhole).toBe(true);
  return Object.fromEntries(
    [...outputs].map(([name, { stdout: bytes, code, message }]) => [
      name,
      { said: bytes.toString(), code, message },
    ]),
  );
}

const shell = (script: string): Command['run'] => ['sh', '-c', script];

describe.each([[['dash'] as const], [['bash', '--posix'] as const]])('the collector in %j', (program) => {
  it('brings what a command printed, its exit code and its message', () => {
    const found = collect(
      {
        words: { run: ['echo', `it's  * "$HOME" \\n`] },
        both: { run: shell('echo out; echo err >&2; exit 3') },
        nothing: { run: ['true'] },
        unended: { run: ['printf', 'a\nb'] },
      },
      program,
    );
    expect(found).toEqual({
      words: { said: `it's  * "$HOME" \\n\n`, code: 0, message: '' },
      both: { said: 'out\n', code: 3, message: 'err' },
      nothing: { said: '', code: 0, message: '' },
      unended: { said: 'a\nb', code: 0, message: '' },
    });
  });

  it('ends what takes too long or prints too much, and goes on', () => {
    const found = collect(
      {
        long: { run: ['sleep', '60'], seconds: 1 },
        stubborn: { run: shell('trap "" TERM; sleep 60 & wait; sleep 60'), seconds: 1 },
        loud: { run: ['yes'], bytes: 10 },
        complaining: { run: shell('head -c 100000 /dev/zero | tr "\\0" x >&2; echo fine') },
        after: { run: ['echo', 'here'] },
      },
      program,
    );
    expect(found['long']?.code).toBe(124);
    expect(found['stubborn']?.code).toBe(137);
    expect(found['loud']?.said).toHaveLength(11);
    expect(found['complaining']).toEqual({ said: 'fine\n', code: 0, message: 'x'.repeat(300) });
    expect(found['after']?.said).toBe('here\n');
  });

  it('runs the same command once, whoever asks', () => {
    const one: Command = { run: ['echo', 'said'], seconds: 5 };
    const found = collect({ first: one, second: { ...one }, longer: { ...one, seconds: 6 } }, program);
    expect(Object.keys(found)).toEqual(['first', 'longer']);
  });

  it('takes what vanished while it was looked at for no failure, and nothing else', () => {
    const vanished = "find: '/a b': No such file or directory";
    const ended = (code: number, ...messages: string[]): Command => ({
      run: shell(
        `printf "seen\\0"; printf '%s\\n' ${messages.map((text) => `"${text}"`).join(' ')} >&2; exit ${code}`,
      ),
      mayVanish: true,
    });
    const commands = {
      gone: ended(1, vanished, vanished),
      many: ended(1, ...Array.from({ length: 99 }, () => vanished)),
      denied: ended(1, vanished, "find: '/b': Permission denied"),
      silent: { run: shell('exit 1'), mayVanish: true } as const,
      other: ended(2, vanished),
      long: { run: ['sleep', '60'], seconds: 1, mayVanish: true } as const,
      strict: { ...ended(1, vanished), mayVanish: undefined } as unknown as Command,
    };
    const found = collect(commands, program);
    expect(found['gone']).toEqual({ said: 'seen\0', code: 0, message: '' });
    expect(found['many']?.code).toBe(0);
    expect(found['denied']).toMatchObject({ code: 1, message: "find: '/b': Permission denied" });
    expect(found['silent']).toEqual({ said: '', code: 1, message: '' });
    expect(found['other']?.code).toBe(2);
    expect(found['long']?.code).toBe(124);
    expect(found['strict']).toMatchObject({ code: 1, message: `${vanished}` });
  });

  it('takes a search that was ended for a failure, and what could not be started', () => {
    const ended = (message: string, ...found: string[]): Command => ({
      run: [...(['sh', '-c', `printf '%s\\n' "${message}" >&2; exit 1`] as const), ...found],
      mayVanish: true,
    });
    const gone = 'No such file or directory';
    const perl = ended(`/usr/bin/find: '/usr/bin/perl': ${gone}`, '-exec', '/usr/bin/perl');
    const found = collect(
      {
        moved: ended(`/usr/bin/find: failed to read file names from file system at or below '/': ${gone}`),
        perl,
        sudo: ended(`sudo: unable to execute /usr/bin/timeout: ${gone}`),
        otherPerl: ended(`/usr/bin/find: '/home/eve/usr/bin/perl': ${gone}`),
        listed: ended(`/usr/bin/ls: cannot access '/etc/a': ${gone}`),
      },
      program,
    );
    const codes = Object.entries(found).map(([name, { code }]) => [name, code]);
    expect(Object.fromEntries(codes)).toEqual({ moved: 1, perl: 1, sudo: 1, otherPerl: 0, listed: 0 });
  });

  it('does not see to what sudo says of itself, but to what is said besides', () => {
    const gone = "find: '/a': No such file or directory";
    const denied = "find: '/b': Permission denied";
    // As sudo 1.9.13 and 1.9.16 show a line that is no rule.
    const mistake = ['/etc/sudoers.d/wrong:1:9: syntax error', 'this is no rule', '        ^~'];
    const ended = (...lines: readonly string[]): Command => ({
      run: shell(`printf '%s\\n' ${lines.map((line) => `"${line}"`).join(' ')} >&2; exit 1`),
      mayVanish: true,
    });
    const found = collect(
      {
        unresolved: ended('sudo: unable to resolve host web: Name or service not known', gone),
        wrongRule: ended(...mistake, gone),
        twoWrongRules: ended(...mistake, ...mistake, gone),
        alone: ended(...mistake),
        denied: ended(...mistake, denied, gone),
        deniedAtOnce: ended('/etc/sudoers.d/wrong:1:9: syntax error', denied, gone),
        refused: ended('sudo: a password is required'),
      },
      program,
    );
    const codes = Object.entries(found).map(([name, { code }]) => [name, code]);
    expect(Object.fromEntries(codes)).toEqual({
      ...{ unresolved: 0, wrongRule: 0, twoWrongRules: 0 },
      ...{ alone: 1, denied: 1, deniedAtOnce: 1, refused: 1 },
    });
    expect(found['unresolved']?.message).toContain('sudo: unable to resolve host web');
  });

  it('knows a search of a real find that somebody ended by moving a folder', () => {
    const top = mkdtempSync(path.join(tmpdir(), 'yosai-moved-'));
    try {
      const deep = path.join(top, 'a/b/c/d/e/f/g/h');
      mkdirSync(deep, { recursive: true });
      const move = ['mv', path.join(top, 'a/b'), path.join(top, 'moved')];
      const run: Command['run'] = [
        ...(['/usr/bin/find', top, '-ignore_readdir_race', '-name', 'h', '-exec'] as const),
        ...[...move, ';'],
      ];
      expect(collect({ moved: { run, mayVanish: true } }, program)['moved']?.code).toBe(1);
    } finally {
      rmSync(top, { recursive: true, force: true });
    }
  });

  it('says of a command that is not there that it is not', () => {
    expect(collect({ gone: { run: ['no-such-command'] } }, program)['gone']?.code).toBe(127);
  });

  it('takes what looks like a mark for output', () => {
    const said = `\n0123456789abcdefXY words\n0123456789abcdefXY:0;\n`;
    expect(collect({ forged: { run: ['printf', '%s', said] } }, program)['forged']).toEqual({
      said,
      code: 0,
      message: '',
    });
  });
});

it('runs nothing of a script that has arrived in part', () => {
  const whole = collectorScript({ first: { run: ['echo', 'ran'] } }, mark);
  for (const length of [whole.indexOf('take()'), whole.length - 'collect </dev/null\n'.length]) {
    const { stdout } = spawnSync('sh', ['-s'], { input: whole.slice(0, length) });
    expect(stdout.toString()).toBe('');
  }
});

it('refuses a mark that an output could foresee', () => {
  expect(() => collectorScript({}, 'x')).toThrow('16 letters and digits or more');
});
