import type { Mistake } from '../mistake';
import { facingRoles } from '../network-rules';
import type { Control, NetworkBaseline, ProbeBaseline } from '../types.generated';
import type { Valid } from '../validate';
import { repeated, unknown } from './common';
import { checkNamed } from './named';

/** Checks that probes have ids of their own, and speak of services and roles that there are. */
export function checkProbe(
  { document, value: { services, probes } }: Valid<ProbeBaseline>,
  network: Valid<NetworkBaseline> | undefined,
): Mistake[] {
  const ids = probes.map(({ id }, index) => ({ key: id, path: ['probes', index, 'id'] }));
  const twice = repeated(document, 'the probe id', ids);
  if (network === undefined) return twice;
  const known = Object.keys(network.value.services);
  const roles = facingRoles(network.value);
  return [
    ...twice,
    ...Object.entries(services).flatMap(([protocol, service]) =>
      unknown(document, ['services', protocol], 'service', service, known),
    ),
    ...probes.flatMap(({ roles: asked = [] }, index) =>
      asked.flatMap((role, place) =>
        unknown(document, ['probes', index, 'roles', place], 'role', role, roles),
      ),
    ),
  ];
}

/** Checks that probes and the promises which name them are there for each other. */
export function checkProbePromises(
  controls: readonly Valid<Control>[],
  { document, value: { probes } }: Valid<ProbeBaseline>,
  allControlsRead: boolean,
): Mistake[] {
  const entries = probes.map(({ id }, index) => ({ id, path: ['probes', index, 'id'] }));
  const kind = { by: 'probe', what: 'probe', file: 'probe.yaml' };
  return checkNamed(controls, kind, { document, entries }, allControlsRead);
}
