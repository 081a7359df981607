import { compliant, judge, notApplicable, type Outcome, undetermined, violated } from '../../checks/outcome';
import { type Hop, mostHops, type Visit } from '../../facts/probe/visits';
import type { Asked } from '../asked';
import { atEachPort, type Judge, type Judgement, placeOf } from '../judge';

const secondsOfDay = 24 * 60 * 60;

/** Nobody is shown anything without a login, but what is public. */
export const judgeUnauthenticated: Judge = (seen, asked) =>
  atEachPort('tls', (port) =>
    atEachPath(port, seen.tls[port]?.visits, (visit, hops) => judgeVisit(visit, hops, asked)),
  )(seen, asked);

function judgeVisit({ goesOn }: Visit, hops: readonly Hop[], asked: Asked): Outcome {
  const last = hops.at(-1);
  if (last === undefined) return undetermined('no answer');
  const { status, location, url } = last;
  const { pathname } = new URL(url);
  const way = hops.length > 1 ? ` at ${pathname}, to which it leads` : '';
  const expected = 'a refusal: 401, 403, or a way to a login';
  if (status === 401 || status === 403) return compliant;
  if (status >= 200 && status < 300) {
    if (asked.publicPaths.includes(pathname)) return compliant;
    return violated(`${status}${way}`, { expected });
  }
  if (location === undefined) return undetermined(`${status}${way}, which says nothing of a login`);
  if (goesOn === true) return undetermined(`more than ${mostHops} redirections in a row`);
  const to = new URL(location);
  if (to.protocol === 'https:' && asked.loginHosts.includes(to.hostname)) return compliant;
  return violated(`a way to ${to.origin}`, { expected: `${expected} of this host` });
}

/** Whatever answers without encryption says nothing but where to go with it. */
export const judgePlainHttp: Judge = (seen, asked) =>
  atEachPort('plainHttp', (port) =>
    atEachPath(port, seen.plainHttp[port], (_, hops) => judgeRedirection(hops)),
  )(seen, asked);

function judgeRedirection([first]: readonly Hop[]): Outcome {
  if (first === undefined) return undetermined('no answer');
  const { status, location, url } = first;
  const host = new URL(url).hostname;
  const expected = `a redirection to https://${host}`;
  if (location === undefined) return violated(`${status} without one`, { expected });
  const to = new URL(location);
  if (to.protocol === 'https:' && to.hostname === host) return compliant;
  return violated(`${status} to ${to.origin}`, { expected });
}

/**
 * A browser that came once by https does so from then on. The header counts for names only (RFC 6797, 8.1.1), and of
 * several directives of one name the first would do, but a doubled one is not valid (6.1).
 */
export const judgeTransportSecurity: Judge = (seen, asked) => {
  if (asked.name === undefined) return [{ outcome: undetermined('no name is known; give --name') }];
  return atEachPort('tls', (port) =>
    atEachPath(port, seen.tls[port]?.visits, (_, hops) => judgeHeader(hops, asked)),
  )(seen, asked);
};

function judgeHeader([first]: readonly Hop[], { baseline }: Asked): Outcome {
  if (first === undefined) return undetermined('no answer');
  const seconds = baseline.probe.transportSecurityDays * secondsOfDay;
  const expected = `Strict-Transport-Security with max-age=${seconds} or more`;
  const { transportSecurity } = first;
  if (transportSecurity === undefined) return violated('no such header', { expected });
  const ages = [...transportSecurity.matchAll(/(?:^|;)\s*max-age\s*=\s*"?(\d+)"?\s*(?=;|$)/gi)];
  const [age] = ages;
  if (ages.length !== 1 || age === undefined)
    return violated(JSON.stringify(transportSecurity), { expected });
  return Number(age[1]) >= seconds ? compliant : violated(`max-age=${age[1]}`, { expected });
}

function atEachPath(
  port: number,
  visits: readonly Visit[] | undefined,
  judgeHops: (visit: Visit, hops: readonly Hop[]) => Outcome,
): Judgement[] {
  if (visits === undefined) return [{ at: placeOf(port), outcome: undetermined('not looked at') }];
  if (visits.length === 0) return [{ at: placeOf(port), outcome: notApplicable('no path was asked for') }];
  return visits.map((visit) => ({
    at: placeOf(port, visit.path),
    outcome: judge(visit.hops, (hops) => judgeHops(visit, hops)),
  }));
}
