import { generateKeyPairSync, privateEncrypt } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as pulumi from '@pulumi/pulumi';
import { describe, expect, it } from 'vitest';
import { readInputs } from '../../stacks/inputs/read-inputs';
import { EditedFiles } from '../support/edited-files';

const auditKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAtrNA53OlE3EP+BoYVuuQfERjM2S0YWpEAF4EeXJ7DY';

const root = path.resolve(__dirname, '../..');

const config = {
  'azure-native:subscriptionId': '00000000-0000-4000-8000-000000000001',
  'azure-native:tenantId': '00000000-0000-4000-8000-000000000002',
  'yosai:vaultItemsIssuedOn': '2026-11-01',
  'yosai:onCall': 'on-call@example.jp',
  'yosai:selfMadeCertificates': 'true',
  'yosai:unsignedBundles': 'true',
};

const versionExpected =
  'expected the version, a whole number from 1 to 999999999 that is higher than that of the last signature';
const signatureExpected = 'expected a signature in base64';

function inputs(change: Record<string, string> = {}, preview = true) {
  pulumi.runtime.setAllConfig({ ...config, ...change });
  pulumi.runtime.setMocks(
    {
      newResource: ({ name }) => {
        throw new Error(`no resource may come before the inputs are right, found ${name}`);
      },
      call: ({ token }) => {
        throw new Error(`inputs are files and configuration, found a call of ${token}`);
      },
    },
    'yosai',
    'dev',
    preview,
  );
  return readInputs();
}

function refusal(change: Record<string, string>, preview = true): string[] {
  try {
    inputs(change, preview);
  } catch (error) {
    expect(pulumi.RunError.isInstance(error), 'the CLI shows a RunError without a stack').toBe(true);
    return (error as Error).message.split('\n');
  }
  throw new Error('the inputs were taken');
}

