import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readProject } from '../../lib/preview/project';
import { readStackConfig } from '../../lib/preview/stack-config';
import { Cloud } from '../../lib/rehearsal/cloud/cloud';
import { Rehearsal } from '../../lib/rehearsal/rehearse';
import { describeLab, officialEngine } from '../support/lab';
import { changesIn } from '../support/rehearsed-copy';
import { repositoryRoot } from '../support/repository-copy';
import { expectValue } from '../support/results';
import { temporaryFolder } from '../support/temporary-folder';

/** One stack of a fleet, in the state and the cloud that all of them share. */
async function stackOf(folder: string, directory: string, stack: string, packConfig?: string) {
  const root = path.join(repositoryRoot, 'stacks', directory);
  const project = expectValue(readProject(root));
  const rehearsal = await Rehearsal.prepare({
    engine: officialEngine(),
    project,
    stack,
    config: expectValue(readStackConfig(project, stack, [])).values,
    packs: [path.join(repositoryRoot, 'policy-packs/iso27017')],
    ...(packConfig !== undefined && { packConfigs: [path.join(repositoryRoot, packConfig)] }),
    folder,
    bundles: path.join(repositoryRoot, 'dist/rehearsal'),
    env: process.env,
  });
  if (!(rehearsal instanceof Rehearsal)) throw new Error(rehearsal.output);
  return rehearsal;
}

describeLab('a fleet of stacks', () => {
  test('has its platform first, then each tenant by itself; one that goes takes nothing of the others', async () => {
    const folder = temporaryFolder();
    const succeed = async (rehearsal: Rehearsal, operation: 'up' | 'destroy', ...more: string[]) => {
      const end = await rehearsal.perform(operation, more);
      expect(end.code, end.output).toBe(0);
      return changesIn(end);
    };
    const tenant = (id: string) =>
      stackOf(folder, 'tenant', id, 'policy-packs/iso27017/environments/dev.json');

    const early = await (await tenant('aoba')).perform('up');
    expect(early.code).not.toBe(0);
    expect(early.output).toContain('yosai-platform');

    await succeed(await stackOf(folder, 'platform', 'dev'), 'up');
    await succeed(await tenant('aoba'), 'up');
    await succeed(await tenant('kita'), 'up');
    const gone = await succeed(await tenant('kita'), 'destroy');
    expect(gone.some((line) => line.includes('VirtualNetworkPeering'))).toBe(true);

    await succeed(await stackOf(folder, 'platform', 'dev'), 'up', '--expect-no-changes');
    await succeed(await tenant('aoba'), 'up', '--expect-no-changes');
    const cloud = new Cloud(path.join(folder, 'cloud'));
    const left = cloud.list().map(({ id }) => id);
    await cloud.close();
    expect(left.filter((id) => /kita/.test(id))).toEqual([]);
    expect(left.filter((id) => /aoba/.test(id)).length).toBeGreaterThan(50);
    expect(existsSync(path.join(folder, 'state'))).toBe(true);
  });
});
