import { absent, unknown } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, other, rewritten } from '../support/rows';
import { notTrue, spellings } from '../support/values';
import { changed } from '../support/world';

const workspace = 'azure-native:operationalinsights:Workspace';
const endpoint = 'azure-native:monitor:DataCollectionEndpoint';
const scope = 'azure-native:monitor:PrivateLinkScope';
const vault = 'azure-native:recoveryservices:Vault';
const disk = 'azure-native:compute:Disk';

/** Where each type says that public networks are refused. */
const switches: readonly (readonly [string, string])[] = [
  [workspace, 'publicNetworkAccessForIngestion'],
  [endpoint, 'networkAcls.publicNetworkAccess'],
  [vault, 'properties.publicNetworkAccess'],
  [disk, 'publicNetworkAccess'],
];
const exclusions = 'accessModeSettings.exclusions';
const excluded = (ingestionAccessMode?: unknown) => [
  {
    privateEndpointConnectionName: 'pep-dev-hub-monitor',
    queryAccessMode: 'PrivateOnly',
    ...(ingestionAccessMode !== undefined && { ingestionAccessMode }),
  },
];

export const mutants: PolicyMutants = {
  broken: [
    ...switches.map(([of, path]) =>
      change({
        of,
        path,
        to: [
          'Enabled',
          ...spellings('Enabled'),
          'SecuredByPerimeter',
          'Disable',
          'None',
          '',
          false,
          true,
          0,
          [],
          absent,
          null,
        ],
      }),
    ),
    change({ of: workspace, path: 'features.disableLocalAuth', to: [...notTrue, absent, null] }),
    change({ of: workspace, path: 'features', to: [absent, null, {}, []] }),
    change({ of: endpoint, path: 'networkAcls', to: [absent, null, {}, 'Disabled'] }),
    change({ of: vault, path: 'properties', to: [absent, null, {}, 'Disabled'] }),
    change({
      of: scope,
      path: 'accessModeSettings.ingestionAccessMode',
      to: ['Open', ...spellings('Open'), 'Private', 'Disabled', '', false, [], absent, null],
    }),
    change({
      of: scope,
      path: 'accessModeSettings',
      to: [absent, null, {}, { queryAccessMode: 'PrivateOnly' }],
    }),
    // One endpoint of the scope goes its own way.
    change({
      of: scope,
      path: exclusions,
      to: [
        excluded('Open'),
        excluded('open'),
        excluded(''),
        excluded(null),
        excluded(),
        [...excluded('PrivateOnly'), ...excluded('Open')],
        { ingestionAccessMode: 'Open' },
      ],
    }),
    rewritten({
      of: scope,
      path: exclusions,
      value: 'one whose mode is not known yet',
      by: (one) => ({ put: [changed(one, ['accessModeSettings', 'exclusions'], excluded(unknown))] }),
      isOpen: true,
    }),
    // To whoever holds the endpoint of a disk access, or to everybody.
    change({
      of: disk,
      path: 'networkAccessPolicy',
      to: ['AllowAll', ...spellings('AllowAll'), 'AllowPrivate', 'Deny', '', false, [], absent, null],
    }),
  ],
  harmless: [
    ...switches.map(([of, path]) => other({ of, path, to: spellings('Disabled') })),
    other({ of: workspace, path: 'features.disableLocalAuth', to: ['true', 'True'] }),
    // People read logs over the portal, which asks who they are.
    other({ of: workspace, path: 'publicNetworkAccessForQuery', to: ['Disabled', absent] }),
    other({
      of: scope,
      path: 'accessModeSettings.ingestionAccessMode',
      to: spellings('PrivateOnly'),
    }),
    other({ of: scope, path: 'accessModeSettings.queryAccessMode', to: ['PrivateOnly', absent] }),
    other({ of: scope, path: exclusions, to: [[], null, excluded('PrivateOnly'), excluded('privateonly')] }),
    other({ of: disk, path: 'networkAccessPolicy', to: spellings('DenyAll') }),
    other({ of: disk, path: 'dataAccessAuthMode', to: ['AzureActiveDirectory', 'None'] }),
  ],
};
