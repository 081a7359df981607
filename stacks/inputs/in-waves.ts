import * as pulumi from '@pulumi/pulumi';

/** How many tenants are built at a time in a preview. */
const waveSize = 5;

/**
 * Builds one thing for each item. In a preview it goes on when the resources of one wave are registered, because
 * the SDK keeps everything that waits for registration in memory: 200 tenants at once take twice as much. A
 * deployment builds all at once, where waiting would cost hours.
 */
export async function inWaves<Item, Built>(
  items: readonly Item[],
  build: (item: Item) => Built,
): Promise<Built[]> {
  if (!pulumi.runtime.isDryRun()) return items.map(build);
  const wave: pulumi.Resource[] = [];
  pulumi.runtime.registerStackTransformation(({ resource }) => {
    wave.push(resource);
    return undefined;
  });
  const built: Built[] = [];
  for (const [index, item] of items.entries()) {
    built.push(build(item));
    if ((index + 1) % waveSize === 0) await registered(wave.splice(0));
  }
  return built;
}

/** Waits until every resource has its URN. */
async function registered(resources: readonly pulumi.Resource[]): Promise<void> {
  await new Promise<void>((resolve) => {
    pulumi.all(resources.map(({ urn }) => urn)).apply(() => resolve());
  });
}
