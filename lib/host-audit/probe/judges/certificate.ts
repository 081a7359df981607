import type { HostRequirement, ServerCertificate } from '../../../baseline/types.generated';
import { judge, none, type Outcome, undetermined } from '../../checks/outcome';
import type { CertificateChain, SeenCertificate } from '../../facts/probe/certificates';
import type { Asked } from '../asked';
import { atEachPort, type Judge, placeOf } from '../judge';

const dayMs = 24 * 60 * 60 * 1000;

/** The certificate is good for its name, in force for long enough, strong, and from somebody who is trusted. */
export const judgeCertificate: Judge = (seen, asked) =>
  atEachPort('tls', (port) => {
    const fact = seen.tls[port]?.certificates ?? { unknown: 'not looked at' };
    return [{ at: placeOf(port), outcome: judge(fact, (chain) => judgeChain(chain, asked)) }];
  })(seen, asked);

function judgeChain(certificates: CertificateChain, asked: Asked): Outcome {
  const { chain, coversName, distrusted, names } = certificates;
  const { name, now, baseline } = asked;
  const [own] = chain;
  const wrong = [
    ...(name !== undefined && !coversName ? [`it is for ${names || 'no name'}, not ${name}`] : []),
    ...chain.flatMap((certificate) => wrongTime(certificate, now)),
    ...tooSoon(own, now, daysLeft(asked)),
    ...chain.flatMap((certificate) => wrongKey(certificate, baseline.tls.serverCertificate)),
    ...chain.flatMap((certificate) => wrongSignature(certificate, baseline.tls.serverCertificate)),
    ...(distrusted === undefined ? [] : [`its issuer ${own.issuer} is not trusted (${distrusted})`]),
  ];
  if (wrong.length > 0) return none(wrong, 'a certificate that its users can check');
  if (name === undefined) return undetermined('no name is known for which it must be good; give --name');
  return none([]);
}

/** How many days a certificate must be good for, as the requirement of web servers says. */
function daysLeft({ baseline }: Asked): number {
  const requirements: readonly HostRequirement[] = Object.values(baseline.hostAreas).flatMap(
    (area) => area.requirements,
  );
  const days = requirements.flatMap(({ state }) =>
    state?.is === 'backend-certificate-days' && state.atLeast !== undefined ? [state.atLeast] : [],
  );
  return Math.max(0, ...days);
}

function wrongTime({ subject, validFrom, validTo }: SeenCertificate, now: number): string[] {
  if (!(now >= validFrom)) return [`${subject} is good from ${day(validFrom)} on`];
  return now < validTo ? [] : [`${subject} expired on ${day(validTo)}`];
}

function tooSoon({ subject, validTo }: SeenCertificate, now: number, days: number): string[] {
  if (!(validTo > now) || validTo - now >= days * dayMs) return [];
  return [`${subject} expires on ${day(validTo)}, in less than ${days} days`];
}

function wrongKey({ subject, key }: SeenCertificate, { rsaBits, ecBits }: ServerCertificate): string[] {
  const least = { rsa: rsaBits, ec: ecBits }[key.type];
  if (least !== undefined && key.bits !== undefined && key.bits >= least) return [];
  const bits = key.bits === undefined ? '' : ` of ${key.bits} bits`;
  return [`${subject} has a key ${key.type}${bits}`];
}

/** A root's own signature is of no use to anybody: it is trusted by being known. */
function wrongSignature(
  { subject, signature, isOwnIssuer }: SeenCertificate,
  { hashes }: ServerCertificate,
): string[] {
  if (isOwnIssuer || hashes.some((hash) => hash === signature.hash)) return [];
  return [`${subject} is signed by ${[signature.name, signature.hash ?? []].flat().join(' with ')}`];
}

function day(ms: number): string {
  return Number.isFinite(ms) ? new Date(ms).toISOString().slice(0, 10) : 'no known day';
}
