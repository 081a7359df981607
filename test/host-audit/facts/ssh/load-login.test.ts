import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { utils } from 'ssh2';
import { describe, expect, it } from 'vitest';
import { type LoginSettings, loadLogin } from '../../../../lib/host-audit/facts/ssh/load-login';
import { sshString } from '../../../../lib/host-audit/facts/ssh/wire';
import { newKey } from '../../../support/ssh-server';
import { temporaryFolder } from '../../../support/temporary-folder';

const settings: LoginSettings = {
  admitted: ['ssh-ed25519', 'ssh-ed25519-cert-v01@openssh.com', 'rsa-sha2-512'],
};

function put(name: string, text: string, mode = 0o600): string {
  const file = path.join(temporaryFolder(), name);
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
}

/** What is wrong with a key, or how it is shown. */
function load(key: string, more: Partial<LoginSettings> = {}): string {
  const login = loadLogin(key, { ...settings, ...more });
  if (!login.ok) return login.mistakes.map(({ text }) => text).join('; ');
  if (login.value.kind === 'agent') return login.value.only === undefined ? 'agent' : 'one key of the agent';
  return login.value.credentials.map(({ algorithm }) => algorithm).join(', ');
}

/** A certificate over a key, as far as the auditor reads it: kind, nonce, and the key's own numbers. */
function certificateOver(publicKey: Buffer): string {
  const kind = 'ssh-ed25519-cert-v01@openssh.com';
  const blob = Buffer.concat([
    sshString(kind),
    sshString(Buffer.alloc(32, 7)),
    publicKey.subarray(4 + 11),
    Buffer.alloc(99),
  ]);
  return `${kind} ${blob.toString('base64')} anna\n`;
}

describe('a private key', () => {
  it('is shown by its algorithm, RSA over SHA-512', () => {
    expect(load(put('key', newKey().private))).toBe('ssh-ed25519');
    const rsa = utils.generateKeyPairSync('rsa', { bits: 2048 });
    expect(load(put('key', rsa.private))).toBe('rsa-sha2-512');
  });

  it.each([[0o640], [0o604], [0o644], [0o610]])('that others can use (mode %i) is refused', (mode) => {
    const octal = mode.toString(8).padStart(4, '0');
    expect(load(put('key', newKey().private, mode))).toBe(
      `is a private key that others can use (mode ${octal}); run chmod 600 on it, or make a new one`,
    );
  });

  it('that is a folder is told to be one, whatever its rights', () => {
    expect(load(temporaryFolder())).toBe('is a folder where a file is expected');
  });

  it('with a passphrase opens with it, and not without or with another', () => {
    const file = put('key', newKey('open sesame').private);
    expect(load(file, { passphrase: 'open sesame' })).toBe('ssh-ed25519');
    expect(load(file)).toBe(
      'is encrypted; put the key into an agent, or its passphrase into YOSAI_KEY_PASSPHRASE',
    );
    expect(load(file, { passphrase: 'other' })).toBe(
      'does not open with the passphrase in YOSAI_KEY_PASSPHRASE',
    );
  });

  it('of a kind that the baseline does not admit is refused', () => {
    const { private: text } = utils.generateKeyPairSync('ecdsa', { bits: 256 });
    const admitted = settings.admitted.join(', ');
    expect(load(put('key', text))).toBe(
      `is a key of kind ecdsa-sha2-nistp256; the baseline admits ${admitted}`,
    );
  });

  it('that is none is refused', () => {
    expect(load(put('key', 'nothing\n'))).toMatch(/^is no private key that can be read \(/);
    expect(load(put('key', ''))).toMatch(/^is no private key that can be read \(/);
    expect(load(path.join(temporaryFolder(), 'key'))).toBe('does not exist');
    expect(load(temporaryFolder())).toMatch(/^is a (folder|private key that others)/);
    const open = `ssh-ed25519 ${newKey().key.getPublicSSH().toString('base64')}`;
    expect(load(put('key', open))).toBe('is no private key; name the file without .pub');
  });

  it('is shown after the certificate that lies beside it, which has to be over it', () => {
    const { private: text, key } = newKey();
    const file = put('key', text);
    writeFileSync(`${file}-cert.pub`, certificateOver(key.getPublicSSH()));
    expect(load(file)).toBe('ssh-ed25519-cert-v01@openssh.com, ssh-ed25519');
    writeFileSync(`${file}-cert.pub`, certificateOver(newKey().key.getPublicSSH()));
    expect(load(file)).toBe('is a certificate over another key');
    writeFileSync(`${file}-cert.pub`, 'ssh-ed25519-cert-v01@openssh.com AAAA\n');
    expect(load(file)).toMatch(/^is no public key in the form of OpenSSH/);
  });
});

describe('an agent', () => {
  it('is used as a whole or for one key, and must be there', () => {
    const pub = put('key.pub', `ssh-ed25519 ${newKey().key.getPublicSSH().toString('base64')} anna\n`, 0o644);
    expect(load('agent', { agentSocket: '/run/agent' })).toBe('agent');
    expect(load(pub, { agentSocket: '/run/agent' })).toBe('one key of the agent');
    const why = 'SSH_AUTH_SOCK names no SSH agent; start one, or name the file of a private key';
    expect(load('agent')).toBe(why);
    expect(load('agent', { agentSocket: '' })).toBe(why);
    expect(load(pub)).toBe(`is one key of an agent, and ${why}`);
  });
});
