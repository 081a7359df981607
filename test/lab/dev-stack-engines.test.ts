import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Plan } from '../../lib/preview/plan';
import type { PlanObject } from '../../lib/wire/values';
import { describeLab } from '../support/lab';
import { officialPreview } from '../support/official-preview';
import { RehearsedCopy } from '../support/rehearsed-copy';
import { byUrn, type Compared, fromPlan, officiallySaid } from '../support/two-engines';

/** Role assignments of identities are named by their provider, which an offline preview does not have. */
function withoutMadeNames(resource: Compared): Compared {
  const { roleAssignmentName: _, ...inputs } = resource.inputs as PlanObject;
  return inputs['principalType'] === 'ServicePrincipal' ? { ...resource, inputs } : resource;
}

describeLab('the dev stack', () => {
  const project = new RehearsedCopy('hana', 'yuki');
  afterAll(() => project.remove());

  test('is the same in both engines, and so is what the policies say of it', async () => {
    // No rule in any group, so that the policies have something to say. Advisory, because the official engine asks
    // no policy about the stack once one has stopped a resource.
    project.copy.change(
      'components/security-group.ts',
      'securityRules: securityRuleArgs(args.deployment, args.place),',
      'securityRules: [],',
    );
    const config = path.join(project.copy.root, 'advisory.json');
    writeFileSync(config, JSON.stringify({ all: 'advisory' }));
    const pack = path.join(project.copy.root, 'policy-packs/iso27017');
    const packs = ['--policy-pack', pack, '--policy-pack-config', config];
    const ended = project.copy.yosai('preview', ...packs);
    expect(ended.code, ended.stderr).toBe(0);
    const plan = project.copy.json('out/dev/plan.json') as Plan;
    const rehearsal = await project.rehearsal();
    const official = await officialPreview(rehearsal.run, packs);
    expect(byUrn(fromPlan(plan))).toEqual(officiallySaid(official).resources.map(withoutMadeNames));

    const { findings } = project.copy.json('out/dev/findings.json') as {
      findings: { source: { id: string }; subject: { id: string }; enforcement: string }[];
    };
    const ours = findings.map(({ source, subject, enforcement }) => [source.id, subject.id, enforcement]);
    const theirs = official.violations.map(({ policy, urn, enforcement }) => [policy, urn, enforcement]);
    expect(theirs.length).toBeGreaterThan(8);
    expect(ours.sort()).toEqual(theirs.sort());
  });
});
