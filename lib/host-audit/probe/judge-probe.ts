import type { Control, ProbeRequirement } from '../../baseline/types.generated';
import type { Finding } from '../../findings/finding';
import { undetermined } from '../checks/outcome';
import type { ProbeFacts } from '../facts/probe/look';
import type { Asked } from './asked';
import type { Judge, Judgement } from './judge';
import { judgeCertificate } from './judges/certificate';
import { judgePlainHttp, judgeTransportSecurity, judgeUnauthenticated } from './judges/http';
import { judgePorts } from './judges/ports';
import { judgeSshAlgorithms, judgeSshHostKey, judgeSshMethods } from './judges/ssh';
import { judgeTlsSuites, judgeTlsVersions } from './judges/tls';

/** The judge of each probe of the baseline, by its id. */
export const judges: Readonly<Record<string, Judge>> = {
  'plain-http-redirect': judgePlainHttp,
  'port-scan': judgePorts,
  'ssh-algorithms': judgeSshAlgorithms,
  'ssh-authentication-methods': judgeSshMethods,
  'ssh-host-key': judgeSshHostKey,
  'strict-transport-security': judgeTransportSecurity,
  'tls-certificate': judgeCertificate,
  'tls-cipher-suites': judgeTlsSuites,
  'tls-versions': judgeTlsVersions,
  'unauthenticated-request': judgeUnauthenticated,
};

/**
 * Findings of everything that a host showed, in the order of the baseline: one at least for each probe that is asked of
 * the role. A probe that nobody can judge is undetermined.
 * @param controls the catalogue, whose promises name probes.
 */
export function judgeProbe(
  host: string,
  seen: ProbeFacts,
  asked: Asked,
  controls: readonly Control[],
): Finding[] {
  return asked.baseline.probe.probes
    .filter(({ roles }) => roles?.includes(asked.role) ?? true)
    .flatMap((probe) => {
      const judgements = judges[probe.id]?.(seen, asked) ?? [
        { outcome: undetermined(`no judge is named ${probe.id}`) },
      ];
      const promises = promisesOf(probe.id, controls);
      return judgements.map((judgement) => toFinding(host, probe, promises, judgement));
    });
}

function promisesOf(id: string, controls: readonly Control[]): string[] {
  return controls
    .flatMap(({ promises }) => promises)
    .filter(({ keptBy }) => keptBy.some(({ by, ref }) => by === 'probe' && ref === id))
    .map((promise) => promise.id);
}

function toFinding(
  host: string,
  { id, severity, title, fix }: ProbeRequirement,
  controls: readonly string[],
  { outcome, at }: Judgement,
): Finding {
  const base: Finding = {
    verdict: outcome.verdict,
    controls,
    source: { kind: 'check', id: `probe-${id}` },
    severity,
    enforcement: 'mandatory',
    subject: { kind: 'host', id: host },
    ...(at !== undefined && { at: { path: at } }),
  };
  if (outcome.verdict === 'compliant') return base;
  if (outcome.verdict !== 'violated') return { ...base, expected: title.en, found: outcome.found };
  return { ...base, expected: outcome.expected ?? title.en, found: outcome.found, fix: fix.en };
}
