import type { TlsBaseline } from '../../../baseline/types.generated';
import { compliant, none, type Outcome, undetermined, violated } from '../../checks/outcome';
import type { ProbeFacts } from '../../facts/probe/look';
import { type TlsVersion, tlsVersions } from '../../facts/probe/tls-hello';
import { ianaName } from '../../facts/probe/tls-suites';
import type { AcceptedSuites } from '../../facts/probe/tls-suites-accepted';
import { atEachPort, type Judge, type Judgement, placeOf } from '../judge';

const versions = Object.keys(tlsVersions) as TlsVersion[];

/** No version that is older than the baseline's is accepted, and one that is not at least. */
export const judgeTlsVersions: Judge = (seen, asked) =>
  atEachPort('tls', (port) => [
    { at: placeOf(port), outcome: judgeVersions(suitesAt(seen, port), asked.baseline.tls) },
  ])(seen, asked);

function judgeVersions(suites: AcceptedSuites | undefined, { minimumVersion }: TlsBaseline): Outcome {
  if (suites === undefined) return undetermined('not looked at');
  const oldest = tlsVersions[`TLS ${minimumVersion}`];
  const isOld = (version: TlsVersion) => tlsVersions[version] < oldest;
  const accepted = versions.filter((version) => {
    const answer = suites[version];
    return 'value' in answer && answer.value.length > 0;
  });
  const old = accepted.filter(isOld);
  if (old.length > 0) {
    return violated(`${old.join(', ')} accepted`, { expected: `TLS ${minimumVersion} or newer` });
  }
  const open = unknownOf(suites, isOld);
  if (open !== undefined) return undetermined(open);
  return accepted.length > 0
    ? compliant
    : undetermined('no version was accepted; give --name when it has one');
}

/** Of every version, no suite is accepted that the baseline does not list. */
export const judgeTlsSuites: Judge = (seen, asked) =>
  atEachPort('tls', (port): Judgement[] => {
    const suites = suitesAt(seen, port);
    if (suites === undefined) return [{ at: placeOf(port), outcome: undetermined('not looked at') }];
    const judged = versions.flatMap((version): Judgement[] => {
      const answer = suites[version];
      const at = placeOf(port, version);
      if ('unknown' in answer) return [{ at, outcome: undetermined(answer.unknown) }];
      if (answer.value.length === 0) return [];
      return [{ at, outcome: judgeSuites(answer.value, admitted(version, asked.baseline.tls)) }];
    });
    return judged.length > 0
      ? judged
      : [{ at: placeOf(port), outcome: undetermined('no suite of any version was accepted') }];
  })(seen, asked);

function judgeSuites(accepted: readonly string[], may: readonly string[]): Outcome {
  return none(
    accepted.filter((suite) => !may.includes(suite)),
    `none but ${may.join(', ')}`,
  );
}

/** Suites of 1.3 are others than those of all versions before it. A name that nobody knows admits nothing. */
function admitted(version: TlsVersion, { cipherSuites }: TlsBaseline): string[] {
  return cipherSuites[version === 'TLS 1.3' ? '1.3' : '1.2'].flatMap((name) => ianaName(name) ?? []);
}

function unknownOf(suites: AcceptedSuites, matters: (version: TlsVersion) => boolean): string | undefined {
  for (const version of versions.filter(matters)) {
    const answer = suites[version];
    if ('unknown' in answer) return `${version}: ${answer.unknown}`;
  }
  return undefined;
}

function suitesAt({ tls }: ProbeFacts, port: number): AcceptedSuites | undefined {
  return tls[port]?.suites;
}
