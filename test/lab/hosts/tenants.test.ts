import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Lab, labReleases } from './lab';
import { report } from './report';
import type { Copy, SavedMachine } from './saved-machine';

/** Nothing between the machines filters: what holds is each machine's own firewall. */
describe.each(labReleases())('Debian %i, machines of two tenants on one network', (release) => {
  let lab: Lab;
  let machines: readonly [SavedMachine, SavedMachine];
  let copies: readonly [Copy, Copy];

  beforeAll(async () => {
    lab = await Lab.open();
    machines = [
      await lab.saved({ release, name: 'aoba-app-1', hardened: true }),
      await lab.saved({ release, name: 'kita-app-1', hardened: true }),
    ];
    copies = [await lab.copy(machines[0]), await lab.copy(machines[1])];
  });

  afterAll(() => lab?.close());

  it.each([
    [0, 1],
    [1, 0],
  ] as const)('neither reaches the other (%i to %i)', async (from, to) => {
    const { address } = machines[to].machine.dev;
    for (const port of [22, 443, 5432]) {
      // A firewall that drops leaves the connection waiting until the limit ends it.
      const { code } = await copies[from].ssh.run(`timeout 5 bash -c 'exec 3<>/dev/tcp/${address}/${port}'`);
      expect([port, code]).toEqual([port, 124]);
    }
    report(`${machines[from].machine.name} does not reach ${machines[to].machine.name}`);
  });
});
