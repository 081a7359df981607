import type { EnvironmentBaseline } from '../../../baseline/baseline';
import type { HostRequirement } from '../../../baseline/types.generated';

/** What a connection may be made of, most wanted first. */
export interface Algorithms {
  readonly kex: readonly string[];
  readonly serverHostKey: readonly string[];
  readonly cipher: readonly string[];
  readonly hmac: readonly string[];
  /** How the auditor's own key may sign. */
  readonly signature: readonly string[];
}

/**
 * The keyword of sshd that lists each, and what of its list the library speaks.
 * https://github.com/mscdex/ssh2/blob/v1.17.0/lib/protocol/constants.js (2026-11-27)
 */
const lists = {
  kex: { keyword: 'KexAlgorithms', spoken: ['curve25519-sha256', 'curve25519-sha256@libssh.org'] },
  serverHostKey: { keyword: 'HostKeyAlgorithms', spoken: ['ssh-ed25519', 'rsa-sha2-512', 'rsa-sha2-256'] },
  cipher: {
    keyword: 'Ciphers',
    spoken: ['aes256-gcm@openssh.com', 'aes128-gcm@openssh.com', 'aes256-ctr', 'aes192-ctr', 'aes128-ctr'],
  },
  hmac: { keyword: 'MACs', spoken: ['hmac-sha2-512-etm@openssh.com', 'hmac-sha2-256-etm@openssh.com'] },
  signature: {
    keyword: 'PubkeyAcceptedAlgorithms',
    spoken: [
      'ssh-ed25519',
      'ssh-ed25519-cert-v01@openssh.com',
      'rsa-sha2-512',
      'rsa-sha2-512-cert-v01@openssh.com',
      'rsa-sha2-256',
      'rsa-sha2-256-cert-v01@openssh.com',
    ],
  },
} as const satisfies Record<keyof Algorithms, { keyword: string; spoken: readonly string[] }>;

/**
 * What the baseline asks of sshd, as far as the auditor speaks it: it asks of itself what it asks of hosts. A text says
 * that nothing is left of a list, with which no host could be reached that is as it must be.
 */
export function algorithmsOf({ hostAreas }: Pick<EnvironmentBaseline, 'hostAreas'>): Algorithms | string {
  const requirements: readonly HostRequirement[] = Object.values(hostAreas).flatMap(
    (area) => area.requirements,
  );
  const chosen = Object.entries(lists).map(([name, { keyword, spoken }]) => {
    const asked = requirements.flatMap(({ sshd }) =>
      sshd?.keyword === keyword ? sshd.value.split(',').map((word) => word.trim()) : [],
    );
    const common = asked.filter((algorithm) => (spoken as readonly string[]).includes(algorithm));
    return { name, keyword, spoken, common: [...new Set(common)] };
  });
  const mute = chosen.find(({ common }) => common.length === 0);
  if (mute !== undefined) {
    return `admit nothing by ${mute.keyword} that the auditor speaks, which is ${mute.spoken.join(', ')}`;
  }
  return Object.fromEntries(chosen.map(({ name, common }) => [name, common])) as unknown as Algorithms;
}
