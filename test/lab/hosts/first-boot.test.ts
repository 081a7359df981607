import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hardenedMachines, Lab } from './lab';
import type { Wanted } from './lab-machines';
import { report, took } from './report';
import type { SavedMachine } from './saved-machine';
import { sideBySide } from './side-by-side';
import { type Said, yosaiAudit, yosaiProbe } from './yosai';

/** What was seen of one machine. */
interface Seen {
  readonly saved: SavedMachine;
  /** What its hardening said last. */
  readonly hardening: string | undefined;
  readonly audit: Said;
  readonly probe: Said;
}

describe('a machine with the document of the dev stack', () => {
  const labs: Lab[] = [];
  const all = new Map<string, Seen>();
  const key = ({ release, name }: Wanted) => `${release} ${name}`;
  const of = (wanted: Wanted) => all.get(key(wanted)) as Seen;

  beforeAll(async () => {
    await sideBySide(hardenedMachines(), async (wanted) => all.set(key(wanted), await see(wanted)));
    for (const { saved } of all.values()) tellOfStubs(saved);
  });

  afterAll(() => Promise.all(labs.map((lab) => lab.close())));

  async function see(wanted: Wanted): Promise<Seen> {
    const lab = await Lab.open();
    labs.push(lab);
    const saved = await lab.saved(wanted);
    const started = Date.now();
    const copy = await lab.copy(saved);
    const restored = (Date.now() - started) / 1000;
    const log = await copy.ssh.asRoot('journalctl --no-pager --output=cat --identifier=yosai-harden');
    const audit = await yosaiAudit(lab, saved, copy);
    const probe = await yosaiProbe(lab, saved, copy);
    const { name } = saved.machine;
    report(
      `${name}: first boot ${took(saved.boot.seconds)}${saved.made ? '' : ' (kept)'}, restored ${took(restored)}`,
    );
    for (const { summary } of [audit, probe]) report(`${name}: ${summary}`);
    await lab.stop(copy);
    return { saved, hardening: log.trim().split('\n').at(-1), audit, probe };
  }

  describe.each(hardenedMachines())('Debian $release $name', (wanted) => {
    it('tells its host keys on the console, before anybody connects', () => {
      const kinds = of(wanted).saved.boot.hostKeys.map((key) => key.split(' ')[0]);
      expect(kinds).toEqual(['ssh-ed25519', 'ssh-rsa']);
    });

    it('was hardened without a failure', () => {
      expect(of(wanted).hardening).toBe('done, failures: 0');
    });

    it('fulfils every requirement that a virtual machine can show', () => {
      const { saved, audit } = of(wanted);
      const notShown = saved.machine.stubs.flatMap((stub) => stub.notShown);
      expect(wrong(audit).filter(({ id }) => !notShown.includes(id))).toEqual([]);
      expect(audit.good).toBeGreaterThan(300);
      expect(audit.code).toBe(wrong(audit).length === 0 ? 0 : 1);
    });

    it('shows nothing to a stranger that it should not', () => {
      const { probe } = of(wanted);
      expect(wrong(probe).filter(({ found }) => !isNotTried.test(found))).toEqual([]);
      expect(probe.findings.filter(({ verdict }) => verdict === 'compliant').length).toBeGreaterThan(5);
      expect(probe.code).toBe(0);
    });
  });
});

/** What the probe says of ports that no tunnel leads to: `network.test.ts` looks at them. */
const isNotTried = /^(port \d+ was not tried|only \d+ of 65535 TCP ports were tried)$/;

/** What is not as it should be, or could not be decided. */
const wrong = ({ findings }: Said) =>
  findings
    .filter(({ verdict }) => verdict !== 'compliant')
    .map(({ source, verdict, found }) => ({ id: source.id, verdict, found }));

function tellOfStubs({ machine }: SavedMachine): void {
  for (const { name: stub, instead, notShown } of machine.stubs) {
    const ids = notShown.length === 0 ? '' : ` (not shown: ${notShown.join(', ')})`;
    report(`${machine.name}: ${stub}: ${instead}${ids}`);
  }
}
