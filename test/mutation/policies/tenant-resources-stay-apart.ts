import type { PlannedResource } from '../../../lib/resources/from-plan';
import { leavesOf, type Steps, unknown, valueAt } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { addition, change, copied, other, type Row } from '../support/rows';
import { azureId, idPlaces, idsOfOtherTenants, tenantOf } from '../support/values';
import { changed, type World } from '../support/world';

/** What the network policies compare instead, and what says whose it is by what it extends. */
const elsewhere = [
  'azure-native:network:VirtualNetworkPeering',
  'azure-native:network:NetworkSecurityGroup',
  'azure-native:network:SecurityRule',
];
const extensions: Readonly<Record<string, string>> = {
  'azure-native:authorization:RoleAssignment': 'scope',
  'azure-native:authorization:ManagementLockByScope': 'scope',
  'azure-native:monitor:DataCollectionRuleAssociation': 'resourceUri',
  'azure-native:monitor:DiagnosticSetting': 'resourceUri',
};
const types = (world: World) =>
  world.types.filter((type) => type.startsWith('azure-native:') && !elsewhere.includes(type));
/** Links of the private-link scope stand in the hub's group, and say nothing of whose they are (docs/limits.md). */
const isTenants = (one: PlannedResource) =>
  /^(aoba|kita|minato)-/.test(one.name) &&
  !one.name.includes('peering') &&
  one.type !== 'azure-native:monitor:PrivateLinkScopedResource';
const places = (one: PlannedResource) =>
  idPlaces(one).filter(([property]) => property !== extensions[one.type]);
/** A change of everything that belongs to a tenant. */
const onTenants =
  (row: Omit<Parameters<typeof change>[0], 'of' | 'where'>): Row =>
  (world) =>
    change({ ...row, of: types(world), where: isTenants })(world);

const address = /^10\.64\.\d+\.\d+(\/\d+)?$/;
const addresses = (one: PlannedResource): Steps[] =>
  leavesOf(one.inputs).filter((steps) => address.test(String(valueAt(one.inputs, steps))));
const slots: Readonly<Record<string, number>> = { aoba: 0, kita: 1, minato: 2 };
const slotOf = ({ name }: PlannedResource) => slots[name.split('-')[0] ?? ''] ?? 0;
const inSlot = (before: unknown, slot: number) =>
  String(before).replace(
    /^10\.64\.(\d+)/,
    (_all, third: string) => `10.64.${slot * 4 + (Number(third) % 4)}`,
  );

/** Resources of each tenant by which something of another one could be used. */
const vaultOf = (world: World, tenant: unknown) =>
  world.ofType('azure-native:keyvault:Vault').find((one) => tenantOf(one) === tenant);
const otherTenants = (one: PlannedResource) =>
  Object.keys(slots).filter((tenant) => !one.name.startsWith(`${tenant}-`));

