import { resourceGroupType } from '../../../lib/resources/stack-view';
import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { addition, made, other, rewritten } from '../support/rows';
import { hasTag, tagsOf } from '../support/values';
import { changed, type World } from '../support/world';

const key = 'yosai-owner';
const steps = ['tags', key];
const groupOf = (world: World, name: unknown) =>
  world.ofType(resourceGroupType).find(({ inputs }) => inputs['resourceGroupName'] === name);
const foreign = (owner: unknown) => (owner === 'customer' ? 'operator' : 'customer');
const owned = (world: World) => [
  ...new Set(
    world.resources
      .filter((one) => one.type !== resourceGroupType && tagsOf(one)[key] !== undefined)
      .filter(({ inputs }) => groupOf(world, inputs['resourceGroupName']) !== undefined)
      .map(({ type }) => type),
  ),
];
const inOwnGroup = hasTag(key);

export const mutants: PolicyMutants = {
  specimens: () => [
    made('azure-native:web:WebApp', 'elsewhere-a', {
      resourceGroupName: 'rg-by-hand',
      tags: { [key]: 'operator' },
    }),
    made('azure-native:web:WebApp', 'elsewhere-b', {
      resourceGroupName: 'rg-by-hand',
      tags: { [key]: 'operator' },
    }),
  ],
  broken: [
    (world) =>
      rewritten({
        of: owned(world),
        where: (one) => inOwnGroup(one) && groupOf(world, one.inputs['resourceGroupName']) !== undefined,
        path: `tags.${key}`,
        value: 'the other owner',
        by: (one) => ({ put: [changed(one, steps, foreign(tagsOf(one)[key]))] }),
      })(world),
    (world) =>
      rewritten({
        of: owned(world),
        where: (one) => inOwnGroup(one) && groupOf(world, one.inputs['resourceGroupName']) !== undefined,
        path: `tags.${key}`,
        value: 'not known yet',
        isOpen: true,
        by: (one) => ({ put: [changed(one, steps, { 'yosai:value': 'unknown' })] }),
      })(world),
    // The resource moves to a group of the other owner; its program says the name, or takes it from the group.
    ...[false, true].map(
      (isMade) => (world: World) =>
        world.ofType(resourceGroupType).flatMap((group) =>
          rewritten({
            of: owned(world),
            where: (one) => inOwnGroup(one) && tagsOf(one)[key] !== tagsOf(group)[key],
            path: 'resourceGroupName',
            value: `${group.name}${isMade ? ', made from it' : ''}`,
            by: (one) => {
              const moved = changed(one, ['resourceGroupName'], group.inputs['resourceGroupName']);
              const propertyDependencies = { ...moved.propertyDependencies, resourceGroupName: [group.urn] };
              return { put: [isMade ? { ...moved, propertyDependencies } : moved] };
            },
          })(world),
        ),
    ),
    // The group changes sides, and everything in it stands with the wrong owner.
    rewritten({
      of: resourceGroupType,
      path: `tags.${key}`,
      value: 'the other owner',
      by: (group) => ({ put: [changed(group, steps, foreign(tagsOf(group)[key]))] }),
      at: (group, world) =>
        world.resources
          .filter(({ inputs }) => inputs['resourceGroupName'] === group.inputs['resourceGroupName'])
          .map(({ urn }) => urn),
    }),
    // In a group that no stack makes, the first resource says whose it is.
    addition(() => [
      made('azure-native:web:WebApp', 'elsewhere-c', {
        resourceGroupName: 'RG-by-hand',
        tags: { 'Yosai-Owner': 'customer' },
      }),
    ]),
  ],
  harmless: [
    (world) => other({ of: owned(world), path: `tags.${key}`, to: [absent] })(world),
    (world) =>
      other({
        of: owned(world),
        path: 'resourceGroupName',
        to: (before) => (typeof before === 'string' ? [before.toUpperCase()] : []),
      })(world),
    addition(() => [
      made('azure-native:web:WebApp', 'elsewhere-d', {
        resourceGroupName: 'rg-other',
        tags: { [key]: 'customer' },
      }),
    ]),
  ],
  unbroken: [
    {
      paths: [`tags.${key}`],
      because: 'what stands in no group of the stack may be of either owner, and is tried in a group by hand',
    },
  ],
};
