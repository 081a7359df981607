import type { Resource } from '../framework/resource';
import { nameOf, type StackView } from '../framework/stack-view';
import { parseAzureId } from './azure-id';

const setting = 'azure-native:monitor:DiagnosticSetting';

/** The diagnostic settings of a stack by the resource that they are for, and those of which it is not known. */
export interface DiagnosticSettings {
  readonly of: ReadonlyMap<Resource, readonly Resource[]>;
  readonly open: readonly Resource[];
}

/** Finds the settings of each of the resources: by the Azure id that a setting names, or by what it was made from. */
export function diagnosticSettings(stack: StackView, resources: readonly Resource[]): DiagnosticSettings {
  const of = new Map<Resource, Resource[]>();
  const open: Resource[] = [];
  for (const candidate of stack.ofType(setting)) {
    const uri = candidate.properties.key('resourceUri');
    const made = uri.isUnknown ? stack.madeFrom(candidate, uri) : [];
    if (uri.isUnknown && made.length === 0) open.push(candidate);
    for (const resource of resources) {
      const isFor = uri.isUnknown ? made.includes(resource) : isNamedBy(resource, uri.text ?? '');
      if (isFor) of.set(resource, [...(of.get(resource) ?? []), candidate]);
    }
  }
  return { of, open };
}

const blobServices = 'azure-native:storage:BlobServiceProperties';

function isNamedBy(resource: Resource, uri: string): boolean {
  const id = parseAzureId(uri);
  const group = resource.properties.key('resourceGroupName').text?.toLowerCase();
  if (id === undefined || (group !== undefined && group !== id.resourceGroup)) return false;
  const [outer, inner] = id.segments;
  if (resource.type !== blobServices) return inner === undefined && outer?.name === nameOf(resource);
  const account = resource.properties.key('accountName').text?.toLowerCase();
  return inner?.type === 'blobservices' && account === outer?.name;
}
