import { spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderBundle, type TenantBundles } from '../../../components/hardening/bundle';
import type { HardenedHost } from '../../../components/hardening/host';
import { updaterFiles } from '../../../components/hardening/updater';
import { tenantHosts } from '../../../components/tenant-hosts';
import { exampleDeployment, exampleTenant } from '../support/deployment';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = publicKey.export({ type: 'spki', format: 'pem' }).toString();
const host = machineOf(tenantHosts(exampleDeployment(), exampleTenant, key));

function machineOf([first]: readonly HardenedHost[]): HardenedHost {
  if (first === undefined) throw new Error('the example has no machine');
  return first;
}

/** A bundle whose script only notes that it ran, and then ends as asked. */
function noting(text: string, code = 0, name = host.hostName): TenantBundles {
  const script = `echo ${text} >> "$NOTES"\nexit ${code}\n`;
  const digest = createHash('sha256').update(script).digest('hex');
  return { scripts: new Map([[host.hostName, script]]), manifest: `${digest}  ${name}\n` };
}

const signedBy = (signer: KeyObject, bundles: TenantBundles) =>
  renderBundle(host, bundles, sign('RSA-SHA256', Buffer.from(bundles.manifest), signer).toString('base64'));
const signed = (bundles: TenantBundles) => signedBy(privateKey, bundles);

/** The updater of a machine in a folder of its own, with the metadata service, its name and its log played. */
describe('the updater of a machine', () => {
  let folder: string;
  const file = (name: string) => path.join(folder, name);
  const play = (name: string, body: string) => {
    writeFileSync(file(`bin/${name}`), `#!/bin/sh\n${body}\n`);
    chmodSync(file(`bin/${name}`), 0o755);
  };
  const read = (name: string) => (existsSync(file(name)) ? readFileSync(file(name), 'utf8') : '');

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'yosai-updater-'));
    const script = updaterFiles(host).find(({ path: own }) => own.endsWith('/yosai-update'))?.content ?? '';
    const moved = script
      .replace('/var/lib/yosai', file('state'))
      .replace('/etc/yosai/bundle-key.pem', file('bundle-key.pem'));
    writeFileSync(file('yosai-update'), moved);
    mkdirSync(file('bin'));
    play('hostname', `echo ${host.hostName}`);
    play('logger', `echo "$5" >> ${file('log')}`);
    // Its arguments end with: --output encoded URL.
    play('curl', `for url; do :; done; echo "$url" > ${file('url')}; cat ${file('user-data')} > encoded`);
    writeFileSync(file('bundle-key.pem'), key);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function update(bundle: string): { code: number | null; log: string; notes: string } {
    writeFileSync(file('user-data'), Buffer.from(bundle).toString('base64'));
    const env = { PATH: `${file('bin')}:${process.env['PATH']}`, NOTES: file('notes') };
    const { status } = spawnSync('sh', [file('yosai-update')], { env });
    return { code: status, log: read('log'), notes: read('notes') };
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
    expect(read('url')).toBe(
      'http://169.254.169.254/metadata/instance/compute/userData?api-version=2021-01-01&format=text\n',
    );
    expect(readdirSync(file('state'))).toEqual(['applied']);
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
    play('curl', 'exit 22');
    expect(update(signed(noting('x')))).toEqual({
      code: 1,
      log: 'refused: the metadata service gives no user data\n',
      notes: '',
    });
  });

  it('takes an unsigned bundle where it was given no key', () => {
    rmSync(file('bundle-key.pem'));
    expect(update(renderBundle(host, noting('x')))).toMatchObject({ code: 0, notes: 'x\n' });
    const { bundleKey: _, ...keyless } = host;
    const paths = (one: HardenedHost) => updaterFiles(one).map(({ path: own }) => own);
    expect(paths(host).filter((own) => !paths(keyless).includes(own))).toEqual(['/etc/yosai/bundle-key.pem']);
  });
});
