import { repositoryRoot } from '../../support/repository-copy';
import { startYosai } from '../../support/start-yosai';
import type { Lab } from './lab';
import type { Copy } from './saved-machine';

/**
 * Makes the auditor's account on a machine that was not hardened, as the README says: the account, its key, and the right
 * to run exactly the auditor's commands.
 */
export async function addAuditor({ baseline }: Lab, { ssh }: Copy): Promise<void> {
  const account = baseline.hosts.auditAccount;
  const { stdout, stderr, code } = await startYosai(repositoryRoot, ['audit', '--print-sudoers']).ended;
  if (code !== 0) throw new Error(`yosai audit --print-sudoers ended with ${code}: ${stderr}`);
  await ssh.asRoot(`useradd --create-home --shell /bin/sh --password '*' ${account}
install -d -m 0700 -o ${account} ~${account}/.ssh
install -m 0600 -o ${account} ~${baseline.virtualMachines.adminUser}/.ssh/authorized_keys ~${account}/.ssh/
install -m 0440 /dev/stdin /etc/sudoers.d/${account} <<'END'
${stdout}END
visudo -c >/dev/null`);
}
