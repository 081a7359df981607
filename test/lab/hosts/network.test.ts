import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostAddress } from '../../../components/host-address';
import { rangeOf } from '../../../components/network';
import { subnetRanges } from '../../../lib/baseline/addresses';
import { openPorts } from '../../../lib/baseline/network-rules';
import { Lab, labReleases } from './lab';
import { addressIn } from './lab-machines';
import { report } from './report';
import type { Copy, SavedMachine } from './saved-machine';

/** Ports on which something may well listen, and the highest one. */
const triedPorts = [21, 22, 23, 25, 53, 80, 111, 123, 443, 445, 2222, 3306, 5355, 5432, 8080, 8443, 65_535];

describe.each(labReleases())('Debian %i in the network of the lab', (release) => {
  let lab: Lab;
  let app: Copy;
  let saved: SavedMachine;
  let gateway: string;

  beforeAll(async () => {
    lab = await Lab.open();
    saved = await lab.saved({ release, name: 'aoba-app-1', hardened: true });
    app = await lab.copy(saved);
    gateway = addressIn(lab.baseline, 0, 'gateway');
  });

  afterAll(() => lab?.close());

  const openFrom = async (from: string) => {
    const answers = await Promise.all(
      triedPorts.map((port) => lab.network.connects(from, saved.machine.dev.address, port)),
    );
    return triedPorts.filter((_, index) => answers[index] !== 'silent');
  };

  it('takes its time from the server of the baseline', async () => {
    const tracking = await app.ssh.asRoot('chronyc -n waitsync 30 0.1 0 1 >/dev/null\nchronyc -n tracking');
    const [server] = lab.addresses.timeServers.values();
    expect(tracking).toContain(`(${server})`);
    expect(tracking).toMatch(/Leap status +: Normal/);
    expect(lab.timeQuestions).toBeGreaterThan(0);
    report(`${saved.machine.name}: time from ${server}, ${/System time +: (.*)/.exec(tracking)?.[1]}`);
  });

  it('sends its logs to the collector', async () => {
    await app.ssh.asRoot('logger -t lab -p auth.notice "a line that leaves the machine"');
    await expect
      .poll(() => lab.collector.lines.join('\n'), { timeout: 60_000 })
      .toContain('a line that leaves the machine');
  });

  it('opens to each peer exactly what its role lists', async () => {
    const ports = (service: string) =>
      openPorts(lab.baseline.network, saved.machine.dev.host.role)
        .filter((open) => open.service === service)
        .flatMap((open) => open.ports.map(Number));
    expect(await openFrom(gateway)).toEqual(ports('https'));
    expect(await openFrom(lab.addresses.bastion)).toEqual(ports('ssh'));
  });

  it('is closed to other tenants, to its neighbours and to the Internet', async () => {
    const strangers = [
      addressIn(lab.baseline, 1, 'gateway'),
      addressIn(lab.baseline, 1, 'app'),
      addressIn(lab.baseline, 0, 'data'),
      hostAddress(rangeOf(subnetRanges(lab.baseline.network, 'tenant', 0), 'app'), 9),
      '198.51.100.7',
    ];
    for (const stranger of strangers) expect([stranger, await openFrom(stranger)]).toEqual([stranger, []]);
    report(
      `${saved.machine.name}: ${strangers.length} strangers found none of ${triedPorts.length} ports open`,
    );
  });
});
