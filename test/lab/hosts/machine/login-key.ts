import { readFileSync } from 'node:fs';
import path from 'node:path';
import { keep } from '../cache';
import { must } from '../commands';

export interface LoginKey {
  /** File of the private key. */
  readonly file: string;
  /** In OpenSSH form, without a comment. */
  readonly publicKey: string;
}

/** The key by which the lab logs in to its machines. It is kept with them, because saved machines know no other. */
export async function loginKey(): Promise<LoginKey> {
  const { folder } = await keep('keys', 'login', async (place) => {
    const file = path.join(place, 'key');
    await must('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'lab', '-f', file]);
  });
  const file = path.join(folder, 'key');
  return { file, publicKey: readFileSync(`${file}.pub`, 'utf8').trim().split(' ').slice(0, 2).join(' ') };
}
