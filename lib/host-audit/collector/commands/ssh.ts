import { subnetRanges } from '../../../baseline/addresses';
import { parseRange } from '../../../baseline/ipv4';
import type { Asked, Command } from '../command';

const sshd = '/usr/sbin/sshd';

/** What sshd makes of its whole configuration where no Match counts, a keyword and its value a line (sshd(8), -T). */
export const sshdEffective: Command = { run: [sshd, '-T'], asRoot: true };

/** The same for root, who comes from where audits come from. */
export const sshdForRoot = (asked: Asked): Command => forAccount(asked, 'root');

/** The same for the account that the stack makes on each machine. */
export const sshdForAdministrator = (asked: Asked): Command =>
  forAccount(asked, asked.virtualMachines.adminUser);

/** The same for the account as which the auditor logs in. */
export const sshdForAuditor = (asked: Asked): Command => forAccount(asked, asked.hosts.auditAccount);

/** Match may ask for the port of this side; for its address it cannot be asked, as that differs from host to host. */
function forAccount({ network }: Asked, account: string): Command {
  const range = parseRange(subnetRanges(network, 'hub').get('audit') ?? '');
  const port = network.services['ssh']?.ports[0];
  if (range === undefined || port === undefined) {
    throw new RangeError('network.yaml must have a hub subnet of role audit and a service ssh');
  }
  // Azure keeps the first four of each subnet, https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq
  const address = octets(range.first + 4);
  return {
    run: [sshd, '-T', '-C', `user=${account},host=${address},addr=${address},lport=${port}`],
    asRoot: true,
  };
}

const octets = (address: number) =>
  [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');

/** The lines of sshd's configuration and of what Debian's includes, as `grep -nH --null` prints them. */
export const sshdLines: Command = {
  run: [
    ...(['/usr/bin/find', '-L', '/etc/ssh/sshd_config', '/etc/ssh/sshd_config.d'] as const),
    ...['-maxdepth', '1'],
    ...['-type', 'f', '(', '-path', '/etc/ssh/sshd_config', '-o', '-name', '*.conf', ')'],
    ...['-exec', '/usr/bin/grep', '-anH', '--null', '^', '{}', '+'],
  ],
  asRoot: true,
  // 1 where the folder is not there.
  good: [0, 1],
};

/**
 * The command line of each sshd that listens, as it shows itself in the list of processes. What stands there has the
 * first word, before any file.
 */
export const sshdListeners: Command = {
  run: ['sh', '-c', `grep -ahs '^sshd: .*\\[listener\\]' /proc/[0-9]*/cmdline | tr '\\0' '\\n'`],
};
