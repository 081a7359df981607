import { type Fact, NotUnderstood } from '../fact';
import { learn, NoAnswer } from './no-answer';
import { clientHello, type HelloAnswer, readHelloAnswer, type TlsVersion, tlsVersions } from './tls-hello';
import { suiteName, suitesOf } from './tls-suites';
import { converse, type Way } from './wire';

/** Names of the suites that a server accepts with each version, in the order of its choice; none: it refuses. */
export type AcceptedSuites = Readonly<Record<TlsVersion, Fact<readonly string[]>>>;

/** How many suites are offered at once: some servers break on more (testssl.sh, which asks in the same way). */
const atOnce = 120;
/** A server that goes on choosing is stopped; the longest real lists have less than a hundred. */
const mostAccepted = 300;

/**
 * Which suites a server accepts with each version: all there are are offered, and what it chose is offered no more,
 * until it refuses. A server that has accepted something must do so once more at the end; one that does not has shut us
 * out, and nothing it refused is known.
 * @param name DNS name for the server name indication.
 */
export async function askAcceptedSuites(way: Way, name: string): Promise<AcceptedSuites> {
  const answers = new Map<TlsVersion, Fact<readonly number[]>>();
  for (const version of Object.keys(tlsVersions) as TlsVersion[]) {
    answers.set(version, await learn(() => acceptedWith(way, version, name)));
  }
  const shutOut = await shutOutSince(way, answers, name);
  const told = (version: TlsVersion): Fact<readonly string[]> => {
    const answer = answers.get(version) ?? { unknown: 'not asked' };
    if ('unknown' in answer) return answer;
    return shutOut === undefined ? { value: answer.value.map(suiteName) } : { unknown: shutOut };
  };
  const versions = Object.keys(tlsVersions) as TlsVersion[];
  return Object.fromEntries(versions.map((version) => [version, told(version)])) as AcceptedSuites;
}

async function acceptedWith(way: Way, version: TlsVersion, name: string): Promise<number[]> {
  const all = suitesOf(version);
  const accepted: number[] = [];
  for (let from = 0; from < all.length; from += atOnce) {
    let offered = all.slice(from, from + atOnce);
    while (offered.length > 0) {
      const suite = await chosen(way, version, offered, name);
      if (suite === undefined) break;
      if (!offered.includes(suite)) throw new NotUnderstood('a suite that was offered', suiteName(suite));
      accepted.push(suite);
      if (accepted.length > mostAccepted) throw new NoAnswer(`more than ${mostAccepted} suites`);
      offered = offered.filter((other) => other !== suite);
    }
  }
  return accepted;
}

/** What the server chooses with this version; nothing when it refuses or chooses another version. */
async function chosen(
  way: Way,
  version: TlsVersion,
  suites: readonly number[],
  name: string,
): Promise<number | undefined> {
  const answer = await ask(way, version, suites, name);
  // Some servers refuse by closing, and others close when they are busy: those answer the second time.
  const settled = 'closed' in answer ? await ask(way, version, suites, name) : answer;
  return 'suite' in settled && settled.version === tlsVersions[version] ? settled.suite : undefined;
}

function ask(way: Way, version: TlsVersion, suites: readonly number[], name: string): Promise<HelloAnswer> {
  return converse(way, (wire) => {
    wire.write(clientHello(version, suites, name));
    return readHelloAnswer(wire);
  });
}

async function shutOutSince(
  way: Way,
  answers: ReadonlyMap<TlsVersion, Fact<readonly number[]>>,
  name: string,
): Promise<string | undefined> {
  for (const [version, answer] of answers) {
    const [first] = 'value' in answer ? answer.value : [];
    if (first === undefined) continue;
    const again = await learn(() => chosen(way, version, [first], name));
    const isSame = 'value' in again && again.value === first;
    return isSame ? undefined : `the server accepted ${suiteName(first)} at first and no more at the end`;
  }
  return undefined;
}
