import type { Resource } from '../../../lib/resources/resource';
import { show } from '../../../lib/resources/show';
import { expectBoolean, expectWord, undetermined, violated } from '../framework/expect';
import type { Result, Rule } from '../framework/rule';

/** A property that closes a way for data, what Azure takes when nothing is said, and what it has to say. */
interface Closed {
  readonly path: string;
  readonly word: string | boolean;
  readonly whenAbsent: string | boolean;
}

const disabled = (path: string): Closed => ({ path, word: 'Disabled', whenAbsent: 'Enabled' });
const scopeType = 'azure-native:monitor:PrivateLinkScope';
const ways: Readonly<Record<string, readonly Closed[]>> = {
  'azure-native:operationalinsights:Workspace': [
    disabled('publicNetworkAccessForIngestion'),
    { path: 'features.disableLocalAuth', word: true, whenAbsent: false },
  ],
  'azure-native:monitor:DataCollectionEndpoint': [disabled('networkAcls.publicNetworkAccess')],
  [scopeType]: [{ path: 'accessModeSettings.ingestionAccessMode', word: 'PrivateOnly', whenAbsent: 'Open' }],
  'azure-native:recoveryservices:Vault': [disabled('properties.publicNetworkAccess')],
  'azure-native:compute:Disk': [
    { path: 'networkAccessPolicy', word: 'DenyAll', whenAbsent: 'AllowAll' },
    disabled('publicNetworkAccess'),
  ],
};

/**
 * Nothing takes or gives data over public networks: workspaces and collection endpoints take logs from inside only and
 * by identity, backups are reached by private endpoints, and nobody exports a disk by an address. People read logs over
 * the portal, which asks who they are. Vaults and storage have policies of their own. Left out, each is open.
 * https://learn.microsoft.com/azure/azure-monitor/fundamentals/private-link-configure,
 * https://learn.microsoft.com/azure/backup/private-endpoints-overview,
 * https://learn.microsoft.com/azure/virtual-machines/disks-restrict-import-export-overview (2026-11-27)
 */
export const dataPlaneDeniesPublicNetwork: Rule = {
  types: Object.keys(ways),
  check: (resource) => [
    ...(ways[resource.type] ?? []).flatMap((way) => judge(resource, way)),
    ...(resource.type === scopeType ? judgeExclusions(resource) : []),
  ],
};

function judge(resource: Resource, { path, word, whenAbsent }: Closed): Result[] {
  const place = resource.properties.at(path);
  return typeof word === 'boolean'
    ? expectBoolean(place, word, { resource, value: whenAbsent })
    : expectWord(place, [word], { resource, value: whenAbsent });
}

/** For the connections that it names, an exclusion says what holds instead of the scope's own mode. */
function judgeExclusions({ properties }: Resource): Result[] {
  const exclusions = properties.at('accessModeSettings.exclusions');
  if (exclusions.isUnknown) return [undetermined(exclusions, 'PrivateOnly for each connection')];
  if (exclusions.isKnown && !exclusions.isList) {
    return [violated(exclusions, 'a list of exclusions', show(exclusions))];
  }
  return exclusions.items.flatMap((one) => expectWord(one.key('ingestionAccessMode'), ['PrivateOnly']));
}
