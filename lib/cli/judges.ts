import type { PackEnforcement } from '../preview/pack-messages';

/** What is known of a pack that has run. */
export interface JudgingPack {
  readonly name: string;
  readonly version: string;
  readonly policies: readonly { readonly name: string }[];
  enforcement(policy: string): PackEnforcement;
}

/** Names of switched-off policies that are listed; who has switched off more knows. */
const mostNamed = 3;

/** Policies of a pack that its configuration has not switched off. */
export function activePolicies(pack: JudgingPack): number {
  return pack.policies.filter(({ name }) => pack.enforcement(name) !== 'disabled').length;
}

/** Which packs have judged, with how many policies, and what is switched off in them. */
export function renderJudges(packs: readonly JudgingPack[]): string {
  if (packs.length === 0) return 'no policy pack: nothing was judged';
  return `judged by ${packs.map(renderPack).join(', ')}`;
}

function renderPack(pack: JudgingPack): string {
  const active = activePolicies(pack);
  const off = pack.policies.map(({ name }) => name).filter((name) => pack.enforcement(name) === 'disabled');
  const named = [...off.slice(0, mostNamed), ...(off.length > mostNamed ? ['…'] : [])].join(', ');
  const disabled = off.length === 0 ? '' : `, ${off.length} disabled: ${named}`;
  return `${pack.name} ${pack.version} (${active === 1 ? '1 policy' : `${active} policies`}${disabled})`;
}
