import type { Release } from '../image/recipe';
import type { Explanation } from './explanations';

const fails = (...ids: string[]) => ids.map((id) => `${id}: goss fails it, we do not`);

/**
 * Where goss and the auditor disagree on a machine without hardening: goss finds no more than a line of the one file that
 * the hardening writes. On a hardened machine they agree.
 */
const onPlainMachines: readonly Explanation[] = [
  {
    why: 'Without the line the default of the program holds, which the auditor knows, and which is what is wanted.',
    findings: fails(
      'journal-is-compressed',
      'journal-is-sealed',
      'pwquality-dictionary',
      'updates-do-not-restart',
      'updates-run-each-day',
    ),
  },
  {
    why: 'Debian has the line in a file of its own, which the auditor reads too.',
    findings: fails('sudo-uses-pty', 'updates-are-installed', 'updates-refresh-lists'),
  },
  {
    why: 'Debian writes the value in capitals, which auditd takes for the same.',
    findings: fails('audit-log-rotates', 'audit-space-left'),
  },
];

const onPlainDebian13: Explanation = {
  why: 'Debian 13 has the line in a file of its own, which the auditor reads too.',
  findings: fails('journal-forwards-to-syslog', 'resolver-denies-mdns'),
};

/** Where goss and the auditor disagree, and why. */
export function explainedToGoss(release: Release, hardened: boolean): readonly Explanation[] {
  if (hardened) return [];
  return release === 13 ? [...onPlainMachines, onPlainDebian13] : onPlainMachines;
}
