import type { PrivateEndpoint } from '../../network-model/model';
import { type Answer, answerOf, selectsNothing, type Unknown, type Witness } from './answer';
import type { Inquiry } from './inquiry';
import { ownerOf } from './places';

/**
 * Answers a claim of the kind `endpointTargets`: each private endpoint leads to a resource of the owner of the network
 * in which it stands. A resource without a tenant is the operator's own, and may be reached from the hub only.
 */
export function judgeEndpointTargets(inquiry: Inquiry): Answer {
  const { model, places } = inquiry;
  const endpoints = model.endpoints.flatMap((endpoint) =>
    endpoint.kind === 'privateEndpoint' ? endpoint : [],
  );
  if (endpoints.length === 0) return selectsNothing('no private endpoint');
  const witnesses: Witness[] = [];
  const unknowns: Unknown[] = [...inquiry.unknowns('endpointTargets')];
  for (const endpoint of endpoints) {
    const { resource, name } = endpoint;
    const where = { ...endpoint.where, path: 'privateLinkServiceConnections' };
    const owner = ownerOf(places.ofSubnet(endpoint.subnet));
    if (resource === undefined) {
      unknowns.push({ what: `whose service ${name} leads to is in no plan`, where });
      continue;
    }
    if (owner === undefined) {
      unknowns.push({ what: `whose network ${name} stands in, neither tags nor addresses say`, where });
      continue;
    }
    const other = ownerOfTarget(endpoint);
    if (other === owner) continue;
    const to = `${resource.name} of ${other}`;
    witnesses.push({ from: owner, to, path: [], what: `private endpoint ${name} leads to ${to}`, where });
  }
  return answerOf(witnesses, unknowns, `${endpoints.length} private endpoints`);
}

function ownerOfTarget({ resource }: PrivateEndpoint): string {
  const { tenant, scope, network } = resource?.tags ?? {};
  return tenant ?? (scope === 'corporate' ? 'corporate' : (network ?? 'hub'));
}
