import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requirementsFor } from '../../../../lib/baseline/host-requirements';
import { openPorts } from '../../../../lib/baseline/network-rules';
import { addAuditor } from '../audit-account';
import { Lab, labReleases } from '../lab';
import { addressIn } from '../lab-machines';
import { report, took } from '../report';
import type { Copy, SavedMachine } from '../saved-machine';
import { idsOf, type Said, yosaiAudit } from '../yosai';
import { unexplained } from './explanations';
import { goss } from './goss';
import { explainedToGoss } from './goss-explained';
import { gossFile } from './goss-file';
import { JudgeSystem, judgeSeconds } from './judge-system';
import { sshAudit } from './ssh-audit';
import { testssl } from './testssl';
import { explainedToTestssl } from './testssl-explained';

describe.each(labReleases())('Debian %i before public judges', (release) => {
  describe.each([true, false])('hardened: %s', (hardened) => {
    let lab: Lab;
    let judges: JudgeSystem;
    let saved: SavedMachine;
    let copy: Copy;
    let ours: Said;
    let seconds: number;

    beforeAll(async () => {
      judges = await JudgeSystem.provide();
      lab = await Lab.open();
      saved = await lab.saved({ release, name: 'aoba-app-1', hardened });
      copy = await lab.copy(saved);
      if (!hardened) await addAuditor(lab, copy);
      const started = Date.now();
      ours = await yosaiAudit(lab, saved, copy);
      seconds = (Date.now() - started) / 1000;
    });

    afterAll(() => lab?.close());

    it('ssh-audit finds a failure on the plain machine only', async () => {
      const { failures, warnings, seconds } = await sshAudit(judges, copy.machine.sshPort);
      report(
        `${saved.machine.name}: ssh-audit ${failures.length} fail, ${warnings.length} warn, ${took(seconds)}`,
      );
      if (hardened) expect(failures).toEqual([]);
      else expect(failures).not.toEqual([]);
    });

    it(
      `testssl.sh finds ${hardened ? 'no weakness' : 'nobody who answers'}`,
      async () => {
        const { name, dev } = saved.machine;
        const { network, baseline } = lab;
        const gateway = addressIn(baseline, dev.host.tenantSlot, 'gateway');
        const [port] = openPorts(baseline.network, dev.host.role)
          .filter(({ service }) => service === 'https')
          .flatMap(({ ports }) => ports.map(Number));
        if (port === undefined) throw new Error(`role ${dev.host.role} serves no https`);
        if (!hardened) {
          report(`${name}: testssl.sh is not asked, because nobody listens on port ${port}`);
          expect(await network.connects(gateway, dev.address, port)).toBe('closed');
          return;
        }
        const door = await network.door(gateway, dev.address, port);
        try {
          const { sound, weaknesses, seconds } = await testssl(judges, door.port);
          report(`${name}: testssl.sh ${sound} sound, ${weaknesses.length} findings, ${took(seconds)}`);
          expect(unexplained(weaknesses, explainedToTestssl)).toEqual([]);
        } finally {
          door.close();
        }
      },
      judgeSeconds * 1000,
    );

    it('goss agrees, line by line', async () => {
      const scope = { role: saved.machine.dev.host.role, onAzure: false, release };
      const judged = await goss(judges, copy.ssh, gossFile(lab.baseline, scope));
      const { passed, failed } = judged;
      // The auditor names what is not good, and counts the rest.
      const named = new Set(ours.findings.map(({ source }) => source.id));
      const asked = requirementsFor(lab.baseline.hostAreas, scope);
      const good = new Set(asked.filter(({ id }) => !named.has(id)).map(({ id }) => id));
      expect(good.size).toBe(ours.good);
      const violated = new Set(idsOf(ours, 'violated'));
      const disagreements = [
        ...[...passed].filter((id) => !good.has(id)).map((id) => `${id}: goss passes it, we do not`),
        ...[...failed].filter((id) => !violated.has(id)).map((id) => `${id}: goss fails it, we do not`),
      ];
      report(
        `${saved.machine.name}: goss ${passed.size} passed, ${failed.size} failed, ${disagreements.length} disagreements, ${took(judged.seconds)} (yosai audit asks ${asked.length} in ${took(seconds)})`,
      );
      expect(passed.size + failed.size).toBeGreaterThan(100);
      expect(unexplained(disagreements, explainedToGoss(release, hardened))).toEqual([]);
    });
  });
});
