import type { Pin } from './pins';
import { Unreachable } from './unreachable';

/** That a machine showed a key of which no pin is. */
export class OtherHostKey extends Unreachable {
  constructor(
    pins: readonly Pin[],
    shown: string,
    /** Kind of the key that was shown, such as `ssh-ed25519`. */
    readonly kind: string,
  ) {
    const known = pins.map(({ fingerprint }) => fingerprint).join(', ');
    super(
      `its host key is not the one that is pinned: it shows ${kind} ${shown}, expected ${known || 'none, as none is pinned'}; it was built anew, something else answers in its place, or the pin is of a key of another kind than Ed25519 and RSA`,
    );
  }
}

/** A key that is pinned passes; another one does not. */
export function refuseOther(
  pins: readonly Pin[],
  shown: string,
  kind = 'of no kind',
): OtherHostKey | undefined {
  return pins.some(({ fingerprint }) => fingerprint === shown)
    ? undefined
    : new OtherHostKey(pins, shown, kind);
}

/** The kind of key with which an algorithm signs; RFC 8332. */
const kindOf = (algorithm: string) => algorithm.replace(/^rsa-sha2-.*/, 'ssh-rsa');

/**
 * The algorithms by which a machine is asked for a pinned key: where the kind of every pin is known, those of these
 * kinds. Throws Unreachable when none of them is admitted.
 */
export function hostKeyAlgorithms(pins: readonly Pin[], admitted: readonly string[]): string[] {
  const kinds = pins.map(({ kind }) => kind);
  if (kinds.length === 0 || kinds.includes(undefined)) return [...admitted];
  const asked = admitted.filter((algorithm) => kinds.includes(kindOf(algorithm)));
  if (asked.length > 0) return asked;
  const wanted = [...new Set(admitted.map(kindOf))].join(' or ');
  throw new Unreachable(
    `its pinned key is of the kind ${[...new Set(kinds)].join(' and ')}, which the auditor does not take; pin its key of the kind ${wanted}`,
  );
}

/**
 * What is left to ask a machine for that showed another key. A fingerprint does not say of which kind its key is, and a
 * machine shows one of its keys only.
 */
export function algorithmsLeft(
  pins: readonly Pin[],
  { kind }: OtherHostKey,
  admitted: readonly string[],
): string[] {
  if (pins.every((pin) => pin.kind !== undefined)) return [];
  return admitted.filter((algorithm) => kindOf(algorithm) !== kind);
}
