import type { PlannedResource } from '../../../lib/resources/from-plan';
import { absent, unknown } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { addition, change, configured, made, other, rewritten } from '../support/rows';
import { azureId, tagsOf } from '../support/values';
import { changed, type World } from '../support/world';

const gateway = 'azure-native:network:ApplicationGateway';
const balancer = 'azure-native:network:LoadBalancer';
const nic = 'azure-native:network:NetworkInterface';
const entrances: Readonly<Record<string, string>> = {
  [gateway]: 'frontendIPConfigurations',
  [balancer]: 'frontendIPConfigurations',
  [nic]: 'ipConfigurations',
};
const address = {
  id: azureId('rg-dev-aoba-operator', 'Microsoft.Network', 'publicIPAddresses', 'pip-dev-aoba-gateway'),
};
const tag = ['tags', 'yosai-terminated-on'];
const config = { asOf: '2027-01-15' };
const gone = (one: PlannedResource, day: unknown) => changed(one, tag, day);
const withAddress = (one: PlannedResource, publicIPAddress: unknown) =>
  changed(one, [entrances[one.type] ?? ''], [{ name: 'public', publicIPAddress }]);
const isTenants = (one: PlannedResource) => tagsOf(one)['yosai-tenant'] !== undefined;
const row = { of: [gateway, balancer, nic], where: isTenants };
const days = ['2027-01-14', '2026-12-31', '2020-02-29', 'never', ''];
const group = 'azure-native:resources:ResourceGroup';

export const mutants: PolicyMutants = {
  config,
  specimens: () => [
    made(balancer, 'balancer', {
      resourceGroupName: 'rg-dev-aoba-operator',
      frontendIPConfigurations: [{ name: 'private', privateIPAddress: '10.64.1.9' }],
      tags: { 'yosai-tenant': 'aoba' },
    }),
  ],
  broken: [
    ...days.flatMap((day) =>
      [address, {}, address.id, unknown].map((value) =>
        rewritten({
          ...row,
          path: 'publicIPAddress',
          value: `${value === unknown ? 'not known yet' : JSON.stringify(value)}, last day ${day}`,
          ...(value === unknown && { isOpen: true as const }),
          by: (one) => ({ put: [gone(withAddress(one, value), day)] }),
        }),
      ),
    ),
    ...['list', 'day'].map((what) =>
      rewritten({
        ...row,
        path: what === 'list' ? 'the list of addresses' : tag.join('.'),
        value: 'not known yet',
        isOpen: true,
        by: (one) => ({
          put: [
            what === 'list'
              ? gone(changed(one, [entrances[one.type] ?? ''], unknown), '2026-12-31')
              : gone(withAddress(one, address), unknown),
          ],
        }),
      }),
    ),
    // The gateway as it is, the day after its tenant's last one.
    change({ of: gateway, path: tag.join('.'), to: days.slice(0, 3) }),
    // The day stands on the group alone.
    rewritten({
      of: group,
      path: tag.join('.'),
      value: '2026-12-31, on the group alone',
      where: (one: PlannedResource, world: World) =>
        isTenants(one) && entrancesIn(one, world).some(({ type }) => type === gateway),
      by: (one) => ({ put: [gone(one, '2026-12-31')] }),
      at: (one, world) => entrancesIn(one, world).map(({ urn }) => urn),
    }),
  ],
  harmless: [
    // Until the end of the last day the service goes on.
    other({ ...row, path: tag.join('.'), to: ['2027-01-15', '2027-12-31', absent] }),
    ...days.slice(0, 3).map((day) =>
      rewritten({
        ...row,
        path: 'publicIPAddress',
        value: `none, last day ${day}`,
        by: (one) => ({ put: [gone(changed(one, [entrances[one.type] ?? ''], [{ name: 'private' }]), day)] }),
      }),
    ),
    configured({ asOf: '2026-12-31' }, other({ of: gateway, path: tag.join('.'), to: ['2026-12-31'] })),
    // The address itself may stay, so that nobody else gets it.
    addition(() => [
      made('azure-native:network:PublicIPAddress', 'kept', {
        tags: { 'yosai-tenant': 'aoba', 'yosai-terminated-on': '2026-12-31' },
      }),
    ]),
  ],
  unbroken: [
    { paths: [tag.join('.')], because: 'what has no address answers nobody, whenever its tenant leaves' },
  ],
};

function entrancesIn(holder: PlannedResource, world: World): readonly PlannedResource[] {
  return world
    .ofType(...Object.keys(entrances))
    .filter(({ inputs }) => inputs['resourceGroupName'] === holder.inputs['resourceGroupName']);
}
