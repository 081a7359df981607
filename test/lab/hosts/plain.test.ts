import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAuditor } from './audit-account';
import { Lab, labReleases } from './lab';
import { report, took } from './report';
import type { SavedMachine } from './saved-machine';
import { idsOf, type Said, yosaiAudit } from './yosai';

/** A server that somebody has already: audited by an account that may read, as the README says. */
describe.each(labReleases())('Debian %i as it comes', (release) => {
  let lab: Lab;
  let saved: SavedMachine;
  let found: Said;

  beforeAll(async () => {
    lab = await Lab.open();
    saved = await lab.saved({ release, name: 'aoba-app-1', hardened: false });
    const copy = await lab.copy(saved);
    await addAuditor(lab, copy);
    found = await yosaiAudit(lab, saved, copy);
    report(`${saved.machine.name}: first boot ${took(saved.boot.seconds)}`);
    report(`${saved.machine.name}: ${found.summary}`);
  });

  afterAll(() => lab?.close());

  it('violates what the list says, and nothing else', async () => {
    await expect(`${idsOf(found, 'violated').join('\n')}\n`).toMatchFileSnapshot(
      path.resolve(__dirname, `../../fixtures/lab/plain-debian-${release}.txt`),
    );
  });

  it('leaves undecided only how far a clock is off that follows nobody', () => {
    expect(idsOf(found, 'undetermined')).toEqual(['clock-offset']);
  });
});