describe('readInputs', () => {
  it('takes region and lifetimes from the baseline and the rest from the configuration', () => {
    const { deployment, tenants, operators, keepVersionAliases, keepDebugMessages } = inputs();
    expect(deployment).toMatchObject({
      environment: 'dev',
      location: 'japaneast',
      protectData: true,
      vaultItemsExpireAt: Date.parse('2027-11-01') / 1000,
    });
    expect(tenants.map(({ tenant }) => tenant.id)).toEqual(['aoba', 'kita', 'minato']);
    expect(operators).toEqual(['203.0.113.0/28']);
    expect(keepVersionAliases).toBe(false);
    expect(keepDebugMessages).toBe(false);
  });

  it('tells mistakes of every register in one message', () => {
    const files = new EditedFiles(path.join(root, 'stacks/registers'), [
      { file: 'tenants.yaml', from: 'slot: 1\n', to: 'slot: 0\n' },
      { file: 'offices.yaml', from: 'offices:', to: 'office:' },
      { file: 'access.yaml', from: 'group: office-it', to: 'group: office-its' },
    ]);
    const [head, ...lines] = refusal({ 'yosai:registers': files.folder });
    expect(head).toBe('Nothing was built: 3 mistakes in what this stack is made from.');
    expect(lines).toEqual([
      expect.stringMatching(/offices\.yaml:\d+ office: unknown key/),
      expect.stringMatching(/tenants\.yaml:\d+ tenants\[1\]\.slot: the slot 0 is already taken/),
      expect.stringMatching(/access\.yaml:\d+ grants\[7\]\.group: there is no group "office-its"/),
    ]);
  });

  it('names files from the project’s root and takes another folder of baselines', () => {
    const files = new EditedFiles(path.join(root, 'baselines'), [
      { file: 'regions.yaml', from: 'primary: japaneast', to: 'primary: eastus' },
    ]);
    expect(refusal({ 'yosai:baselines': files.folder })[1]).toMatch(/regions\.yaml:\d+ primary: /);
    expect(refusal({ 'yosai:registers': 'stacks/none' })).toEqual([
      'Nothing was built: 3 mistakes in what this stack is made from.',
      expect.stringMatching(/^stacks\/none\/offices\.yaml: /),
      expect.stringMatching(/^stacks\/none\/tenants\.yaml: /),
      expect.stringMatching(/^stacks\/none\/access\.yaml: /),
    ]);
  });

  it('reads no file when the configuration is wrong', () => {
    expect(refusal({ 'yosai:protectData': 'maybe', 'yosai:registers': 'stacks/none' })).toEqual([
      'Nothing was built: 1 mistake in what this stack is made from.',
      "Pulumi.dev.yaml yosai:protectData: found 'maybe', expected true or false",
    ]);
  });

  it('lets nobody serve customers with a certificate that browsers do not trust', () => {
    const strict = { 'yosai:selfMadeCertificates': 'false' };
    const why =
      'which is in service. Suspend it until its certificate is in its vault, or admit self-made ones with yosai:selfMadeCertificates';
    expect(refusal(strict)).toEqual([
      'Nothing was built: 3 mistakes in what this stack is made from.',
      ...['aoba', 'kita', 'minato'].map(
        (id, index) =>
          `stacks/registers/tenants.yaml tenants[${index}].certificate: found nothing, expected outside for ${id}, ${why}`,
      ),
    ]);
    const files = new EditedFiles(path.join(root, 'stacks/registers'), [
      { file: 'tenants.yaml', from: 'host: aoba', to: 'certificate: outside\n    host: aoba' },
      { file: 'tenants.yaml', from: 'host: kita', to: 'certificate: outside\n    host: kita' },
      {
        file: 'tenants.yaml',
        from: 'since: 2026-10-01',
        to: 'since: 2026-10-01\n    suspendedOn: 2026-10-02',
      },
      { file: 'tenants.yaml', from: 'slot: 2\n    state: active', to: 'slot: 2\n    state: suspended' },
    ]);
    expect(inputs({ ...strict, 'yosai:registers': files.folder }).tenants.length).toBe(3);
  });

  it('lets no machine be hardened by what nobody signed', () => {
    const strict = { 'yosai:unsignedBundles': 'false' };
    expect(refusal(strict)).toEqual([
      'Nothing was built: 1 mistake in what this stack is made from.',
      'stacks/registers/bundles/key.pem: does not exist. Put the public key of the signer there, or admit unsigned hardening with yosai:unsignedBundles',
    ]);
    const files = new EditedFiles(path.join(root, 'stacks/registers'));
    const registers = { 'yosai:registers': files.folder };
    mkdirSync(files.path('bundles'));
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    writeFileSync(files.path('bundles/key.pem'), key);
    writeFileSync(files.path('bundles/kita.sig'), '7\nAAAA\n');
    const asked = refusal({ ...strict, ...registers });
    const digests = asked.slice(1).map((line) => /digest (\S+)/.exec(line)?.[1] ?? '');
    expect(files.shorten(asked.slice(1))).toEqual(
      [
        ['aoba', 'does not exist', 1],
        ['kita', 'is no signature of version 7 of what there is now', 8],
        ['minato', 'does not exist', 1],
      ].map(
        ([id, found, next], index) =>
          `bundles/${id}.sig: ${found}. Sign the SHA-256 digest ${digests[index]} with the key of key.pem (RS256), and put ${next}, its version, on the first line and the signature, in base64, on the second`,
      ),
    );
    // A preview may look ahead where the stack says so; a deployment never.
    const ahead = inputs(registers).tenants.map(({ bundleSignature }) => bundleSignature);
    expect(ahead).toEqual([{ key }, { key }, { key }]);
    expect(refusal(registers, false).slice(1)).toEqual(asked.slice(1));
    // A signer that is given the digest alone, as Key Vault is: PKCS#1 padding around its DigestInfo (RFC 8017).
    const signed = digests.map((digest) => {
      const info = Buffer.from('3031300d060960864801650304020105000420', 'hex');
      const padded = Buffer.concat([info, Buffer.from(digest, 'base64')]);
      return privateEncrypt(privateKey, padded).toString('base64url');
    });
    const put = (id: string, version: number, index: number) =>
      writeFileSync(files.path(`bundles/${id}.sig`), `${version}\n${signed[index]}\n`);
    put('aoba', 1, 0);
    put('kita', 8, 1);
    put('minato', 1, 2);
    const built = inputs({ ...strict, ...registers }, false).tenants;
    expect(built.map(({ bundleSignature: { version, signature } }) => [version, signature?.length])).toEqual([
      [1, 342],
      [8, 342],
      [1, 342],
    ]);
    // A version that was not signed is none: the digest to sign is then another one.
    put('kita', 9, 1);
    expect(files.shorten(refusal({ ...strict, ...registers }, false).slice(1))).toEqual([
      expect.stringMatching(/^bundles\/kita\.sig: is no signature of version 9 .* and put 10, its version,/),
    ]);
  });

  it.each([
    [
      'of the old form',
      'AAAAAAAAAAAAAAAA\n',
      [`1: found something else, ${versionExpected}`, `2: found nothing, ${signatureExpected}`],
    ],
    ['with a version of zero', '0\nAAAA\n', [`1: found 0, ${versionExpected}`]],
    [
      'with a version that no shell counts with',
      '1000000000\nAAAA\n',
      [`1: found 1000000000, ${versionExpected}`],
    ],
    ['with a version of another spelling', '07\nAAAA\n', [`1: found 07, ${versionExpected}`]],
    ['with a part of a version', '1.5\nAAAA\n', [`1: found 1.5, ${versionExpected}`]],
    [
      'with nothing in it',
      '',
      [`1: found nothing, ${versionExpected}`, `2: found nothing, ${signatureExpected}`],
    ],
    [
      'with two signatures',
      '7\nAAAA\nBBBB\n',
      ['3: found BBBB, expected the version and the signature alone, a line each'],
    ],
  ])('takes no signature %s', (_, text, says) => {
    const files = new EditedFiles(path.join(root, 'stacks/registers'));
    mkdirSync(files.path('bundles'));
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    writeFileSync(files.path('bundles/key.pem'), publicKey.export({ type: 'spki', format: 'pem' }));
    writeFileSync(files.path('bundles/aoba.sig'), text);
    expect(files.shorten(refusal({ 'yosai:registers': files.folder }).slice(1))).toEqual(
      says.map((line) => `bundles/aoba.sig:${line}`),
    );
  });

  it.each([
    [
      'a private key',
      () =>
        generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
          type: 'pkcs8',
          format: 'pem',
        }),
    ],
    [
      'a key of another kind',
      () => generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }),
    ],
    ['no key', () => '-----BEGIN PUBLIC KEY-----'],
  ])('takes no %s for the signer’s', (_, make) => {
    const files = new EditedFiles(path.join(root, 'stacks/registers'));
    mkdirSync(files.path('bundles'));
    writeFileSync(files.path('bundles/key.pem'), make().toString());
    writeFileSync(files.path('bundles/aoba.sig'), '7\nnot base64!');
    expect(files.shorten(refusal({ 'yosai:registers': files.folder }).slice(1))).toEqual([
      `bundles/aoba.sig:2: found not base64!, ${signatureExpected}`,
      'bundles/key.pem: found something else, expected the public part of an RSA key as PEM (`BEGIN PUBLIC KEY`)',
    ]);
  });

  it('takes the auditor’s key from the register, without its comment', () => {
    const files = new EditedFiles(path.join(root, 'stacks/registers'));
    expect(inputs({ 'yosai:registers': files.folder }).deployment).not.toHaveProperty('auditKey');
    writeFileSync(files.path('audit-key.pub'), `${auditKey} auditor@example.jp\n`);
    expect(inputs({ 'yosai:registers': files.folder }).deployment.auditKey).toBe(auditKey);
  });

  it.each([
    ['options before it', `command="sh" ${auditKey}`],
    ['two of them', `${auditKey}\n${auditKey}\n`],
    ['a type that is not its own', auditKey.replace('ed25519', 'rsa')],
    ['a private key', '-----BEGIN OPENSSH PRIVATE KEY-----\n'],
    ['nothing in it', ''],
  ])('takes no auditor’s key with %s', (_, text) => {
    const files = new EditedFiles(path.join(root, 'stacks/registers'));
    writeFileSync(files.path('audit-key.pub'), text);
    expect(files.shorten(refusal({ 'yosai:registers': files.folder }).slice(1))).toEqual([
      'audit-key.pub: found something else, expected one public key as OpenSSH writes it, such as `ssh-rsa AAAA…`, without options',
    ]);
  });

  it('locks the audit log from its day on, when its account is named', () => {
    const account = /expected '(st[a-z0-9]+)'/.exec(
      refusal({ 'yosai:auditLogLockedOn': '2026-12-01' })[1] ?? '',
    )?.[1];
    const lock = { 'yosai:auditLogLockedOn': '2026-12-01', 'yosai:auditLogToLock': account ?? '' };
    expect(inputs({ 'yosai:asOf': '2026-12-01' }).auditLogLocked).toBe(false);
    expect(inputs({ ...lock, 'yosai:asOf': '2026-11-30' }).auditLogLocked).toBe(false);
    expect(inputs({ ...lock, 'yosai:asOf': '2026-12-01' }).auditLogLocked).toBe(true);
    expect(refusal({ ...lock, 'yosai:auditLogToLock': 'stother' })[1]).toBe(
      `Pulumi.dev.yaml yosai:auditLogToLock: found 'stother', expected '${account}', the audit log's account, which nobody can unlock or delete afterwards`,
    );
    expect(refusal({ 'yosai:auditLogToLock': account ?? '' })[1]).toBe(
      'Pulumi.dev.yaml yosai:auditLogLockedOn: found nothing, expected the day from which it is locked',
    );
  });

  it('grants what the access register grants on the day', () => {
    const granted = (day: string) => inputs({ 'yosai:asOf': day }).access.grants.length;
    expect(granted('2026-10-31')).toBe(0);
    expect(granted('2026-11-01')).toBe(8);
    expect(granted('2027-10-31')).toBe(8);
    expect(granted('2027-11-01')).toBe(0);
  });

  it('builds for another day in a preview only', () => {
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(Date.now());
    for (const day of ['2000-01-01', '2999-12-31', today]) {
      expect(inputs({ 'yosai:asOf': day }).tenants.length).toBe(3);
    }
    expect(inputs({}, false).tenants.length).toBe(3);
    expect(inputs({ 'yosai:asOf': today }, false).tenants.length).toBe(3);
    for (const day of ['2000-01-01', '2999-12-31']) {
      expect(refusal({ 'yosai:asOf': day }, false)).toEqual([
        'Nothing was built: 1 mistake in what this stack is made from.',
        `Pulumi.dev.yaml yosai:asOf: found ${day}, expected nothing or today, ${today} in Japan Standard Time: only a preview looks at another day`,
      ]);
    }
  });
});