export const mutants: PolicyMutants = {
  broken: [
    // Every reference, to each thing of that kind of each other tenant, in several spellings.
    onTenants({
      path: places,
      to: (before, place) =>
        idsOfOtherTenants(before, place).flatMap((id, index) =>
          index === 0 ? [id, id.toUpperCase(), `${id}/`] : [id],
        ),
      unknown: 'what is not known yet is tried below, with what it was made from',
    }),
    // The same while the id is not known, and all that tells is what it was made from.
    (world) =>
      world
        .ofType(...types(world))
        .filter(isTenants)
        .flatMap((one) =>
          places(one).flatMap((steps) => {
            const [property = ''] = steps;
            return otherTenants(one).flatMap((tenant) => {
              const maker = vaultOf(world, tenant);
              if (maker === undefined) return [];
              const open = changed(one, steps, unknown);
              const propertyDependencies = { ...open.propertyDependencies, [property]: [maker.urn] };
              return [
                {
                  resource: one.name,
                  type: one.type,
                  path: String(property),
                  value: `made from ${maker.name}`,
                  edit: { put: [{ ...open, propertyDependencies }] },
                  at: [one.urn],
                  isOpen: false,
                },
              ];
            });
          }),
        ),
    // A property that nobody knows yet, such as a link, an identity as a key, or a vault's address.
    (world) =>
      world
        .ofType(...types(world))
        .filter((one) => tenantOf(one) !== undefined)
        .flatMap((one) =>
          otherTenants(one).flatMap((tenant) => {
            const vault = vaultOf(world, tenant);
            const name = String(vault?.inputs['vaultName']);
            const id = azureId(`rg-dev-${tenant}-customer`, 'Microsoft.KeyVault', 'vaults', name);
            return [
              id,
              `${id}/keys/disk`,
              `https://${name}.vault.azure.net/secrets/x`,
              `HTTPS://${name.toUpperCase()}.vault.azure.net`,
              { [id]: {} },
            ].flatMap((value) =>
              change({
                of: one.type,
                where: (candidate) => candidate === one,
                path: 'extra.link',
                to: [value],
                unknown: 'its name says nothing of a reference',
              })(world),
            );
          }),
        ),
    // Addresses of other slots.
    onTenants({
      path: addresses,
      to: (before, { resource }) =>
        [0, 1, 2, 3, 100]
          .filter((slot) => slot !== slotOf(resource))
          .map((slot) => inSlot(before, slot))
          .filter((text) => /^10\.64\.\d{1,2}\d?\./.test(text) && Number(text.split('.')[2]) < 256),
      unknown: 'an address that is not known yet says nothing of a tenant',
    }),
    // Something of its own becomes another tenant's, and whatever uses it crosses the border.
    (world) =>
      change({
        of: [
          'azure-native:compute:DiskEncryptionSet',
          'azure-native:operationalinsights:Workspace',
          'azure-native:network:Subnet',
        ],
        where: isTenants,
        path: 'tags.yosai-tenant',
        to: (before) => (before === undefined ? [] : ['somebody']),
        unknown: 'whose it is, its group says',
        at: (_one, inner) => inner.resources.map(({ urn }) => urn),
      })(world),
    addition((world) =>
      world
        .ofType('azure-native:network:PrivateEndpoint')
        .filter((one) => tenantOf(one) !== undefined)
        .flatMap((one) =>
          otherTenants(one).map((tenant) =>
            copied(one, `to-${tenant}`, {
              privateEndpointName: `pep-to-${tenant}`,
              privateLinkServiceConnections: [
                {
                  privateLinkServiceId: azureId(
                    `rg-dev-${tenant}-customer`,
                    'Microsoft.KeyVault',
                    'vaults',
                    String(vaultOf(world, tenant)?.inputs['vaultName']),
                  ),
                },
              ],
            }),
          ),
        ),
    ),
  ],
  harmless: [
    (world) =>
      other({
        of: types(world),
        where: isTenants,
        path: places,
        to: (before) => [String(before).toUpperCase(), String(before).toLowerCase()],
      })(world),
    // The hub's things may be used by every tenant.
    (world) =>
      other({
        of: types(world),
        where: (one) => tenantOf(one) !== undefined,
        path: 'extra.link',
        to: [
          azureId('rg-dev-hub', 'Microsoft.Network', 'virtualNetworks', 'vnet-dev-hub'),
          '10.32.0.4',
          'https://example.jp',
          '192.0.2.1',
        ],
      })(world),
    (world) =>
      other({
        of: types(world),
        where: (one) => isTenants(one) && addresses(one).length > 0,
        path: addresses,
        to: (before, { resource }) =>
          String(before).includes('/') ? [] : [inSlot(before, slotOf(resource)).replace(/\d+$/, '77')],
      })(world),
  ],
  unbroken: [
    {
      paths: ['*'],
      because:
        'every property is read: those that hold an id or an address are all tried, and any other as one that is new',
    },
  ],
};
