import type { Where } from '../../network-model/remark';
import type { Hop } from '../arrival';

/** One packet that opens a connection; addresses are written out, or the name of a service tag that holds one. */
export interface Packet {
  readonly source: string;
  readonly destination: string;
  /** `tcp`, `udp`, `icmp`, `esp` or `ah`. */
  readonly protocol: string;
  /** The destination port; absent for protocols that have none. */
  readonly port?: number;
}

/** Why a claim is false: a packet and the way it takes, or a place in a plan that says so by itself. */
export interface Witness {
  /** From what to what, such as `aoba app` and `kita data`. */
  readonly from: string;
  readonly to: string;
  readonly packet?: Packet;
  /** What let the packet pass, hop by hop; empty where the place below says it all. */
  readonly path: readonly Hop[];
  /** The rule, route or property that is at fault, in plain words. */
  readonly what: string;
  /** Where it stands in a plan; absent for what is left out there, and for the baseline itself. */
  readonly where?: Where;
}

/** Something that is not known, and where, when it stands in a plan. */
export interface Unknown {
  readonly what: string;
  readonly where?: Where;
}

/**
 * What can be said of a claim. `judged` tells of what a proof is one, such as `12 subnets against 30 places`. A
 * violation is one whatever else is open; a claim that selects nothing is undetermined.
 */
export type Answer =
  | { readonly verdict: 'proven'; readonly judged: string }
  | { readonly verdict: 'violated'; readonly witnesses: readonly Witness[] }
  | { readonly verdict: 'undetermined'; readonly unknowns: readonly Unknown[] };

/** The answer to witnesses and unknowns together: violated before undetermined before proven. */
export function answerOf(
  witnesses: readonly Witness[],
  unknowns: readonly Unknown[],
  judged: string,
): Answer {
  if (witnesses.length > 0) return { verdict: 'violated', witnesses: distinct(witnesses) };
  if (unknowns.length > 0) return { verdict: 'undetermined', unknowns: distinct(unknowns) };
  return { verdict: 'proven', judged };
}

/** The answer of a claim whose selector finds nothing: what is said of nobody is not shown of anybody. */
export function selectsNothing(what: string): Answer {
  return { verdict: 'undetermined', unknowns: [{ what: `the plans hold ${what}` }] };
}

function distinct<T>(items: readonly T[]): T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = JSON.stringify(item);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
