import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Audit, audit, idsWith } from '../audit';
import { Lab, labReleases } from '../lab';
import { report, took } from '../report';
import type { Copy, SavedMachine } from '../saved-machine';
import { goss } from './goss';
import { gossFile } from './goss-file';
import { JudgeSystem } from './judge-system';
import { sshAudit } from './ssh-audit';

/** Where goss and the auditor may disagree, and why. */
const explained: Readonly<Record<string, string>> = {};

describe.each(labReleases())('Debian %i before public judges', (release) => {
  let lab: Lab;
  let judges: JudgeSystem;

  beforeAll(async () => {
    judges = await JudgeSystem.provide();
  });

  describe.each([true, false])('hardened: %s', (hardened) => {
    let saved: SavedMachine;
    let copy: Copy;
    let ours: Audit;

    beforeAll(async () => {
      lab = await Lab.open();
      saved = await lab.saved({ release, name: 'aoba-app-1', hardened });
      copy = await lab.copy(saved);
      ours = await audit(lab.baseline, saved.machine, copy.ssh);
    });

    afterAll(() => lab?.close());

    it('ssh-audit finds a failure on the plain machine only', async () => {
      const { failures, warnings } = await sshAudit(judges, copy.machine.sshPort);
      report(`${saved.machine.name}: ssh-audit ${failures.length} fail, ${warnings.length} warn`);
      if (hardened) expect(failures).toEqual([]);
      else expect(failures).not.toEqual([]);
    });

    it('goss agrees, line by line', async () => {
      const scope = { role: saved.machine.dev.host.role, onAzure: false, release };
      const { passed, failed, seconds } = await goss(judges, copy.ssh, gossFile(lab.baseline, scope));
      const compliant = new Set(idsWith(ours.findings, 'compliant'));
      const violated = new Set(idsWith(ours.findings, 'violated'));
      const disagreements = [
        ...[...passed].filter((id) => !compliant.has(id)).map((id) => `${id}: goss passes it, we do not`),
        ...[...failed].filter((id) => !violated.has(id)).map((id) => `${id}: goss fails it, we do not`),
      ];
      report(
        `${saved.machine.name}: goss ${passed.size} passed, ${failed.size} failed, ${disagreements.length} disagreements, ${took(seconds)} (the auditor asks ${ours.findings.length} in ${took(ours.seconds)})`,
      );
      const open = disagreements.filter((line) => !Object.hasOwn(explained, line.split(':')[0] ?? ''));
      for (const line of disagreements) report(`  ${line}`);
      expect(open).toEqual([]);
    });
  });
});
