import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit, idsWith } from '../audit';
import { Lab, labReleases } from '../lab';
import { progress, report } from '../report';
import type { Copy, SavedMachine } from '../saved-machine';
import { type Loosening, quoted, type Round, roundsOf } from './loosening';
import { cannotLoosen } from './states';
import { driftTable } from './table';

/** What came of the loosenings of a round. */
interface Outcome {
  readonly round: Round;
  /** Loosened, and not found. */
  readonly missed: readonly string[];
  /** Found, and not loosened. */
  readonly unexpected: readonly string[];
}

describe.each(labReleases())('Debian %i', (release) => {
  describe.each(['aoba-app-1', 'aoba-db-1'])('%s, loosened requirement by requirement', (name) => {
    let lab: Lab;
    let saved: SavedMachine;
    let missing: readonly string[];
    const outcomes: Outcome[] = [];

    beforeAll(async () => {
      lab = await Lab.open();
      saved = await lab.saved({ release, name, hardened: true });
      const scope = { role: saved.machine.dev.host.role, onAzure: false, release };
      const table = driftTable(lab.baseline, scope);
      missing = table.missing;
      const before = await withCopy(async (copy) => violated(copy));
      // What the lab does not show cannot be seen becoming worse.
      const shown = table.loosenings.filter(({ requirement }) => !before.has(requirement));
      for (const round of roundsOf(shown)) {
        progress(`${saved.machine.name}: loosens ${round.loosenings.length} requirements (${round.name})`);
        const outcome = await withCopy((copy) => loosen(copy, round, before));
        outcomes.push(outcome);
        if (outcome.missed.length > 0) progress(`  missed: ${outcome.missed.join(', ')}`);
        if (outcome.unexpected.length > 0) progress(`  unexpected: ${outcome.unexpected.join(', ')}`);
      }
      const loosened = outcomes.flatMap(({ round }) => round.loosenings).length;
      const missed = outcomes.flatMap((outcome) => outcome.missed).length;
      const reasons = Object.keys(cannotLoosen).length;
      report(
        `${saved.machine.name}: drift found ${loosened - missed} of ${loosened} (${((100 * (loosened - missed)) / loosened).toFixed(1)} %) in ${outcomes.length} rounds; ${before.size} not shown, ${reasons} cannot be loosened`,
      );
    });

    afterAll(() => lab?.close());

    async function withCopy<T>(use: (copy: Copy) => Promise<T>): Promise<T> {
      const copy = await lab.copy(saved);
      try {
        return await use(copy);
      } finally {
        await lab.stop(copy);
      }
    }

    const violated = async ({ ssh }: Copy) =>
      new Set(idsWith((await audit(lab.baseline, saved.machine, ssh)).findings, 'violated'));

    async function loosen(copy: Copy, round: Round, before: ReadonlySet<string>): Promise<Outcome> {
      const failed = await copy.ssh.asRoot(scriptOf(round), 900);
      if (failed !== '') throw new Error(`not loosened:\n${failed}`);
      if (round.name === 'restart') await copy.restart();
      // sshd was told to read its files again, and is away for a moment.
      await copy.ssh.as(lab.baseline.hosts.auditAccount).isUp(120);
      const after = await violated(copy);
      const also = round.loosenings.flatMap(({ alsoFinds }) => alsoFinds ?? []);
      const expected = new Set([...before, ...also, ...round.loosenings.map(idOf)]);
      return {
        round,
        missed: round.loosenings.map(idOf).filter((id) => !after.has(id)),
        unexpected: [...after].filter((id) => !expected.has(id)),
      };
    }

    it('has a loosening for every requirement, or a reason why there is none', () => {
      expect(missing).toEqual([]);
    });

    it('finds each of them', () => {
      expect(outcomes.flatMap(({ missed }) => missed)).toEqual([]);
    });

    it('finds nothing else', () => {
      expect(outcomes.flatMap(({ unexpected }) => unexpected)).toEqual([]);
    });
  });
});

/** One script for a round, which tells of each loosening that failed, with what it said. */
function scriptOf({ loosenings }: Round): string {
  const steps = loosenings.map(
    ({ requirement, script }) =>
      `said=$(sh -euc ${quoted(script)} 2>&1 </dev/null) || printf '%s: %s\\n' ${requirement} "$said"`,
  );
  // What systemd and sshd read of new files, they read once.
  return [...steps, 'systemctl daemon-reload', 'systemctl reload ssh'].join('\n');
}

const idOf = ({ requirement }: Loosening) => requirement;
