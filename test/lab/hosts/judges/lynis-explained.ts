import type { Release } from '../image/recipe';
import type { Explanation } from './explanations';

const onEveryRelease: readonly Explanation[] = [
  {
    why: 'The judge is as old as the Debian from whose archive it comes.',
    findings: [
      'LYNIS This release is more than 4 months old. Check the website or GitHub to see if there is an update available.',
    ],
  },
  {
    why: 'Who runs what as root is recorded by auditd (audit-rules), which says more than the sums of process accounting.',
    findings: [
      'ACCT-9622 Enable process accounting',
      'ACCT-9626 Enable sysstat to collect accounting (no results)',
    ],
  },
  {
    why: 'Hashes are yescrypt (shadow-hash-scheme), which has no rounds of SHA-crypt.',
    findings: ['AUTH-9230 Configure password hashing rounds in /etc/login.defs'],
  },
  {
    why: 'Locked are root, the accounts of services, and those who come by key: without a password, as they must be.',
    findings: ['AUTH-9284 Look at the locked accounts and consider removing them'],
  },
  {
    why: 'Who reads a greeting at a console or before a login is kept out by nothing that it says.',
    findings: [
      'BANN-7126 Add a legal banner to /etc/issue, to warn unauthorized users',
      'BANN-7130 Add legal banner to /etc/issue.net, to warn unauthorized users',
    ],
  },
  {
    why: 'How far a service is shut in by systemd is said by its package; AppArmor confines what listens (mandatory-access-control).',
    findings: ["BOOT-5264 Run '/usr/bin/systemd-analyze security SERVICE' for each service"],
  },
  {
    why: 'The system has one disk with one file system: logs cannot fill it, because journald and auditd keep within their limits (persistent-journal, audit-daemon).',
    findings: [
      'FILE-6310 To decrease the impact of a full /home file system, place /home on a separate partition',
      'FILE-6310 To decrease the impact of a full /var file system, place /var on a separate partition',
    ],
  },
  {
    why: 'Who changes a file that matters is recorded when it happens (audit-rules), and not found by comparing sums later.',
    findings: [
      'FINT-4350 Install a file integrity tool to monitor changes to critical and sensitive files',
      'PKGS-7370 Install debsums utility for the verification of packages with known good database.',
    ],
  },
  {
    why: 'Modules are loaded when devices come, and Azure may bring one while the machine runs; those that nobody needs are barred (kernel-protocols).',
    findings: ['KRNL-6000 kernel.modules_disabled'],
  },
  {
    why: 'Whether what a program leaves of its memory has a number in its name keeps nobody from reading it.',
    findings: ['KRNL-6000 kernel.core_uses_pid'],
  },
  {
    why: 'Names are those of Azure, whose resolver gives the domain; the lab gives none.',
    findings: ['NAME-4028 Check DNS configuration for the dns domain name'],
  },
  {
    why: 'What is pending is asked from apt itself (pending-security-updates).',
    findings: ['PKGS-7394 Install package apt-show-versions for patch management purposes'],
  },
  {
    why: 'Another port hides nothing, and the network lets auditors and Bastion in only.',
    findings: ['SSH-7408 Port'],
  },
  {
    why: 'Four sessions of one connection, where the judge wants two: nobody gets in by them who was not let in before.',
    findings: ['SSH-7408 MaxSessions'],
  },
  {
    why: 'Who is gone is found out twice: inside the encryption too (ClientAliveInterval, ssh-server).',
    findings: ['SSH-7408 TCPKeepAlive'],
  },
  {
    why: 'Machines are managed by the plan and its bundle (docs/adr/0015-day-two-hardening.md), of which the judge does not know.',
    findings: ['TOOL-5002 Determine if automation tools are present for system management'],
  },
];

const onRelease: Readonly<Record<Release, Explanation>> = {
  12: {
    why: 'The one file system of the system holds /tmp too, which Debian 13 keeps in memory; logs keep within their limits (persistent-journal, audit-daemon).',
    findings: [
      'FILE-6310 To decrease the impact of a full /tmp file system, place /tmp on a separate partition',
    ],
  },
  13: {
    why: 'runlevel(8) tells none on Debian 13; which services start is said by systemd (unneeded-services).',
    findings: ['BOOT-5180 Determine runlevel and services at startup'],
  },
};

/** Why a hardened machine is not what Lynis asks, as `LynisVerdict` tells its findings. */
export function explainedToLynis(release: Release): readonly Explanation[] {
  return [...onEveryRelease, onRelease[release]];
}
