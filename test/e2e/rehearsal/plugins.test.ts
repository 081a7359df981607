import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Cloud } from '../../../lib/rehearsal/cloud/cloud';
import type { FaultSettings } from '../../../lib/rehearsal/cloud/faults';
import { writePlugins } from '../../../lib/rehearsal/providers/write-plugins';
import { ProviderClient } from '../../rehearsal/support/provider-client';
import { subscriptionId } from '../../rehearsal/support/rehearsal';
import { repositoryRoot } from '../../support/repository-copy';

const groupType = 'azure-native:resources:ResourceGroup';
const inputs = (resourceGroupName: string) => ({ resourceGroupName, location: 'japaneast' });

let folder: string;
let started: ChildProcess[];

beforeAll(async () => {
  const { build } = await import(path.join(repositoryRoot, 'scripts/build.mjs'));
  await build(repositoryRoot);
});
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'yosai-plugins-'));
  started = [];
});
afterEach(() => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function write(faults: FaultSettings = {}): void {
  const bundle = path.join(repositoryRoot, 'dist/rehearsal/provider.js');
  writePlugins(path.join(folder, 'plugins'), bundle, { database: path.join(folder, 'cloud'), faults });
}

/** Starts a plugin as the engine does, and reads its port. */
async function start(name: string): Promise<{ client: ProviderClient; child: ChildProcess }> {
  const child = spawn(path.join(folder, 'plugins', `pulumi-resource-${name}`), ['127.0.0.1:1'], {
    stdio: 'pipe',
  });
  started.push(child);
  const [port] = await once(createInterface({ input: child.stdout as NodeJS.ReadableStream }), 'line');
  const client = new ProviderClient(port);
  await client.configure({ subscriptionId });
  return { client, child };
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const [code] = await once(child, 'exit');
  return code;
}

describe('the plugins', () => {
  test.each([
    ['azure-native', '3.28.0'],
    ['random', '4.21.2'],
    ['tls', '5.6.1'],
  ])(
    '%s starts, says its port first and its version, and ends when it is asked to',
    async (name, version) => {
      write();
      const { client, child } = await start(name);
      expect(await client.version()).toBe(version);
      await client.cancel();
      client.close();
      child.kill('SIGTERM');
      expect(await ended(child)).toBe(0);
    },
  );

  test('what one process has made another finds, also after it was killed', async () => {
    write();
    const first = await start('azure-native');
    const made = await first.client.create(groupType, inputs('rg'));
    first.child.kill('SIGKILL');
    await ended(first.child);
    const second = await start('azure-native');
    expect((await second.client.read(groupType, made))?.id).toBe(made.id);
    // A third, beside the second, sees the same cloud.
    const third = await start('azure-native');
    await third.client.create(groupType, inputs('other'));
    const other = { id: made.id.replace(/rg$/, 'other'), outputs: {}, inputs: {} };
    expect((await second.client.read(groupType, other))?.inputs).toMatchObject({ location: 'japaneast' });
  });

  test('a crash leaves what the cloud has made, and the next run meets it', async () => {
    write({ crashAfterCreates: 2 });
    const first = await start('azure-native');
    await first.client.create(groupType, inputs('one'));
    await expect(first.client.create(groupType, inputs('two'))).rejects.toThrow();
    expect(await ended(first.child)).toBe(1);
    const cloud = new Cloud(path.join(folder, 'cloud'));
    expect(cloud.list().map(({ properties }) => properties['name'])).toEqual(['one', 'two']);
    await cloud.close();
    const second = await start('azure-native');
    await expect(second.client.create(groupType, inputs('two'))).rejects.toThrow(
      'cannot create already existing',
    );
    await expect(second.client.create(groupType, inputs('three'))).resolves.toBeDefined();
  });

  test('a plugin does not outlive the process that started it', async () => {
    write();
    const launcher = path.join(folder, 'plugins', 'pulumi-resource-random');
    const script = `const c=require('child_process').spawn(${JSON.stringify(launcher)},{stdio:['ignore','pipe','ignore']});c.stdout.once('data',()=>console.log(c.pid));setInterval(()=>{},1000)`;
    const parent = spawn(process.execPath, ['-e', script], { stdio: 'pipe' });
    started.push(parent);
    const [line] = await once(createInterface({ input: parent.stdout as NodeJS.ReadableStream }), 'line');
    const pid = Number(line);
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    for (let round = 0; round < 50 && isAlive(pid); round += 1) await delay(100);
    expect(isAlive(pid)).toBe(false);
  });

  test('a settings file that is wrong is said, in one line and without a stack', async () => {
    write({ throttleEvery: 0 });
    const child = spawn(path.join(folder, 'plugins', 'pulumi-resource-random'), { stdio: 'pipe' });
    started.push(child);
    const [text] = await once(child.stderr, 'data');
    expect(String(text)).toBe(
      `simulated provider: ${path.join(folder, 'plugins', 'settings.json')} faults.throttleEvery: must be a whole number of at least 1, found 0\n`,
    );
    expect(await ended(child)).toBe(1);
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
