import type { Mistake } from '../mistake';
import type { Path } from '../show';
import type { Claim, ClaimSelector, ClaimsBaseline, Control, NetworkBaseline } from '../types.generated';
import type { Valid } from '../validate';
import type { YamlDocument } from '../yaml-document';
import { repeated, unknown } from './common';
import { checkNamed } from './named';

/** Checks that claims have ids of their own, and speak of subnets, machines, services and flows that there are. */
export function checkClaims(
  { document, value: { claims } }: Valid<ClaimsBaseline>,
  network: Valid<NetworkBaseline> | undefined,
): Mistake[] {
  return [
    ...repeated(
      document,
      'the claim id',
      claims.map(({ id }, index) => ({ key: id, path: ['claims', index, 'id'] })),
    ),
    ...claims.flatMap((claim, index) => [
      ...checkTenants(document, ['claims', index], claim),
      ...(network === undefined ? [] : checkNames(document, ['claims', index], claim, network.value)),
    ]),
  ];
}

/** `tenants` chooses among pairs of tenants, so there have to be some. */
function checkTenants(document: YamlDocument, path: Path, { tenants, from, to }: Claim): Mistake[] {
  const hasTenants = (side: ClaimSelector | undefined) => side?.networks.includes('tenant') === true;
  if (tenants === undefined || (hasTenants(from) && hasTenants(to))) return [];
  return [document.mistake([...path, 'tenants'], 'needs `tenant` among the networks of both sides')];
}

function checkNames(document: YamlDocument, path: Path, claim: Claim, network: NetworkBaseline): Mistake[] {
  const each = (
    list: readonly string[] | undefined,
    name: 'services' | 'admits',
    what: string,
    known: readonly string[],
  ) => (list ?? []).flatMap((word, index) => unknown(document, [...path, name, index], what, word, known));
  const [what, entries] =
    claim.kind === 'outbound'
      ? (['outbound entry', network.outbound] as const)
      : (['flow', network.flows] as const);
  return [
    ...(['from', 'to'] as const).flatMap((side) => {
      const selector = claim[side];
      return selector === undefined ? [] : checkSelector(document, [...path, side], selector, network);
    }),
    ...each(claim.services, 'services', 'service', Object.keys(network.services)),
    ...each(
      typeof claim.admits === 'string' ? [] : claim.admits,
      'admits',
      what,
      entries.map(({ id }) => id),
    ),
  ];
}

function checkSelector(
  document: YamlDocument,
  path: Path,
  { networks, subnets, exceptSubnets, machines }: ClaimSelector,
  network: NetworkBaseline,
): Mistake[] {
  const kinds = (['tenant', 'hub', 'corporate'] as const).filter((kind) => networks.includes(kind));
  const roles = kinds.flatMap((kind) => network.subnets[kind].map(({ role }) => role));
  return [
    ...Object.entries({ subnets, exceptSubnets }).flatMap(([list, names = []]) =>
      names.flatMap((role, index) =>
        unknown(document, [...path, list, index], `subnet of ${networks.join(', ')}`, role, roles),
      ),
    ),
    ...(machines ?? []).flatMap((role, index) =>
      unknown(
        document,
        [...path, 'machines', index],
        'machine role',
        role,
        Object.keys(network.machineRoles),
      ),
    ),
  ];
}

/**
 * Checks that every claim which a promise names is there, that none is still called planned, and that every claim
 * keeps a promise.
 */
export function checkProofs(
  controls: readonly Valid<Control>[],
  { document, value: { claims } }: Valid<ClaimsBaseline>,
  allControlsRead: boolean,
): Mistake[] {
  const entries = claims.map(({ id }, index) => ({ id, path: ['claims', index, 'id'] }));
  const kind = { by: 'proof', what: 'claim', file: 'claims.yaml' };
  return checkNamed(controls, kind, { document, entries }, allControlsRead);
}
