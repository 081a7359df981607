import * as pulumi from '@pulumi/pulumi';
import { forgetTree, withoutResources } from './forget';

/**
 * Builds one thing for each item, and returns what is to be known of each. A deployment builds all at once, where
 * waiting would cost hours. In a preview only a few are under construction at a time: the next one begins when the
 * resources of an earlier one are registered, and what is registered is forgotten. The SDK would keep every resource
 * to the end, which for two hundred tenants is more than a gibibyte.
 * @param atATime how many are under construction at a time in a preview
 */
export async function fewAtATime<Item, Outputs extends object>(
  items: readonly Item[],
  atATime: number,
  build: (item: Item) => Outputs,
): Promise<Outputs[]> {
  if (!pulumi.runtime.isDryRun()) return items.map(build);
  let made: pulumi.Resource[] = [];
  pulumi.runtime.registerStackTransformation(({ resource }) => {
    made.push(resource);
    return undefined;
  });
  const built: Outputs[] = [];
  const open: Promise<void>[] = [];
  for (const item of items) {
    if (open.length >= atATime) await open.shift();
    made = [];
    built.push(withoutResources(build(item)));
    open.push(registered(made).then(forgetTree));
  }
  return built;
}

/** Waits until every resource has its URN. */
async function registered(resources: readonly pulumi.Resource[]): Promise<readonly pulumi.Resource[]> {
  await new Promise<void>((resolve) => {
    pulumi.all(resources.map(({ urn }) => urn)).apply(() => resolve());
  });
  return resources;
}
