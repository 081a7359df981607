import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failFixture, previewFixture, programFolder, resourceNamed } from '../../support/preview-fixture';

const commandLine = path.resolve(__dirname, '../../../bin/yosai.js');

describe('a program that fails says why and where', () => {
  it.each([
    ['throws at once', 'sync', 'index.js:5: thrown at once'],
    ['throws later', 'async', 'index.js:9: thrown later'],
    ['rejects a promise', 'reject', 'index.js:13: rejected by the program'],
    ['throws in an apply', 'apply', 'index.js:26: thrown in an apply'],
    ['throws a RunError', 'runError', 'said in plain words'],
    ['throws no error but a text', 'text', 'only a text'],
    [
      'lacks a configuration value',
      'config',
      "Missing required configuration variable 'fixture:missing'\n" +
        '\tplease set a value using the command `pulumi config set fixture:missing <value>`',
    ],
  ])('when it %s', async (_, how, text) => {
    const failure = await failFixture('015-throws', { config: [`how=${how}`] });
    expect(failure).toMatchObject({ kind: 'program', text });
  });

  it('when it throws a ResourceError', async () => {
    const failure = await failFixture('015-throws', { config: ['how=resourceError'] });
    expect(failure.text).toContain('said about a resource');
    expect(failure.text).not.toContain('\u001b');
  });

  it.each([
    [
      'does not parse',
      '016-syntax-error',
      "broken.source:3\nconst broken = {;\n                ^\n\nSyntaxError: Unexpected token ';'",
    ],
    [
      'lacks a module',
      '017-missing-module',
      "index.js:1: Cannot find module 'a-module-that-nobody-installed'",
    ],
    [
      'lacks the file that package.json names',
      '018-missing-main',
      'Cannot find module \'dist/index.js\'. Please verify that the package.json has a valid "main" entry',
    ],
    [
      'registers a resource twice',
      '022-duplicate',
      'index.js:4: failed to register new resource twice [test:index:Thing]: Duplicate resource URN ' +
        "'urn:pulumi:dev::fixture::test:index:Thing::twice'; try giving it a unique name",
    ],
    [
      'names a parent that nobody registered',
      '023-unknown-parent',
      'index.js:5: failed to register new resource orphan [test:index:Thing]: ' +
        "'urn:pulumi:dev::fixture::test:groups:Group$test:index:Thing::orphan' names the parent " +
        "'urn:pulumi:dev::fixture::test:groups:Group::nobody', which the program has not registered",
    ],
  ])('when it %s', async (_, name, text) => {
    expect(await failFixture(name)).toMatchObject({ kind: 'program', text });
  });

  it('and shows no secret in it', async () => {
    const folder = programFolder('015-throws');
    const failure = await failFixture('015-throws', { config: ['how=secret', 'token=a-plain-value'] });
    expect(failure.text).toBe('index.js:31: the token is a-plain-value');
    expect(failure.text).not.toContain(folder);
  });
});

describe('an option that the official engine refuses is refused here', () => {
  it.each([
    ['timeout', ['how=timeout'], "'thing' has the timeout 'soon'; expected hours, minutes and seconds"],
    ['version', ['how=version'], "'test:index:Thing' names version 'one.two' of its provider"],
    ["provider's version", ['how=providerVersion'], "'provider' names version 'one.two' of its provider"],
  ])('a %s that is none', async (_, config, words) => {
    expect((await failFixture('072-refused-options', { config })).text).toContain(words);
  });

  it('no provider where the default one is disabled', async () => {
    const config = ['pulumi:disable-default-providers=["*"]'];
    expect((await failFixture('012-references', { config })).text).toContain(
      "Default provider for 'test' disabled (pulumi:disable-default-providers); " +
        "'test:index:Thing' must use an explicit provider",
    );
  });
});

