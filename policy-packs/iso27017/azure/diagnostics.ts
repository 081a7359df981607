import { groupBy } from '../../../lib/findings/group-by';
import { type AzureId, parseAzureId } from '../../../lib/resources/azure-id';
import type { Resource } from '../../../lib/resources/resource';
import { nameOf, type StackView } from '../../../lib/resources/stack-view';

const setting = 'azure-native:monitor:DiagnosticSetting';

/** The diagnostic settings of a stack by the resource that they are for, and those of which it is not known. */
export interface DiagnosticSettings {
  readonly of: ReadonlyMap<Resource, readonly Resource[]>;
  readonly open: readonly Resource[];
}

/** Finds the settings of each of the resources: by the Azure id that a setting names, or by what it was made from. */
export function diagnosticSettings(stack: StackView, resources: readonly Resource[]): DiagnosticSettings {
  const byPlace = groupBy(resources, placeOf);
  const open: Resource[] = [];
  const pairs = stack.ofType(setting).flatMap((candidate) => {
    const uri = candidate.properties.key('resourceUri');
    const made = uri.isUnknown ? stack.madeFrom(candidate, uri) : [];
    if (uri.isUnknown && made.length === 0) open.push(candidate);
    const named = uri.isUnknown ? made : namedBy(parseAzureId(uri.text ?? ''), byPlace);
    return named.map((resource) => ({ resource, candidate }));
  });
  const of = new Map(
    [...groupBy(pairs, ({ resource }) => resource)].map(([resource, own]) => [
      resource,
      own.map(({ candidate }) => candidate),
    ]),
  );
  return { of, open };
}

const blobServices = 'azure-native:storage:BlobServiceProperties';

/** By what an id names a resource: the blob services of all accounts have the same name. */
function placeOf(resource: Resource): string | undefined {
  if (resource.type !== blobServices) return nameOf(resource);
  const account = resource.properties.key('accountName').text?.toLowerCase();
  return account === undefined ? undefined : `${account}/blobservices`;
}

function namedBy(id: AzureId | undefined, byPlace: ReadonlyMap<string, readonly Resource[]>): Resource[] {
  const [outer, inner] = id?.segments ?? [];
  if (id === undefined || outer === undefined) return [];
  const place = inner === undefined ? outer.name : `${outer.name}/${inner.type}`;
  return (byPlace.get(place) ?? []).filter(({ properties }) => {
    const group = properties.key('resourceGroupName').text?.toLowerCase();
    return group === undefined || group === id.resourceGroup;
  });
}
