import * as pulumi from '@pulumi/pulumi';
import { describe, expect, it } from 'vitest';
import { withoutResources } from '../../stacks/inputs/forget';
import { planOf } from '../components/support/plan';

/** What the SDK knows of an output and does not declare. */
interface Known {
  promise(withUnknowns: boolean): Promise<unknown>;
  isKnown: Promise<boolean>;
  isSecret: Promise<boolean>;
  allResources(): Promise<Set<unknown>>;
}

async function stateOf(output: unknown) {
  const { isKnown, isSecret, ...known } = output as Known;
  return {
    value: (await isKnown) ? await known.promise(true) : 'unknown',
    known: await isKnown,
    secret: await isSecret,
    resources: (await known.allResources()).size,
  };
}

describe('outputs without their resources', () => {
  it('keep value, secrecy and what is not known', async () => {
    let results: unknown[] = [];
    await planOf(
      async () => {
        const thing = new pulumi.ComponentResource('test:index:Thing', 'thing');
        const text = thing.urn.apply(() => 'text');
        expect(withoutResources({ thing }).thing).toBe(thing);
        const given = { text, list: [pulumi.secret(text)], open: text.apply(() => pulumi.unknown), plain: 7 };
        const detached = withoutResources(given);
        expect(detached.plain).toBe(7);
        results = await Promise.all(
          [given.text, detached.text, detached.list[0], detached.open].map(stateOf),
        );
      },
      { preview: true },
    );
    expect(results).toEqual([
      { value: 'text', known: true, secret: false, resources: 1 },
      { value: 'text', known: true, secret: false, resources: 0 },
      { value: 'text', known: true, secret: true, resources: 0 },
      { value: 'unknown', known: false, secret: false, resources: 0 },
    ]);
  });
});
