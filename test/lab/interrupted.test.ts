import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { describeLab } from '../support/lab';
import { keptByAzure, processesOf, remains } from '../support/left-over';
import { changesIn, RehearsedCopy } from '../support/rehearsed-copy';
import { type Started, startYosai } from '../support/start-yosai';

/** How long an interrupted run may take to end, in milliseconds. */
const boundMs = 30_000;

/** As a user does it: the command line is started, interrupted in the middle of `up`, and started again. */
describeLab('a rehearsal that is interrupted', () => {
  test('ends soon, leaves no process and no lock, and goes on where it has stopped', async () => {
    const project = new RehearsedCopy('hana');
    try {
      const start = () =>
        startYosai(project.copy.root, ['rehearse', 'up', '--verbose', '--state', 'out/rehearsal']);
      const locks = () =>
        [path.join(project.folder, 'state/.pulumi/locks')]
          .filter((folder) => existsSync(folder))
          .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }))
          .filter((name) => name.endsWith('.json'));

      /** Waits until so many more resources have been made, and the run is in the middle. */
      const inTheMiddle = async ({ printed }: Started) => {
        const made = () => printed().match(/ created \(/g)?.length ?? 0;
        await expect.poll(made, { timeout: 120_000, interval: 50 }).toBeGreaterThan(15);
      };
      const ends = async (run: Started, signal: NodeJS.Signals) => {
        const began = Date.now();
        const end = await run.ended;
        expect({ code: end.code, signal: end.signal }, end.stdout).toEqual({ code: null, signal });
        expect(Date.now() - began).toBeLessThan(boundMs);
        await expect.poll(() => processesOf(project.copy.root), { timeout: 10_000 }).toEqual([]);
        return end;
      };

      const first = start();
      await inTheMiddle(first);
      const beside = await start().ended;
      expect(beside.code).toBe(3);
      expect(beside.stderr).toContain(`process ${first.child.pid} on `);
      expect(beside.stderr).toContain('rehearses here');

      // A terminal's Ctrl-C reaches the whole group.
      process.kill(-(first.child.pid ?? 0), 'SIGINT');
      expect((await ends(first, 'SIGINT')).stderr).toBe(
        'yosai rehearse dev: up: interrupted; `yosai rehearse up` goes on where it has stopped\n',
      );
      expect(locks()).toEqual([]);
      expect(existsSync(`${project.folder}.lock`)).toBe(false);

      const second = start();
      await inTheMiddle(second);
      second.child.kill('SIGTERM');
      expect((await ends(second, 'SIGTERM')).stderr).toContain('interrupted');
      expect(locks()).toEqual([]);
      expect(existsSync(`${project.folder}.lock`)).toBe(false);

      // The second Ctrl-C ends it at once; what it could not give back, the next run takes.
      const third = start();
      await inTheMiddle(third);
      const group = -(third.child.pid ?? 0);
      process.kill(group, 'SIGINT');
      await expect.poll(() => third.printed(), { interval: 5 }).toMatch(/cancell?ing|interrupted/i);
      process.kill(group, 'SIGINT');
      await ends(third, 'SIGINT');

      const last = await start().ended;
      expect(last.code, last.stdout + last.stderr).toBe(0);
      const rest = changesIn({ code: 0, output: last.stdout });
      expect(rest.filter((line) => !/^(created|updated) /.test(line))).toEqual([]);
      expect(rest.length).toBeGreaterThan(50);

      // They are not written whole, and a killed engine leaves them empty.
      const files = readdirSync(path.join(project.folder, 'state'), { recursive: true, encoding: 'utf8' });
      expect(files.filter((name) => name.endsWith('.attrs'))).toEqual([]);
      expect(files.filter((name) => /stacks.*\/dev\.json$/.test(name))).toHaveLength(1);

      const rehearsal = await project.rehearsal();
      for (const operation of ['up', 'refresh', 'destroy'] as const) {
        const more = operation === 'destroy' ? [] : ['--expect-no-changes'];
        const { code, output } = await rehearsal.perform(operation, more);
        expect(code, output).toBe(0);
      }
      expect(await remains(project)).toEqual(keptByAzure);
    } finally {
      project.remove();
    }
  });
});
