import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Audit, audit, idsWith } from './audit';
import { Lab, labReleases } from './lab';
import { report, took } from './report';
import type { Copy, SavedMachine } from './saved-machine';

describe.each(labReleases())('Debian %i', (release) => {
  describe.each(['aoba-app-1', 'aoba-db-1'])('%s with the document of the dev stack', (name) => {
    let lab: Lab;
    let saved: SavedMachine;
    let copy: Copy;
    let found: Audit;

    beforeAll(async () => {
      lab = await Lab.open();
      saved = await lab.saved({ release, name, hardened: true });
      const started = Date.now();
      copy = await lab.copy(saved);
      const restored = (Date.now() - started) / 1000;
      found = await audit(lab.baseline, saved.machine, copy.ssh);
      const count = (verdict: 'compliant' | 'violated' | 'undetermined') =>
        `${idsWith(found.findings, verdict).length} ${verdict}`;
      report(
        `${saved.machine.name}: ${count('compliant')}, ${count('violated')}, ${count('undetermined')}; ` +
          `first boot ${took(saved.boot.seconds)}${saved.made ? '' : ' (kept)'}, restored ${took(restored)}, audit ${took(found.seconds)}`,
      );
      for (const { name: stub, instead, notShown } of saved.machine.stubs) {
        report(`  ${stub}: ${instead}${notShown.length === 0 ? '' : ` (not shown: ${notShown.join(', ')})`}`);
      }
    });

    afterAll(() => lab?.close());

    it('tells its host keys on the console, before anybody connects', () => {
      expect(saved.boot.hostKeys.map((key) => key.split(' ')[0])).toEqual(['ssh-ed25519', 'ssh-rsa']);
    });

    it('was hardened without a failure', async () => {
      const log = await copy.ssh.asRoot('journalctl --no-pager --output=cat --identifier=yosai-harden');
      expect(log.trim().split('\n').at(-1)).toBe('done, failures: 0');
    });

    it('has nothing that cannot be decided', () => {
      expect(idsWith(found.findings, 'undetermined')).toEqual([]);
    });

    it('fulfils every requirement that a virtual machine can show', () => {
      const notShown = saved.machine.stubs.flatMap((stub) => stub.notShown);
      const wrong = found.findings
        .filter(({ verdict, source }) => verdict === 'violated' && !notShown.includes(source.id))
        .map(({ source, found: what }) => `${source.id}: ${what}`);
      expect(wrong).toEqual([]);
    });
  });
});
