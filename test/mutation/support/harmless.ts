import type { PlannedResource } from '../../../lib/resources/from-plan';
import { parseToken } from '../../../lib/resources/token';
import { isTaggable } from '../../../policy-packs/iso27017/azure/taggable-types';
import { isObject, isUnknown, mapTexts } from './places';
import type { Edit, World } from './world';

/** A change that means nothing to any promise, of one resource; `undefined` where it does not apply. */
export type HarmlessChange = (resource: PlannedResource) => PlannedResource | undefined;

const withInputs = (resource: PlannedResource, inputs: unknown): PlannedResource | undefined =>
  JSON.stringify(inputs) === JSON.stringify(resource.inputs)
    ? undefined
    : { ...resource, inputs: inputs as PlannedResource['inputs'] };

const mapped = (resource: PlannedResource, map: (text: string) => string) =>
  withInputs(resource, mapTexts(resource.inputs, map));

/** Changes the tags of a resource that has some. */
function retagged(resource: PlannedResource, change: (tags: Readonly<Record<string, unknown>>) => object) {
  const { tags } = resource.inputs;
  if (!isTaggable(parseToken(resource.type).type) || !isObject(tags)) return undefined;
  return withInputs(resource, { ...resource.inputs, tags: change(tags) });
}

function withSpelledRegion(region: string): HarmlessChange {
  return (resource) => {
    const { location } = resource.inputs;
    return location === 'japaneast'
      ? { ...resource, inputs: { ...resource.inputs, location: region } }
      : undefined;
  };
}

/** Lists the other way round; in Azure's resources the order of a list is mostly no more than the order of its text. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.toReversed().map(reversed);
  if (!isObject(value) || isUnknown(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, reversed(item)]));
}

const azureId = /^\/subscriptions\/.+/i;

/** By the words under which a survivor is listed. */
export const harmlessChanges: Readonly<Record<string, HarmlessChange>> = {
  'another logical name': (resource) => ({ ...resource, name: `${resource.name}-renamed` }),
  'one more tag': (resource) => retagged(resource, (tags) => ({ ...tags, 'cost-center': '4711' })),
  'tag keys in capitals': (resource) =>
    retagged(resource, (tags) =>
      Object.fromEntries(Object.entries(tags).map(([key, value]) => [key.toUpperCase(), value])),
    ),
  'a description': (resource) => ({
    ...resource,
    inputs: { ...resource.inputs, description: 'Kept by the platform team' },
  }),
  'the region as its display name': withSpelledRegion('Japan East'),
  'the region in capitals': withSpelledRegion('JAPANEAST'),
  'Azure ids in lower case': (resource) =>
    mapped(resource, (text) => (azureId.test(text) ? text.toLowerCase() : text)),
  'Azure ids in capitals': (resource) =>
    mapped(resource, (text) => (azureId.test(text) ? text.toUpperCase() : text)),
  'lists in another order': (resource) => withInputs(resource, reversed(resource.inputs)),
  'the type in an API version of its own': (resource) => {
    const [, module, name] = /^azure-native:(\w+):(\w+)$/.exec(resource.type) ?? [];
    return module === undefined
      ? undefined
      : { ...resource, type: `azure-native:${module}/v20240501:${name}` };
  },
};

/** The tenant that is copied, and the words by which the copy differs from it. */
const model = { id: 'minato', slot: 2 };

/** The addresses of a slot in the address plan's text: a /22 of 10.64.0.0/10 has four third octets. */
const octets = (slot: number) => [0, 1, 2, 3].map((offset) => slot * 4 + offset);

/** The resources of the model tenant as those of another one in another slot. */
function asTenant(world: World, id: string, slot: number): PlannedResource[] {
  const own = octets(model.slot);
  const rewrite = (text: string) =>
    text
      .replaceAll(model.id, id)
      .replace(/\b10\.64\.(\d+)\./g, (address, third: string) => {
        const index = own.indexOf(Number(third));
        return index < 0 ? address : `10.64.${octets(slot)[index]}.`;
      })
      .replaceAll(`"yosai-slot":"${model.slot}"`, `"yosai-slot":"${slot}"`);
  return ofModel(world).map((resource) => {
    const copy = JSON.parse(rewrite(JSON.stringify(resource))) as PlannedResource;
    // What a machine is given at its first boot was made for its name.
    return resource.type === 'azure-native:compute:VirtualMachine'
      ? { ...copy, inputs: { ...copy.inputs, osProfile: resource.inputs['osProfile'] } }
      : copy;
  });
}

/** Everything that carries the model tenant's name, such as the hub's peering to its network. */
function ofModel(world: World): readonly PlannedResource[] {
  return world.resources.filter(({ urn, inputs }) => `${urn}${JSON.stringify(inputs)}`.includes(model.id));
}

/** Changes of the whole plan that mean nothing to any promise. */
export const harmlessEdits: Readonly<Record<string, (world: World) => Edit>> = {
  'one more tenant': (world) => ({ put: asTenant(world, 'sakura', 3) }),
  'another free slot': (world) => ({
    put: asTenant(world, model.id, 9),
    drop: [],
  }),
  'two more tenants, far apart': (world) => ({
    put: [...asTenant(world, 'sakura', 5), ...asTenant(world, 'tsubaki', 60)],
  }),
};
