import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Audit, audit, idsWith } from './audit';
import { Lab, labReleases } from './lab';
import { report, took } from './report';
import type { SavedMachine } from './saved-machine';

describe.each(labReleases())('Debian %i as it comes', (release) => {
  let lab: Lab;
  let saved: SavedMachine;
  let found: Audit;

  beforeAll(async () => {
    lab = await Lab.open();
    saved = await lab.saved({ release, name: 'aoba-app-1', hardened: false });
    const copy = await lab.copy(saved);
    found = await audit(lab.baseline, saved.machine, copy.ssh);
    report(
      `${saved.machine.name}: ${idsWith(found.findings, 'violated').length} violated, ` +
        `${idsWith(found.findings, 'compliant').length} compliant; first boot ${took(saved.boot.seconds)}`,
    );
  });

  afterAll(() => lab?.close());

  it('violates what the list says, and nothing else', async () => {
    const list = `${idsWith(found.findings, 'violated').join('\n')}\n`;
    await expect(list).toMatchFileSnapshot(
      path.resolve(__dirname, `../../fixtures/lab/plain-debian-${release}.txt`),
    );
  });

  it('leaves nothing undecided', () => {
    expect(idsWith(found.findings, 'undetermined')).toEqual([]);
  });
});