describe('what only a provider plugin or the deployment could do is refused by name', () => {
  it.each([
    [
      'a remote component',
      '024-remote',
      ['how=component'],
      "the remote component 'cluster' (eks:index:Cluster)",
    ],
    [
      'a call of a method',
      '024-remote',
      ['how=call'],
      "calls of a resource's methods ('test:index:Thing/method')",
    ],
    ['a hook during previews', '025-hooks', ['onDryRun=true'], "the resource hook 'notice'"],
    [
      'another version of Pulumi',
      '026-required-version',
      ['range=>=4.0.0'],
      'the program requires Pulumi >=4.0.0',
    ],
    ['no version at all', '026-required-version', ['range=nonsense'], 'the program requires Pulumi nonsense'],
  ])('%s', async (_, name, config, words) => {
    const failure = await failFixture(name, { config });
    expect(failure.kind).toBe('program');
    expect(failure.text).toContain(words);
    expect(failure.text).not.toMatch(/UNIMPLEMENTED|FAILED_PRECONDITION|\n\s+at /);
  });

  it('but hooks of the deployment and a version that fits are accepted', async () => {
    const { plan, messages } = await previewFixture('025-hooks');
    expect(resourceNamed(plan, 'thing').operation).toBe('create');
    expect(messages).toEqual([]);
    const versioned = await previewFixture('026-required-version', { config: ['range=>=3.0.0 <4.0.0'] });
    expect(versioned.plan.resources).toHaveLength(1);
  });
});

describe('messages', () => {
  it('of the program are kept with their severity and resource', async () => {
    const { messages } = await previewFixture('014-messages');
    const urn = 'urn:pulumi:dev::fixture::test:index:Thing::thing';
    expect(messages).toHaveLength(4);
    expect(messages).toEqual(
      expect.arrayContaining([
        { severity: 'info', text: 'informing', urn: '' },
        { severity: 'warning', text: 'warning about it', urn },
        { severity: 'info', text: 'printed without an end of line', urn: '' },
        { severity: 'warning', text: 'printed as an error', urn: '' },
      ]),
    );
  });

  it('for debugging are not even sent', async () => {
    const { plan } = await previewFixture('032-debug');
    const sent = plan.outputs['sent'] as string[];
    expect(sent).toContain('informing');
    expect(sent.filter((text) => text === 'debugging' || text.includes('thing-'))).toEqual([]);
  });

  it('that are errors are told, and do not end a program that goes on', async () => {
    const { messages } = await previewFixture('014-messages', { config: ['fail=true'] });
    const urn = 'urn:pulumi:dev::fixture::test:index:Thing::thing';
    expect(messages).toContainEqual({ severity: 'error', text: 'this must not happen', urn });
  });
});

describe('the end of a program', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'program-end-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(['busy', 'idle'])('that never comes is a time limit (%s)', async (how) => {
    const started = Date.now();
    const failure = await failFixture('019-never-ends', { config: [`how=${how}`], timeLimitMs: 3000 });
    expect(failure).toMatchObject({
      kind: 'timeLimit',
      text: 'the program did not end within 3 s (--timeout)',
    });
    expect(Date.now() - started).toBeLessThan(12_000);
  });

  it('is also the end of what it has started', async () => {
    const pidFile = path.join(folder, 'pid');
    await previewFixture('020-leaves-child', { config: [`pidFile=${pidFile}`] });
    await expect.poll(() => isAlive(Number(readFileSync(pidFile, 'utf8'))), { timeout: 5000 }).toBe(false);
  });

  it('comes when the preview itself is killed', async () => {
    const pidFile = path.join(folder, 'idles');
    const pid = () => (existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) : 0);
    const preview = spawn(
      process.execPath,
      [commandLine, 'preview', '--cwd', programFolder('033-idles'), '--config', `pidFile=${pidFile}`],
      { stdio: 'ignore' },
    );
    await expect.poll(() => pid() > 0 && isAlive(pid()), { timeout: 20_000 }).toBe(true);
    preview.kill('SIGKILL');
    await expect.poll(() => isAlive(pid()), { timeout: 5000 }).toBe(false);
  });

  it('with a code of its own is a failure', async () => {
    const failure = await failFixture('021-exits', { config: ['code=3'] });
    expect(failure).toMatchObject({ kind: 'program', text: 'the program ended with exit code 3' });
  });

  it('in the middle of its work is a failure, even with the code 0', async () => {
    const failure = await failFixture('021-exits', { config: ['code=0'] });
    expect(failure.text).toMatch(
      /^the program ended with exit code 1\n.*(promises were still active|exited before the following resource)/,
    );
  });

  it('after its work is an end', async () => {
    const { plan } = await previewFixture('021-exits', { config: ['code=0', 'late=true'] });
    expect(resourceNamed(plan, 'thing').operation).toBe('create');
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
