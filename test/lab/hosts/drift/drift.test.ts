import { beforeAll, describe, expect, it } from 'vitest';
import { repositoryBaseline } from '../dev-machines';
import { hardenedMachines, Lab } from '../lab';
import type { Wanted } from '../lab-machines';
import { progress, report, took } from '../report';
import type { Copy } from '../saved-machine';
import { sideBySide } from '../side-by-side';
import { idsOf, yosaiAudit } from '../yosai';
import { quoted, type Round, roundsOf } from './loosening';
import { cannotLoosen } from './states';
import { type DriftTable, driftTable } from './table';

/** What came of the loosenings of a round. */
interface Outcome {
  readonly machine: string;
  readonly loosened: readonly string[];
  /** Loosened, and not found. */
  readonly missed: readonly string[];
  /** Found, and not loosened. */
  readonly unexpected: readonly string[];
}

const nameOf = ({ release, name }: Wanted) => `debian-${release} ${name}`;

describe('a machine that somebody loosens, requirement by requirement', () => {
  const tables = new Map<string, DriftTable>();
  let outcomes: readonly Outcome[];
  const of = (wanted: Wanted) => outcomes.filter(({ machine }) => machine === nameOf(wanted));

  beforeAll(async () => {
    const baseline = repositoryBaseline();
    const rounds = hardenedMachines().map((wanted) => {
      const table = driftTable(baseline, { ...wanted, onAzure: false });
      tables.set(nameOf(wanted), table);
      return roundsOf(table.loosenings).map((round) => ({ wanted, round }));
    });
    // The first round of each machine first: its first boot, if there has to be one, is then made beside the others'.
    const longest = Math.max(...rounds.map(({ length }) => length));
    const inTurn = Array.from({ length: longest }, (_, index) => rounds.flatMap((all) => all[index] ?? []));
    outcomes = await sideBySide(inTurn.flat(), ({ wanted, round }) => loosen(wanted, round));
    for (const wanted of hardenedMachines()) tell(wanted);
  });

  function tell(wanted: Wanted): void {
    const loosened = of(wanted).flatMap((outcome) => outcome.loosened).length;
    const missed = of(wanted).flatMap((outcome) => outcome.missed).length;
    const score = ((100 * (loosened - missed)) / loosened).toFixed(1);
    report(
      `${nameOf(wanted)}: drift found ${loosened - missed} of ${loosened} (${score} %) in ${of(wanted).length} rounds; ${Object.keys(cannotLoosen).length} cannot be loosened`,
    );
  }

  describe.each(hardenedMachines())('Debian $release $name', (wanted) => {
    it('has a loosening for every requirement, or a reason why there is none', () => {
      expect(tables.get(nameOf(wanted))?.missing).toEqual([]);
    });

    it('is found out each time', () => {
      expect(of(wanted).flatMap(({ missed }) => missed)).toEqual([]);
      expect(of(wanted).flatMap(({ loosened }) => loosened).length).toBeGreaterThan(300);
    });

    it('is accused of nothing else', () => {
      expect(of(wanted).flatMap(({ unexpected }) => unexpected)).toEqual([]);
    });
  });
});

async function loosen(wanted: Wanted, round: Round): Promise<Outcome> {
  const lab = await Lab.open();
  try {
    const saved = await lab.saved(wanted);
    const started = Date.now();
    const copy = await lab.copy(saved);
    const restored = Date.now();
    await apply(copy, round);
    const applied = Date.now();
    // sshd was told to read its files again, and is away for a moment.
    await copy.ssh.as(lab.baseline.hosts.auditAccount).isUp(120);
    const found = new Set(idsOf(await yosaiAudit(lab, saved, copy), 'violated'));
    const loosened = round.loosenings.map(({ requirement }) => requirement);
    const expected = new Set([
      ...loosened,
      ...round.loosenings.flatMap(({ alsoFinds }) => alsoFinds ?? []),
      ...saved.machine.stubs.flatMap(({ notShown }) => notShown),
    ]);
    const outcome = {
      machine: nameOf(wanted),
      loosened,
      missed: loosened.filter((id) => !found.has(id)),
      unexpected: [...found].filter((id) => !expected.has(id)),
    };
    const seconds = [restored - started, applied - restored, Date.now() - applied].map((ms) =>
      took(ms / 1000),
    );
    progress(
      `${outcome.machine}: ${round.name}: restored ${seconds[0]}, loosened ${loosened.length} in ${seconds[1]}, audited ${seconds[2]}`,
    );
    if (outcome.missed.length > 0) progress(`  missed: ${outcome.missed.join(', ')}`);
    if (outcome.unexpected.length > 0) progress(`  unexpected: ${outcome.unexpected.join(', ')}`);
    return outcome;
  } finally {
    await lab.close();
  }
}

async function apply(copy: Copy, round: Round): Promise<void> {
  const failed = await copy.ssh.asRoot(scriptOf(round), 900);
  if (failed !== '') throw new Error(`not loosened:\n${failed}`);
  if (round.name === 'restart') await copy.restart();
}

/** One script for a round, which tells of each loosening that failed, with what it said. */
function scriptOf({ loosenings }: Round): string {
  const steps = loosenings.map(
    ({ requirement, script }) =>
      `said=$(sh -euc ${quoted(script)} 2>&1 </dev/null) || printf '%s: %s\\n' ${requirement} "$said"`,
  );
  // Files that somebody adds are as readable as such files are, and systemd and sshd read them once.
  return ['umask 022', ...steps, 'systemctl daemon-reload', 'systemctl reload ssh'].join('\n');
}
