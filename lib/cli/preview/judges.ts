import type { PackEnforcement } from '../../preview/pack-messages';
import type { Terminal } from '../terminal';
import { wrap } from '../wrap';

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

/**
 * What is switched off, for the short output: who reads only whether anything blocks has to know what was not asked.
 * Empty when nothing is.
 */
export function renderDisabled(packs: readonly JudgingPack[], { width }: Pick<Terminal, 'width'>): string {
  return packs
    .filter((pack) => disabledIn(pack).length > 0)
    .map((pack) => `${wrap(`switched off in ${pack.name}: ${disabledIn(pack).join(', ')}`, width, '  ')}\n`)
    .join('');
}

function disabledIn(pack: JudgingPack): string[] {
  return pack.policies.map(({ name }) => name).filter((name) => pack.enforcement(name) === 'disabled');
}

function renderPack(pack: JudgingPack): string {
  const active = activePolicies(pack);
  const off = disabledIn(pack);
  const named = [...off.slice(0, mostNamed), ...(off.length > mostNamed ? ['…'] : [])].join(', ');
  const disabled = off.length === 0 ? '' : `, ${off.length} disabled: ${named}`;
  return `${pack.name} ${pack.version} (${active === 1 ? '1 policy' : `${active} policies`}${disabled})`;
}
