import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadBaseline } from '../../../../lib/baseline';
import type { HostRequirement } from '../../../../lib/baseline/types.generated';
import { algorithmsOf } from '../../../../lib/host-audit/facts/ssh/algorithms';
import { expectValue } from '../../../support/results';

const baseline = expectValue(loadBaseline(path.resolve(__dirname, '../../../../baselines')));

describe('algorithms of the auditor', () => {
  it('are those of the baseline that it speaks, in the order of the baseline', () => {
    expect(algorithmsOf(baseline)).toMatchObject({
      kex: ['curve25519-sha256', 'curve25519-sha256@libssh.org'],
      serverHostKey: ['ssh-ed25519', 'rsa-sha2-512', 'rsa-sha2-256'],
      cipher: ['aes256-gcm@openssh.com', 'aes128-gcm@openssh.com', 'aes256-ctr', 'aes128-ctr'],
      hmac: ['hmac-sha2-512-etm@openssh.com', 'hmac-sha2-256-etm@openssh.com'],
    });
  });

  it.each([
    ['another value', 'Ciphers', 'aes256-ctr', { cipher: ['aes256-ctr'] }],
    [
      'a value that it does not speak',
      'KexAlgorithms',
      'sntrup761x25519-sha512@openssh.com',
      'admit nothing by KexAlgorithms that the auditor speaks, which is curve25519-sha256, curve25519-sha256@libssh.org',
    ],
  ])('follow the baseline with %s', (_, keyword, value, expected) => {
    const changed = (requirement: HostRequirement): HostRequirement =>
      requirement.sshd?.keyword === keyword
        ? { ...requirement, sshd: { ...requirement.sshd, value } }
        : requirement;
    const hostAreas = Object.fromEntries(
      Object.entries(baseline.hostAreas).map(([name, area]) => [
        name,
        { ...area, requirements: area.requirements.map(changed) },
      ]),
    );
    const found = algorithmsOf({ hostAreas });
    if (typeof expected === 'string') expect(found).toBe(expected);
    else expect(found).toMatchObject(expected);
  });
});
