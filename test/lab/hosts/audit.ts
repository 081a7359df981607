import { randomBytes } from 'node:crypto';
import type { EnvironmentBaseline } from '../../../lib/baseline/baseline';
import type { Finding } from '../../../lib/findings/finding';
import { checkHost } from '../../../lib/host-audit/checks/check-host';
import { commandsFor } from '../../../lib/host-audit/collector/all-commands';
import { collectorScript } from '../../../lib/host-audit/collector/script';
import { readTranscript } from '../../../lib/host-audit/facts/frames';
import { readFacts } from '../../../lib/host-audit/facts/read-facts';
import type { Facts } from '../../../lib/host-audit/facts/readers';
import type { LabMachine } from './lab-machines';
import type { Ssh } from './machine/ssh';

/** What the auditor found on a machine of the lab. */
export interface Audit {
  readonly findings: readonly Finding[];
  readonly facts: Facts;
  /** How long the connection and the collector took. */
  readonly seconds: number;
}

/**
 * Audits a machine over SSH by the real collector, facts and checks: a hardened one as the audit account, with the rights
 * of that and no others, and a plain one, which has none, as the administrator.
 */
export async function audit(
  baseline: EnvironmentBaseline,
  { dev, release, name, hardened }: LabMachine,
  ssh: Ssh,
): Promise<Audit> {
  const commands = commandsFor(baseline);
  const mark = randomBytes(12).toString('hex');
  const login = hardened ? ssh.as(baseline.hosts.auditAccount) : ssh;
  const started = Date.now();
  const { stdout, stderr, code } = await login.run('exec sh -s', collectorScript(commands, mark), 600);
  const seconds = (Date.now() - started) / 1000;
  const transcript = readTranscript(stdout, mark);
  if (!transcript.isWhole) throw new Error(`the collector on ${name} ended with ${code}: ${stderr.trim()}`);
  const facts = readFacts(transcript, commands);
  const { role, tenantSlot } = dev.host;
  const host = { facts, baseline, role, onAzure: false, release, tenantSlot, collectedAt: started };
  return { findings: checkHost(name, host, new Map()), facts, seconds };
}

/** Ids of the requirements with a verdict, in the order of the baseline. */
export function idsWith(findings: readonly Finding[], verdict: Finding['verdict']): string[] {
  return findings.filter((finding) => finding.verdict === verdict).map(({ source }) => source.id);
}
