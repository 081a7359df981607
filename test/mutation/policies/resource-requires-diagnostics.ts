import type { PlannedResource } from '../../../lib/resources/from-plan';
import { baseline } from '../../policy-packs/iso27017/support/pack-run';
import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { addition, change, copied, other, removal } from '../support/rows';
import { otherIds } from '../support/values';
import type { World } from '../support/world';

const of = 'azure-native:monitor:DiagnosticSetting';
const listed = baseline.monitoring.diagnostics;
const nameKeys: Readonly<Record<string, string>> = {
  'azure-native:storage:StorageAccount': 'accountName',
  'azure-native:storage:BlobServiceProperties': 'accountName',
  'azure-native:compute:VirtualMachine': 'vmName',
  'azure-native:network:PublicIPAddress': 'publicIpAddressName',
};
const nameOf = ({ type, inputs }: PlannedResource) => {
  const className = type.split(':').at(-1) ?? '';
  return String(inputs[nameKeys[type] ?? `${className.charAt(0).toLowerCase()}${className.slice(1)}Name`]);
};
/** The resource for which a setting is; a setting of an account's blobs is for its blob service. */
function watchedBy(setting: PlannedResource, world: World): PlannedResource | undefined {
  const uri = String(setting.inputs['resourceUri']);
  const isBlobs = uri.endsWith('/blobServices/default');
  return world.ofType(...listed.map(({ type }) => type)).find((one) => {
    const name = isBlobs ? `/${nameOf(one)}/blobServices/default` : `/${nameOf(one)}`;
    return uri.endsWith(name) && (one.type === 'azure-native:storage:BlobServiceProperties') === isBlobs;
  });
}
/** Whether the setting is the one that sends to a workspace; the audit log's store takes some besides. */
const toWorkspace = (setting: PlannedResource, world: World) =>
  setting.inputs['workspaceId'] !== undefined && watchedBy(setting, world) !== undefined;
const at = (setting: PlannedResource, world: World) => [watchedBy(setting, world)?.urn ?? ''];
const entries = ['logs[]', 'metrics[]'];

export const mutants: PolicyMutants = {
  broken: [
    change({
      of,
      where: toWorkspace,
      at,
      path: entries.map((entry) => `${entry}.enabled`),
      to: [false, 'false', 'False'],
      unknown: 'a category is on unless it says otherwise',
    }),
    change({
      of,
      where: toWorkspace,
      at,
      path: entries.map((entry) => `${entry}.category`),
      to: ['Other', '', absent],
      unknown: 'a setting that names its categories later is not refused for it',
    }),
    change({ of, where: toWorkspace, at, path: entries, to: [absent, {}] }),
    change({
      of,
      where: toWorkspace,
      at,
      path: 'workspaceId',
      to: [absent, null],
      unknown: 'a workspace all the same',
    }),
    change({
      of,
      where: toWorkspace,
      at,
      path: 'resourceUri',
      to: (before, place) => [
        ...otherIds(before, place).slice(0, 4),
        ...(`${before}`.endsWith('/default') ? [] : [`${before}-other`]),
        '',
        absent,
      ],
    }),
    removal({ of, where: toWorkspace, at }),
    addition((world) =>
      listed.flatMap(({ type }) =>
        world
          .ofType(type)
          .slice(0, 1)
          .map((one) => {
            const key =
              nameKeys[type] ??
              Object.keys(one.inputs).find((name) => one.inputs[name] === nameOf(one)) ??
              '';
            return copied(one, 'unwatched', { [key]: `${nameOf(one)}2` });
          }),
      ),
    ),
  ],
  harmless: [
    other({
      of,
      where: toWorkspace,
      path: 'logs',
      to: (before) =>
        Array.isArray(before) && before.length > 0
          ? [[{ categoryGroup: 'allLogs', enabled: true }], [...before, { category: 'More', enabled: true }]]
          : [],
    }),
    other({
      of,
      path: entries.map((entry) => `${entry}.category`),
      to: (before) => [String(before).toUpperCase()],
    }),
    other({ of, path: entries.map((entry) => `${entry}.enabled`), to: [absent, 'true'] }),
    removal({ of, where: (setting) => setting.inputs['workspaceId'] === undefined }),
  ],
  unbroken: [
    {
      of,
      paths: ['resourceUri', 'workspaceId', 'logs*', 'metrics*'],
      because:
        'settings for what the baseline does not list, such as the subscription, are read and not asked for',
    },
  ],
};
