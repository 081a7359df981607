import { beforeAll, describe, expect, it } from 'vitest';
import type { Plan } from '../../../lib/preview/plan';
import { previewFixture, resourceNamed, shortUrn } from '../../support/preview-fixture';

describe('transforms', () => {
  let plan: Plan;
  beforeAll(async () => {
    ({ plan } = await previewFixture('008-transforms'));
  });

  it("run in the official order: the resource's own, its ancestors', the stack's", () => {
    expect(resourceNamed(plan, 'child').inputs).toEqual({ by: ['child', 'own', 'group', 'stack'] });
    expect(resourceNamed(plan, 'first').inputs).toEqual({ by: ['stack'] });
  });

  it('change options, and leave alone what they do not name', () => {
    expect(resourceNamed(plan, 'guarded')).toMatchObject({
      protect: true,
      options: { ignoreChanges: ['by'] },
    });
    expect(resourceNamed(plan, 'open').protect).toBeUndefined();
    expect(resourceNamed(plan, 'group').options).toBeUndefined();
  });

  it('reach the children of a component through its options', () => {
    expect(resourceNamed(plan, 'secure').protect).toBe(true);
    expect(resourceNamed(plan, 'below').protect).toBe(true);
  });

  it('that are the own ones of a resource decide on its dependencies', () => {
    const rewired = resourceNamed(plan, 'rewired');
    const first = resourceNamed(plan, 'first').urn;
    const group = resourceNamed(plan, 'group').urn;
    expect(rewired.inputs).toMatchObject({ from: { 'yosai:value': 'unknown' }, late: group });
    // The SDK hands back values without what they come from, so the official engine forgets it as well.
    expect(rewired.propertyDependencies).toBeUndefined();
    expect(rewired.dependencies).toEqual([group]);
    expect(rewired.options).toEqual({ deleteBeforeReplace: true });
    expect(shortUrn(rewired.provider ?? '')).toBe('pulumi:providers:test::other');
    const untouched = resourceNamed(plan, 'untouched');
    expect(untouched.dependencies).toEqual([first]);
    expect(untouched.inputs).toEqual({ by: ['stack'], of: { 'yosai:value': 'unknown' } });
  });

  it('of the stack leave dependencies as they are', () => {
    const first = resourceNamed(plan, 'first').urn;
    expect(resourceNamed(plan, 'hidden')).toMatchObject({
      inputs: { key: { 'yosai:value': 'secret' } },
      dependencies: [first],
      propertyDependencies: { of: [first] },
    });
    expect(JSON.stringify(plan)).not.toContain('transformed-secret');
  });
});

describe('transformations of the older kind', () => {
  it('change properties and options of a component and of what is below it', async () => {
    const { plan } = await previewFixture('009-transformations');
    expect(resourceNamed(plan, 'group')).toMatchObject({ protect: true, inputs: { group: true } });
    expect(resourceNamed(plan, 'child')).toMatchObject({
      protect: true,
      inputs: { group: true, stack: true },
    });
    expect(resourceNamed(plan, 'alone').inputs).toEqual({ stack: true });
  });
});
