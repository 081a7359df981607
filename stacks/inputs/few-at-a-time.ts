import { setFlagsFromString } from 'node:v8';
import * as pulumi from '@pulumi/pulumi';

/** How many tenants are under construction at a time in a preview. */
const atATime = 5;

/** From this number of tenants on, a preview would use more than a gibibyte of memory. */
const many = 30;
/** How far the heap may grow, in percent of what is alive, before Node.js collects garbage; by itself it waits longer. */
const heapGrowthPercent = 40;

/**
 * Builds one thing for each item. In a preview only a few are under construction at a time: the next one begins when
 * the resources of an earlier one are registered, because the SDK keeps everything that waits for registration in
 * memory. Where there are many, garbage is collected sooner: a sixth more time for half of the memory. A deployment
 * builds all at once, where waiting would cost hours.
 */
export async function fewAtATime<Item, Built>(
  items: readonly Item[],
  build: (item: Item) => Built,
): Promise<Built[]> {
  if (!pulumi.runtime.isDryRun()) return items.map(build);
  if (items.length >= many) setFlagsFromString(`--heap-growing-percent=${heapGrowthPercent}`);
  let made: pulumi.Resource[] = [];
  pulumi.runtime.registerStackTransformation(({ resource }) => {
    made.push(resource);
    return undefined;
  });
  const built: Built[] = [];
  const open: Promise<void>[] = [];
  for (const item of items) {
    if (open.length >= atATime) await open.shift();
    made = [];
    built.push(build(item));
    open.push(registered(made));
  }
  return built;
}

/** Waits until every resource has its URN. */
async function registered(resources: readonly pulumi.Resource[]): Promise<void> {
  await new Promise<void>((resolve) => {
    pulumi.all(resources.map(({ urn }) => urn)).apply(() => resolve());
  });
}
