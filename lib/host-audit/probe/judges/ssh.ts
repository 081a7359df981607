import type { HostRequirement } from '../../../baseline/types.generated';
import { compliant, judge, none, type Outcome, undetermined, violated } from '../../checks/outcome';
import type { ProbeFacts, SshSeen } from '../../facts/probe/look';
import type { LoginOffer, SshLogin } from '../../facts/probe/ssh-login';
import type { SshOffer } from '../../facts/probe/ssh-packets';
import type { Asked } from '../asked';
import { atEachPort, type Judge, type Judgement, placeOf } from '../judge';

/**
 * Names in a list of key exchanges that are no algorithm but say what else the server can do (RFC 8308, 2.1; kexalgs of
 * https://github.com/openssh/openssh-portable/blob/master/kex.c, 2026-11-27).
 */
const signals: readonly string[] = ['ext-info-s', 'kex-strict-s', 'kex-strict-s-v00@openssh.com'];

/** Lists of the offer, with the option of sshd whose requirement says what they may hold. */
const lists = {
  kex: 'KexAlgorithms',
  hostKeys: 'HostKeyAlgorithms',
  ciphers: 'Ciphers',
  macs: 'MACs',
} as const satisfies Partial<Record<keyof SshOffer, string>>;

/** Everything that is offered is admitted; an attacker chooses. */
export const judgeSshAlgorithms: Judge = (seen, asked) =>
  atEachPort('ssh', (port) => {
    const offer = sshAt(seen, port).offer;
    if ('unknown' in offer) return [{ at: placeOf(port), outcome: undetermined(offer.unknown) }];
    return judgeOffer(port, offer.value, asked);
  })(seen, asked);

function judgeOffer(port: number, offer: SshOffer, asked: Asked): Judgement[] {
  const named = Object.entries(lists) as [keyof typeof lists, string][];
  return [
    { at: placeOf(port, 'protocol'), outcome: judgeProtocol(offer.protocol) },
    ...named.map(([list, keyword]) => ({
      at: placeOf(port, keyword),
      outcome: judgeList(offer[list], admitted(asked, keyword), keyword),
    })),
    {
      at: placeOf(port, 'Compression'),
      outcome: judgeList(offer.compression, asked.baseline.probe.sshCompression, 'compression'),
    },
  ];
}

/** 1.99 is how a server says that it speaks version 1 too (RFC 4253, 5.1). */
function judgeProtocol(protocol: string): Outcome {
  return protocol === '2.0' ? compliant : violated(`SSH ${protocol}`, { expected: 'SSH 2.0 alone' });
}

function judgeList(offered: readonly string[], may: readonly string[], what: string): Outcome {
  if (may.length === 0) return undetermined(`no requirement of hosts says what ${what} may be`);
  const algorithms = offered.filter((name) => !signals.includes(name));
  if (algorithms.length === 0) return undetermined(`nothing is offered for ${what}`);
  return none(
    algorithms.filter((name) => !may.includes(name)),
    `none but ${may.join(', ')}`,
  );
}

/** What requirements of hosts admit for an option of sshd, of every release. */
function admitted({ baseline }: Asked, keyword: string): string[] {
  const requirements: readonly HostRequirement[] = Object.values(baseline.hostAreas).flatMap(
    (area) => area.requirements,
  );
  const values = requirements.flatMap(({ sshd }) =>
    sshd?.keyword === keyword ? [sshd.value, ...(sshd.alsoGood ?? [])] : [],
  );
  return [...new Set(values.flatMap((value) => value.split(/[\s,]+/)))];
}

/** Who shows nothing is not let in, and is offered nothing but what the baseline lists. */
export const judgeSshMethods: Judge = (seen, asked) =>
  atEachPort('ssh', (port) => {
    const { login } = sshAt(seen, port);
    const outcome = judge(login, ({ login: answer }) =>
      judge(answer, (offer) => judgeMethods(offer, admitted(asked, 'AuthenticationMethods'))),
    );
    return [{ at: placeOf(port), outcome }];
  })(seen, asked);

function judgeMethods(offer: LoginOffer, may: readonly string[]): Outcome {
  const expected = `none but ${may.join(', ')}`;
  if ('admits' in offer) return violated('a login without any authentication', { expected });
  if (may.length === 0) return undetermined('no requirement of hosts says how one may log in');
  if (offer.methods.length === 0) return undetermined('no method is offered');
  return none(
    offer.methods.filter((method) => !may.includes(method)),
    expected,
  );
}

/** Every host key that is shown is a known one. */
export const judgeSshHostKey: Judge = (seen, asked) =>
  atEachPort('ssh', (port) => [
    {
      at: placeOf(port),
      outcome: judge(sshAt(seen, port).login, (login) => judgeKeys(login, asked.hostKeys)),
    },
  ])(seen, asked);

function judgeKeys({ keys }: SshLogin, known: readonly string[]): Outcome {
  const shown = keys.flatMap((key) => ('value' in key ? [key.value] : []));
  const told = (list: typeof shown) => list.map(({ type, fingerprint }) => `${type} ${fingerprint}`);
  if (known.length === 0) {
    return undetermined(`no key is known to compare with (--host-key); shown: ${told(shown).join(', ')}`);
  }
  const others = told(shown.filter(({ fingerprint }) => !known.includes(fingerprint)));
  if (others.length > 0) return none(others, `none but ${known.join(', ')}`);
  const [unseen] = keys.filter((key) => 'unknown' in key);
  if (unseen !== undefined && 'unknown' in unseen) {
    return undetermined(`the ${unseen.kind} key was not shown: ${unseen.unknown}`);
  }
  return shown.length === 0 ? undetermined('no host key was shown') : compliant;
}

function sshAt({ ssh }: ProbeFacts, port: number): SshSeen {
  const unknown = `port ${port} was not looked at`;
  return ssh[port] ?? { offer: { unknown }, login: { unknown } };
}
