import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Lab, labReleases } from '../lab';
import { report, took } from '../report';
import type { Copy, SavedMachine } from '../saved-machine';
import { type Explanation, unexplained } from './explanations';
import { JudgeSystem, judgeSeconds } from './judge-system';
import { lynis } from './lynis';
import { explainedToLynis } from './lynis-explained';
import { hasRules, oscap } from './oscap';
import { explainedToOscap } from './oscap-explained';

/** Releases for which the archive has no rules of OpenSCAP. */
const withoutRules: readonly number[] = [13];

/** Judges that take many minutes on a machine that is computed. */
describe.each(labReleases())('Debian %i before slow public judges', (release) => {
  describe.each([true, false])('hardened: %s', (hardened) => {
    let lab: Lab;
    let judges: JudgeSystem;
    let saved: SavedMachine;
    let copy: Copy;

    beforeAll(async () => {
      judges = await JudgeSystem.provide();
      lab = await Lab.open();
      saved = await lab.saved({ release, name: 'aoba-app-1', hardened });
      copy = await lab.copy(saved);
    });

    afterAll(() => lab?.close());

    /** On a hardened machine everything is explained; on a plain one the judge must see what the explanations are not for. */
    function judge(findings: readonly string[], explanations: readonly Explanation[]): void {
      const open = unexplained(findings, explanations);
      if (!hardened) {
        expect(open.filter((line) => line.startsWith('not explained'))).not.toEqual([]);
        return;
      }
      for (const line of open) report(`  ${line}`);
      expect(open).toEqual([]);
    }

    it(
      'Lynis finds nothing that is not explained',
      async () => {
        const { index, tests, findings, seconds } = await lynis(judges, copy.ssh);
        report(
          `${saved.machine.name}: Lynis index ${index}, ${tests} tests, ${findings.length} findings, ${took(seconds)}`,
        );
        judge(findings, explainedToLynis(release));
      },
      judgeSeconds * 1000,
    );

    it(
      'OpenSCAP finds nothing that is not explained',
      async () => {
        expect(hasRules(judges, release)).toBe(!withoutRules.includes(release));
        if (withoutRules.includes(release)) {
          report(
            `${saved.machine.name}: OpenSCAP is not asked, because ssg-debian has no rules for Debian ${release}`,
          );
          return;
        }
        const { counts, findings, score, seconds } = await oscap(judges, copy.ssh, release);
        const results = [...counts].map(([result, count]) => `${count} ${result}`).join(', ');
        report(`${saved.machine.name}: OpenSCAP score ${score.toFixed(1)}, ${results}, ${took(seconds)}`);
        judge(findings, explainedToOscap);
      },
      judgeSeconds * 1000,
    );
  });
});
