import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Lab, labReleases } from './lab';
import { report, took } from './report';
import type { Copy, SavedMachine } from './saved-machine';
import { idsOf, yosaiAudit } from './yosai';

describe.each(labReleases())('Debian %i on the second day', (release) => {
  let lab: Lab;
  let saved: SavedMachine;
  let copy: Copy;

  beforeAll(async () => {
    lab = await Lab.open();
    saved = await lab.saved({ release, name: 'aoba-app-1', hardened: true });
    copy = await lab.copy(saved);
  });

  afterAll(() => lab?.close());

  const update = () => copy.ssh.asRoot('systemctl start yosai-update.service', 900);
  const violated = async () => idsOf(await yosaiAudit(lab, saved, copy), 'violated');

  it('repairs what somebody loosened by the bundle of the plan', async () => {
    const before = await violated();
    await copy.ssh.asRoot('sysctl -qw kernel.kptr_restrict=0 net.ipv4.conf.all.accept_redirects=1');
    const loosened = await violated();
    expect(loosened.length).toBe(before.length + 2);
    lab.metadata.userData = saved.machine.dev.bundle;
    const started = Date.now();
    await update();
    expect(await violated()).toEqual(before);
    report(
      `${saved.machine.name}: the bundle repaired two settings in ${took((Date.now() - started) / 1000)}`,
    );
  });

  it.each([
    ['one for another machine', (bundle: string) => bundle.replaceAll(/ {2}aoba-/g, '  kita-')],
    ['one that is torn', (bundle: string) => bundle.slice(0, bundle.length / 2)],
  ])('takes no bundle but its own: %s', async (_, change) => {
    await copy.ssh.asRoot('sysctl -qw kernel.kptr_restrict=0\nrm -f /var/lib/yosai/applied');
    lab.metadata.userData = change(saved.machine.dev.bundle);
    await expect(update()).rejects.toThrow(/yosai-update/);
    expect(await copy.ssh.asRoot('sysctl -n kernel.kptr_restrict')).toBe('0\n');
  });
});
