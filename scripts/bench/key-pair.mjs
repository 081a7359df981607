import ssh2 from 'ssh2';

/** A key of OpenSSH's form; the library writes one in 256 wrongly, that of which the public part begins with a zero. */
export function newKeyPair() {
  for (;;) {
    const pair = ssh2.utils.generateKeyPairSync('ed25519');
    const keys = [ssh2.utils.parseKey(pair.private), ssh2.utils.parseKey(pair.public)];
    if (!keys.some((key) => key instanceof Error)) return pair;
  }
}
