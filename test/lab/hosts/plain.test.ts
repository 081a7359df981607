import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repositoryRoot } from '../../support/repository-copy';
import { startYosai } from '../../support/start-yosai';
import { Lab, labReleases } from './lab';
import { report, took } from './report';
import type { Copy, SavedMachine } from './saved-machine';
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
    await addAuditor(copy);
    found = await yosaiAudit(lab, saved, copy);
    report(`${saved.machine.name}: first boot ${took(saved.boot.seconds)}`);
    report(`${saved.machine.name}: ${found.summary}`);
  });

  afterAll(() => lab?.close());

  /** The account, its key, and the right to run exactly the auditor's commands. */
  async function addAuditor({ ssh }: Copy): Promise<void> {
    const account = lab.baseline.hosts.auditAccount;
    const { stdout, code } = await startYosai(repositoryRoot, ['audit', '--print-sudoers']).ended;
    expect(code).toBe(0);
    await ssh.asRoot(`useradd --create-home --shell /bin/sh --password '*' ${account}
install -d -m 0700 -o ${account} ~${account}/.ssh
install -m 0600 -o ${account} ~${lab.baseline.virtualMachines.adminUser}/.ssh/authorized_keys ~${account}/.ssh/
install -m 0440 /dev/stdin /etc/sudoers.d/${account} <<'END'
${stdout}END
visudo -c >/dev/null`);
  }

  it('violates what the list says, and nothing else', async () => {
    await expect(`${idsOf(found, 'violated').join('\n')}\n`).toMatchFileSnapshot(
      path.resolve(__dirname, `../../fixtures/lab/plain-debian-${release}.txt`),
    );
  });

  it('leaves nothing undecided', () => {
    expect(idsOf(found, 'undetermined')).toEqual([]);
  });
});
