import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleScript, renderBundle } from '../../../components/hardening/bundle';
import { Lab, labReleases } from './lab';
import { report, took } from './report';
import type { Copy, SavedMachine } from './saved-machine';
import { idsOf, yosaiAudit } from './yosai';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = publicKey.export({ type: 'spki', format: 'pem' }).toString();
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

/** What makes a machine worse: sshd does not start any more, and neither does a service that no bundle had before. */
const worseFiles = [
  "put 0600 /etc/ssh/sshd_config.d/00-worse.conf <<'YOSAI-END-OF-FILE'",
  'NoSuchKeyword yes',
  'YOSAI-END-OF-FILE',
  "put 0644 /etc/systemd/system/worse.service <<'YOSAI-END-OF-FILE'",
  '[Service]',
  'ExecStart=/bin/false',
  'YOSAI-END-OF-FILE',
  'systemctl daemon-reload',
  'systemctl start worse.service || :',
  '',
].join('\n');

describe.each(labReleases())('Debian %i on the second day', (release) => {
  let lab: Lab;
  let saved: SavedMachine;
  let copy: Copy;

  beforeAll(async () => {
    lab = await Lab.open();
    saved = await lab.saved({ release, name: 'aoba-app-1', hardened: true });
    copy = await lab.copy(saved);
    await copy.ssh.asRoot(`cat > /etc/yosai/bundle-key.pem <<'END'\n${key}END`);
  });

  afterAll(() => lab?.close());

  interface Signing {
    readonly signer?: KeyObject;
    readonly name?: string;
    readonly change?: (script: string) => string;
  }

  /** The bundle of the plan, as a signer gives it out. */
  function signed(version: number, { signer = privateKey, name, change = (text) => text }: Signing = {}) {
    const { host } = saved.machine.dev;
    const script = change(bundleScript(host));
    const digest = createHash('sha256').update(script).digest('hex');
    const manifest = `version ${version}\n${digest}  ${name ?? host.hostName}\n`;
    const signature = sign('RSA-SHA256', Buffer.from(manifest), signer).toString('base64');
    return renderBundle(host, { scripts: new Map([[host.hostName, script]]), manifest }, signature);
  }

  const run = () => copy.ssh.asRoot('systemctl start yosai-update.service', 900);
  const violated = async () => idsOf(await yosaiAudit(lab, saved, copy), 'violated');
  const loosen = () => copy.ssh.asRoot('sysctl -qw kernel.kptr_restrict=0');
  const isLoose = async () => (await copy.ssh.asRoot('sysctl -n kernel.kptr_restrict')) === '0\n';
  const lastSaid = () => copy.ssh.asRoot('journalctl -q -t yosai-update -n 1 -o cat');

  it('repairs what somebody loosened by the bundle of the plan', async () => {
    const before = await violated();
    await copy.ssh.asRoot('sysctl -qw kernel.kptr_restrict=0 net.ipv4.conf.all.accept_redirects=1');
    expect((await violated()).length).toBe(before.length + 2);
    lab.metadata.userData = signed(5);
    const started = Date.now();
    await run();
    expect(await lastSaid()).toMatch(/^applied version 5, [0-9a-f]{64}\n$/);
    expect(await violated()).toEqual(before);
    report(
      `${saved.machine.name}: the bundle repaired two settings in ${took((Date.now() - started) / 1000)}`,
    );
  });

  const another = { change: (script: string) => `${script}# another\n` };
  it.each([
    ['an older version', () => signed(4, another), /version 4 is older than 5/],
    ['other content under the same version', () => signed(5, another), /version 5 was another bundle before/],
    [
      'one that somebody else signed',
      () => signed(6, { signer: stranger }),
      /not by the key of this machine/,
    ],
    ['one that nobody signed', () => saved.machine.dev.bundle, /the bundle is not signed/],
    ['one that is torn', () => signed(6).slice(0, -2000), /does not list this script for this machine/],
    ['one for another machine', () => signed(6, { name: 'kita-app-1' }), /does not list this script/],
  ])('changes nothing by %s', async (_, bundle, why) => {
    await loosen();
    lab.metadata.userData = bundle();
    await expect(run()).rejects.toThrow(/yosai-update/);
    expect(await lastSaid()).toMatch(why);
    expect(await isLoose()).toBe(true);
    expect(await copy.ssh.asRoot('cat /var/lib/yosai/accepted')).toMatch(/^5 /);
  });

  it('goes back from a bundle that makes the machine worse', async () => {
    lab.metadata.userData = signed(6, {
      change: (script) => script.replace(/^\/usr\/local\/sbin\/yosai-harden$/m, `${worseFiles}$&`),
    });
    const started = Date.now();
    await expect(run()).rejects.toThrow(/yosai-update/);
    expect(await lastSaid()).toMatch(
      /^refused: version 6, .* made this machine worse \(.*worse\.service.*sshd -t.*\); went back to what was before\n$/,
    );
    report(
      `${saved.machine.name}: went back to the last good bundle in ${took((Date.now() - started) / 1000)}`,
    );
    // The hardening also repairs what was loose before.
    expect(await isLoose()).toBe(false);
    const left = 'ls /etc/ssh/sshd_config.d/00-worse.conf /etc/systemd/system/worse.service 2>/dev/null || :';
    expect(await copy.ssh.asRoot(`sshd -t\n${left}`)).toBe('');
    expect(await copy.ssh.asRoot('systemctl list-units --failed --plain --no-legend worse.service')).toBe('');
  });

  it('does not try that bundle again, but a later version', async () => {
    await expect(run()).rejects.toThrow(/yosai-update/);
    expect(await lastSaid()).toMatch(/has made this machine worse before/);
    lab.metadata.userData = signed(7, another);
    await run();
    expect(await lastSaid()).toMatch(/^applied version 7, /);
  });
});
