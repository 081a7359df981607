import { execFileSync } from 'node:child_process';
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleScript, renderBundle, type TenantBundles } from '../../../components/hardening/bundle';
import { hardeningFiles } from '../../../components/hardening/files';
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

/** What a test bundle does: it notes that it ran, then this, and then says so many failures as hardening does. */
interface Deed {
  readonly does?: string;
  readonly failures?: number;
  readonly version?: number | undefined;
  readonly name?: string;
}

function noting(text: string, { does = ':', failures = 0, version = 1, name = host.hostName }: Deed = {}) {
  const noted = [
    `echo ${text} >> "$FOLDER/notes"`,
    'put() { cat > "$2.yosai-new" && mv -f "$2.yosai-new" "$2"; }',
    does,
    `echo failures=${failures} > "$FOLDER/state/hardened.new"`,
    'mv -f "$FOLDER/state/hardened.new" "$FOLDER/state/hardened"',
    '',
  ].join('\n');
  return listed(noted, version, name);
}

function listed(scriptText: string, version: number | undefined, name = host.hostName): TenantBundles {
  const stated = version === undefined ? '' : `version ${version}\n`;
  return {
    scripts: new Map([[host.hostName, scriptText]]),
    manifest: `${stated}${digestOf(scriptText)}  ${name}\n`,
  };
}

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');
const digestIn = ({ scripts }: TenantBundles) => digestOf(scripts.get(host.hostName) ?? '');

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
    // What is wrong with the machine is what a test or a bundle has put into these files.
    machine.play('systemctl', `[ "$1" != list-units ] || cat '${machine.file('failed-units')}' 2>/dev/null`);
    machine.play('sshd', `[ ! -e '${machine.file('sshd-broken')}' ]`);
    machine.play('nft', `[ ! -e '${machine.file('nft-broken')}' ]`);
    for (const name of ['sleep', 'sync']) machine.play(name, ':');
  });
  afterEach(() => machine.remove());

  /** What one run of the updater says; the notes are those of all runs. */
  function run(): { code: number | null; log: string; notes: string } {
    machine.write('log', '');
    const paths = {
      '/var/lib/yosai': 'state',
      '/etc/yosai/bundle-key.pem': 'bundle-key.pem',
      '/usr/local/sbin/yosai-harden': 'harden',
      '/run/sshd': 'run-sshd',
    };
    const code = machine.run(script, paths, { FOLDER: machine.folder });
    return { code, log: machine.read('log'), notes: machine.read('notes') };
  }

  function update(bundle: string) {
    machine.write('user-data', Buffer.from(bundle).toString('base64'));
    return run();
  }

  const stateFiles = () => readdirSync(machine.file('state')).sort();

  it('applies a signed bundle once, and the next one again', () => {
    const one = noting('one');
    const applied = { code: 0, log: `applied version 1, ${digestIn(one)}\n`, notes: 'one\n' };
    expect(update(signed(one))).toEqual(applied);
    expect(update(signed(one))).toEqual({ code: 0, log: '', notes: 'one\n' });
    expect(update(signed(noting('two', { version: 2 })))).toMatchObject({ code: 0, notes: 'one\ntwo\n' });
    expect(machine.read('url')).toBe(
      'http://169.254.169.254/metadata/instance/compute/userData?api-version=2021-01-01&format=text\n',
    );
    expect(stateFiles()).toEqual(['accepted', 'good', 'hardened', 'lock']);
  });

  it('goes through a version of the same content without applying it again', () => {
    update(signed(noting('same', { version: 9 })));
    expect(update(signed(noting('same', { version: 10 })))).toEqual({ code: 0, log: '', notes: 'same\n' });
    expect(update(signed(noting('same', { version: 9 })))).toMatchObject({ code: 1 });
  });

  it.each([
    ['of an older version', 6, 'version 6 is older than 7, which this machine took before'],
    [
      'of another content under the same version',
      7,
      'version 7 was another bundle before; who signs has to raise the version',
    ],
    ['that states no version', undefined, 'the signed manifest states no version'],
    ['of a version that no shell counts with', 1e10, 'the signed manifest states no version'],
  ])('refuses a signed bundle %s', (_, version, why) => {
    update(signed(noting('seven', { version: 7 })));
    const other = listed('echo other >> "$FOLDER/notes"\n', version);
    expect(update(signed(other))).toEqual({ code: 1, log: `refused: ${why}\n`, notes: 'seven\n' });
    expect(update(signed(noting('eight', { version: 8 })))).toMatchObject({ code: 0 });
  });

  it('keeps the version of a bundle that it could not apply', () => {
    update(signed(listed('exit 3\n', 5)));
    expect(update(signed(noting('four', { version: 4 })))).toMatchObject({ code: 1, notes: '' });
  });

  it('tries again what was not applied whole, which is not worse by itself', () => {
    const broken = listed('echo broken >> "$FOLDER/notes"\nexit 3\n', 1);
    const log = `refused: version 1, ${digestIn(broken)} was not applied whole\n`;
    expect(update(signed(broken))).toEqual({ code: 1, log, notes: 'broken\n' });
    expect(update(signed(broken))).toEqual({ code: 1, log, notes: 'broken\nbroken\n' });
    expect(update(signed(noting('whole', { version: 2 })))).toMatchObject({ code: 0 });
    expect(stateFiles()).toEqual(['accepted', 'good', 'hardened', 'lock']);
  });

  it('takes up again what was cut off, and measures it against the machine as it was', () => {
    update(signed(noting('one')));
    const cut = noting('cut', {
      version: 2,
      // The power fails in the first run, after which a unit does not come up any more.
      does: 'if [ ! -e "$FOLDER/again" ]; then touch "$FOLDER/again"; echo a.service > "$FOLDER/failed-units"; kill -KILL $PPID; exit 1; fi',
    });
    expect(update(signed(cut))).toEqual({ code: null, log: '', notes: 'one\ncut\n' });
    expect(stateFiles()).toContain('work');
    machine.write('failed-units', '');
    expect(run()).toMatchObject({ code: 0, notes: 'one\ncut\ncut\n' });
    expect(stateFiles()).toEqual(['accepted', 'good', 'hardened', 'lock']);
    rmSync(machine.file('again'));
    // The one before comes back while the new one is half applied: it is not taken for what the machine is.
    const third = noting('cut', { version: 3, does: 'touch "$FOLDER/half"; kill -KILL $PPID; exit 1' });
    expect(update(signed(third))).toMatchObject({ code: null });
    const back = { ...cut, manifest: cut.manifest.replace('version 2', 'version 4') };
    writeFileSync(machine.file('again'), '');
    expect(update(signed(back))).toMatchObject({ code: 0, notes: 'one\ncut\ncut\ncut\ncut\n' });
  });

  it('goes back when what was cut off proves worse than the machine was', () => {
    update(signed(noting('one', { does: 'rm -f "$FOLDER/failed-units"' })));
    const cut = noting('cut', {
      version: 2,
      does: 'echo a.service > "$FOLDER/failed-units"; [ -e "$FOLDER/again" ] || { touch "$FOLDER/again"; kill -KILL $PPID; exit 1; }',
    });
    update(signed(cut));
    expect(run()).toEqual({
      code: 1,
      log: `refused: version 2, ${digestIn(cut)} made this machine worse (a.service); went back to what was before\n`,
      notes: 'one\ncut\ncut\none\n',
    });
  });

  it.each([
    ['hardening fails more often', '', 1, 'hardening failure 1'],
    ['a unit fails', 'echo a.service loaded failed failed > "$FOLDER/failed-units"', 0, 'a.service'],
    ['sshd does not take its settings', 'touch "$FOLDER/sshd-broken"', 0, 'sshd -t'],
    ['the firewall is gone', 'touch "$FOLDER/nft-broken"', 0, 'no firewall'],
    ['the way to the next bundle is cut', 'mv "$FOLDER/user-data" "$FOLDER/kept"', 0, 'no user data'],
    [
      'the updater is broken',
      'cp "$FOLDER/script" "$FOLDER/kept-script"; echo "if" >> "$FOLDER/script"',
      0,
      'no updater',
    ],
  ])('goes back when %s, and does not try that bundle again', (_, does, failures, why) => {
    const mend = [
      'rm -f "$FOLDER/failed-units" "$FOLDER/sshd-broken" "$FOLDER/nft-broken"',
      '[ ! -e "$FOLDER/kept" ] || mv "$FOLDER/kept" "$FOLDER/user-data"',
      '[ ! -e "$FOLDER/kept-script" ] || mv "$FOLDER/kept-script" "$FOLDER/script"',
    ].join('\n');
    const good = noting('good', { does: mend });
    update(signed(good));
    const worse = noting('worse', { does: does === '' ? ':' : does, failures, version: 2 });
    expect(update(signed(worse))).toEqual({
      code: 1,
      log: `refused: version 2, ${digestIn(worse)} made this machine worse (${why}); went back to what was before\n`,
      notes: 'good\nworse\ngood\n',
    });
    expect(stateFiles()).toEqual(['accepted', 'good', 'hardened', 'lock', 'refused']);
    expect(run()).toEqual({
      code: 1,
      log: `refused: version 2, ${digestIn(worse)} has made this machine worse before\n`,
      notes: 'good\nworse\ngood\n',
    });
    // Deploying the earlier baseline under a new version is nothing to do; a raised version is tried again.
    const earlier = { ...good, manifest: good.manifest.replace('version 1', 'version 3') };
    expect(update(signed(earlier))).toEqual({ code: 0, log: '', notes: 'good\nworse\ngood\n' });
    const raised = { ...worse, manifest: worse.manifest.replace('version 2', 'version 4') };
    expect(update(signed(raised)).notes).toBe('good\nworse\ngood\nworse\ngood\n');
  });

  it('takes a bundle that leaves an old failure as it was', () => {
    machine.write('failed-units', 'old.service\n');
    expect(update(signed(noting('first', { failures: 2 })))).toMatchObject({ code: 0 });
    expect(update(signed(noting('second', { failures: 2, version: 2 })))).toMatchObject({ code: 0 });
    expect(update(signed(noting('third', { failures: 1, version: 3 })))).toMatchObject({ code: 0 });
    expect(update(signed(noting('fourth', { failures: 2, version: 4 })))).toMatchObject({ code: 1 });
  });

  it('leaves nothing of a bundle that it went back from, and gives back what stood in its place', () => {
    const file = (name: string, text: string) => `put 0644 ${machine.file(name)} <<'END'\n${text}\nEND`;
    update(signed(noting('good', { does: file('both', 'good') })));
    machine.write('only-new-had-one', 'as Debian brings it\n');
    const worse = [file('both', 'worse'), file('only-new', 'worse'), file('only-new-had-one', 'worse')];
    update(signed(noting('worse', { does: worse.join('\n'), failures: 1, version: 2 })));
    expect(machine.read('both')).toBe('good\n');
    expect(machine.exists('only-new')).toBe(false);
    expect(machine.read('only-new-had-one')).toBe('as Debian brings it\n');
  });

  it('goes back from a first bundle to the files of the first boot', () => {
    mkdirSync(machine.file('state'));
    const hardened = 'echo failures=0 > "$FOLDER/state/hardened"\n';
    machine.write('state/hardened', 'failures=0\n');
    machine.write('harden', `rm "$FOLDER/state/hardened"\necho first boot >> "$FOLDER/notes"\n${hardened}`);
    const does = `put 0755 ${machine.file('harden')} <<'END'\nexit 1\nEND`;
    const log = update(signed(noting('worse', { does, failures: 3 }))).log;
    expect(log).toContain('(hardening failure 1,hardening failure 2,hardening failure 3); went back');
    expect(machine.read('notes')).toBe('worse\nfirst boot\n');
  });

  it('goes back although sshd, which does not run, took its folder along', () => {
    machine.play('sshd', `[ -d '${machine.file('run-sshd')}' ] && [ ! -e '${machine.file('sshd-broken')}' ]`);
    const check = 'rm -f "$FOLDER/sshd-broken"; sshd -t || touch "$FOLDER/no-folder"';
    update(signed(noting('good', { does: check })));
    const does = 'touch "$FOLDER/sshd-broken"; rmdir "$FOLDER/run-sshd"';
    expect(update(signed(noting('worse', { does, version: 2 }))).log).toContain(
      'went back to what was before',
    );
    expect(machine.exists('no-folder')).toBe(false);
  });

  it('says so when going back did not mend it', () => {
    update(signed(noting('good')));
    const worse = noting('worse', { does: 'touch "$FOLDER/sshd-broken"', version: 2 });
    const log = `refused: version 2, ${digestIn(worse)} made this machine worse (sshd -t), and going back did not mend it (sshd -t)\n`;
    expect(update(signed(worse))).toEqual({ code: 1, log, notes: 'good\nworse\ngood\n' });
    // What comes next is measured against the machine as it was before, and the good one is applied once more.
    rmSync(machine.file('sshd-broken'));
    expect(update(signed(noting('good', { version: 3 })))).toMatchObject({
      code: 0,
      notes: 'good\nworse\ngood\ngood\n',
    });
  });

  const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const torn = signed(noting('x'));
  it.each([
    ['that nobody signed', renderBundle(host, noting('x')), 'the bundle is not signed'],
    [
      'that somebody else signed',
      signedBy(other, noting('x')),
      'the signature is not by the key of this machine',
    ],
    [
      'whose version was raised by somebody else',
      signed(noting('x')).replace('version 1', 'version 2'),
      'the signature is not by the key of this machine',
    ],
    [
      'whose script was changed',
      signed(noting('x')).replace('echo x', 'echo y'),
      'the manifest does not list this script for this machine',
    ],
    [
      'that is torn in its script',
      torn.slice(0, -20),
      'the manifest does not list this script for this machine',
    ],
    [
      'that is torn in its manifest',
      torn.slice(0, torn.indexOf('\n') + 40),
      'the manifest does not list this script for this machine',
    ],
    [
      'of another machine',
      signed(noting('x', { name: 'kita-app-1' })),
      'the manifest does not list this script for this machine',
    ],
    ['of another form', signed(noting('x')).replace('/1 ', '/2 '), 'the bundle is of another form'],
    ['that is empty', '', 'the bundle is empty'],
  ])('refuses a bundle %s', (_, bundle, why) => {
    expect(update(bundle)).toEqual({ code: 1, log: `refused: ${why}\n`, notes: '' });
    expect(stateFiles()).toEqual(['lock']);
  });

  it('refuses to guess when the metadata service does not answer', () => {
    machine.play('curl', 'exit 22');
    expect(update(signed(noting('x')))).toEqual({
      code: 1,
      log: 'refused: the metadata service gives no user data\n',
      notes: '',
    });
  });

  it('takes unsigned bundles, which have no order, where it was given no key', () => {
    rmSync(machine.file('bundle-key.pem'));
    const one = renderBundle(host, noting('one', { version: undefined }));
    expect(update(one)).toMatchObject({ code: 0, notes: 'one\n' });
    expect(update(renderBundle(host, noting('two', { version: undefined })))).toMatchObject({ code: 0 });
    expect(update(one)).toMatchObject({ code: 0, notes: 'one\ntwo\none\n' });
    expect(stateFiles()).toEqual(['good', 'hardened', 'lock']);
    const { bundleKey: _, ...keyless } = host;
    const paths = (of: HardenedHost) => updaterFiles(of).map(({ path }) => path);
    expect(paths(host).filter((path) => !paths(keyless).includes(path))).toEqual([
      '/etc/yosai/bundle-key.pem',
    ]);
  });

  it('knows the files that a real bundle puts', () => {
    const list = /^ {2}sed -n .*put.*$/m.exec(script)?.[0] ?? '';
    machine.write('bundle', bundleScript(host));
    const found = execFileSync('sh', ['-c', list, 'sh', machine.file('bundle')], { encoding: 'utf8' });
    expect(found.trim().split('\n')).toEqual(hardeningFiles(host).map(({ path }) => path));
  });
});
