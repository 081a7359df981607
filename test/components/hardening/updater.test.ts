import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderBundle, type TenantBundles } from '../../../components/hardening/bundle';
import type { HardenedHost } from '../../../components/hardening/host';
import { updaterFiles } from '../../../components/hardening/updater';
import { tenantHosts } from '../../../components/tenant-hosts';
import { exampleDeployment, exampleTenant } from '../support/deployment';
import { PlayedMachine } from '../support/played-machine';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = publicKey.export({ type: 'spki', format: 'pem' }).toString();
const host = machineOf(tenantHosts(exampleDeployment(), exampleTenant, key));

function machineOf([first]: readonly HardenedHost[]): HardenedHost {
  if (first === undefined) throw new Error('the example has no machine');
  return first;
}

/** A bundle whose script only notes that it ran, and then ends as asked. */
function noting(text: string, code = 0, name = host.hostName): TenantBundles {
  const noted = `echo ${text} >> "$NOTES"\nexit ${code}\n`;
  const digest = createHash('sha256').update(noted).digest('hex');
  return { scripts: new Map([[host.hostName, noted]]), manifest: `${digest}  ${name}\n` };
}

const signedBy = (signer: KeyObject, bundles: TenantBundles) =>
  renderBundle(host, bundles, sign('RSA-SHA256', Buffer.from(bundles.manifest), signer).toString('base64'));
const signed = (bundles: TenantBundles) => signedBy(privateKey, bundles);

const script = updaterFiles(host).find(({ path }) => path.endsWith('/yosai-update'))?.content ?? '';

describe('the updater of a machine', () => {
  let machine: PlayedMachine;
  beforeEach(() => {
    machine = new PlayedMachine(host.hostName);
    machine.write('bundle-key.pem', key);
    // Its arguments end with: --output encoded URL.
    const [url, data] = [machine.file('url'), machine.file('user-data')];
    machine.play('curl', `for url; do :; done; echo "$url" > '${url}'; cat '${data}' > encoded`);
  });
  afterEach(() => machine.remove());

  function update(bundle: string): { code: number | null; log: string; notes: string } {
    machine.write('user-data', Buffer.from(bundle).toString('base64'));
    const paths = { '/var/lib/yosai': 'state', '/etc/yosai/bundle-key.pem': 'bundle-key.pem' };
    const code = machine.run(script, paths, { NOTES: machine.file('notes') });
    return { code, log: machine.read('log'), notes: machine.read('notes') };
  }

  it('applies a signed bundle once, and the next one again', () => {
    const one = noting('one');
    expect(update(signed(one))).toEqual({
      code: 0,
      log: `applied ${one.manifest.slice(0, 64)}\n`,
      notes: 'one\n',
    });
    expect(update(signed(one))).toMatchObject({ code: 0, notes: 'one\n' });
    expect(update(signed(noting('two')))).toMatchObject({ code: 0, notes: 'one\ntwo\n' });
    expect(machine.read('url')).toBe(
      'http://169.254.169.254/metadata/instance/compute/userData?api-version=2021-01-01&format=text\n',
    );
    expect(readdirSync(machine.file('state'))).toEqual(['applied']);
  });

  it('tries again what was not applied whole', () => {
    const broken = signed(noting('broken', 3));
    expect(update(broken)).toMatchObject({ code: 1, log: expect.stringContaining('was not applied whole') });
    expect(update(broken)).toMatchObject({ code: 1, notes: 'broken\nbroken\n' });
  });

  const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  it.each([
    ['that nobody signed', renderBundle(host, noting('x')), 'the bundle is not signed'],
    [
      'that somebody else signed',
      signedBy(other, noting('x')),
      'the signature is not by the key of this machine',
    ],
    [
      'whose script was changed',
      signed(noting('x')).replace('echo x', 'echo y'),
      'the manifest does not list this script for this machine',
    ],
    [
      'of another machine',
      signed(noting('x', 0, 'kita-app-1')),
      'the manifest does not list this script for this machine',
    ],
    ['of another form', signed(noting('x')).replace('/1 ', '/2 '), 'the bundle is of another form'],
    ['that is empty', '', 'the bundle is empty'],
  ])('refuses a bundle %s', (_, bundle, why) => {
    expect(update(bundle)).toEqual({ code: 1, log: `refused: ${why}\n`, notes: '' });
  });

  it('refuses to guess when the metadata service does not answer', () => {
    machine.play('curl', 'exit 22');
    expect(update(signed(noting('x')))).toEqual({
      code: 1,
      log: 'refused: the metadata service gives no user data\n',
      notes: '',
    });
  });

  it('takes an unsigned bundle where it was given no key', () => {
    rmSync(machine.file('bundle-key.pem'));
    expect(update(renderBundle(host, noting('x')))).toMatchObject({ code: 0, notes: 'x\n' });
    const { bundleKey: _, ...keyless } = host;
    const paths = (one: HardenedHost) => updaterFiles(one).map(({ path }) => path);
    expect(paths(host).filter((path) => !paths(keyless).includes(path))).toEqual([
      '/etc/yosai/bundle-key.pem',
    ]);
  });
});
