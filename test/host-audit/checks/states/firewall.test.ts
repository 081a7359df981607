import { describe, expect, it } from 'vitest';
import { auditedHost, hostBaseline, judged, type Said } from '../../../support/audited-host';
import { hostOutput } from '../../../support/host-output';

const releases = ['12', '13'] as const;

interface Ruleset {
  nftables: Record<
    string,
    { chain?: string; name?: string; policy?: string; expr?: unknown[]; comment?: string }
  >[];
}

/** The hardened host of the tenant in slot 0, with something done to its rules. */
function host(change: (rules: Ruleset) => void = () => undefined, release: '12' | '13' = '12') {
  const rules = JSON.parse(hostOutput(`debian-${release}-hardened`, 'firewall')) as Ruleset;
  change(rules);
  return auditedHost({ firewall: JSON.stringify(rules) }, { tenantSlot: 0 });
}

const inTable = { family: 'inet', table: 'yosai' };

/** Puts a rule at the end of a chain. */
const rule =
  (chain: string, ...expr: unknown[]) =>
  ({ nftables }: Ruleset) => {
    nftables.push({ rule: { ...inTable, chain, handle: 99, expr } as never });
  };

const match = (left: unknown, right: unknown, op = '==') => ({ match: { op, left, right } });
const field = (protocol: string, name: string) => ({ payload: { protocol, field: name } });
const port = (number: unknown, protocol = 'tcp') => match(field(protocol, 'dport'), number);
const from = (address: unknown, protocol = 'ip') => match(field(protocol, 'saddr'), address);
const accept = { accept: null };

/** Takes away the rules with a comment. */
const without = (comment: string) => (rules: Ruleset) => {
  rules.nftables = rules.nftables.filter((item) => item['rule']?.comment !== comment);
};

const rulesOf = (...given: Parameters<typeof host>) => judged('firewall-matches-role', host(...given));

describe.each(releases)('the rules of a host hardened on Debian %s', (release) => {
  it('are those of the baseline', () => {
    expect(rulesOf(undefined, release)).toBe('compliant');
    for (const id of ['firewall-drops-inbound', 'firewall-drops-outbound', 'firewall-drops-forwarded']) {
      expect(judged(id, host(undefined, release))).toBe('compliant');
    }
  });

  it('are not those of another tenant or role', () => {
    const firewall = hostOutput(`debian-${release}-hardened`, 'firewall');
    expect(judged('firewall-matches-role', auditedHost({ firewall }, { tenantSlot: 1 }))).toContain(
      'violated: input accepts tcp 443 of 10.64.0.0 (rule 9 of inet yosai input), input does not accept gateway-to',
    );
    const db = auditedHost({ firewall }, { tenantSlot: 0, role: 'db' });
    expect(judged('firewall-matches-role', db)).toContain('input does not accept app-to-data-tcp-in');
  });
});

describe('an additional rule', () => {
  it.each([
    ['another port', [port(8080), accept], 'input accepts tcp 8080 of any address'],
    ['another protocol', [port(443, 'udp'), accept], 'input accepts udp 443 of any address'],
    ['other addresses', [from('192.0.2.1'), port(443), accept], 'input accepts tcp 443 of 192.0.2.1'],
    [
      'more addresses than listed',
      [from({ prefix: { addr: '10.64.0.0', len: 23 } }), port(443), accept],
      'input accepts tcp 443 of 10.64.1.0',
    ],
    [
      'a range with more ports',
      [from({ prefix: { addr: '10.64.0.0', len: 24 } }), port({ range: [440, 443] }), accept],
      'input accepts tcp 440-442 of 10.64.0.0',
    ],
    ['everything', [accept], 'input accepts everything of any IPv4 address'],
    [
      'a device',
      [match({ meta: { key: 'iifname' } }, 'eth1'), accept],
      'input accepts everything of any IPv4 address',
    ],
    [
      'more messages of ICMP',
      [match(field('icmp', 'type'), 'echo-request'), accept],
      'input accepts icmp 8 of any IPv4 address',
    ],
    [
      'IPv6',
      [match({ meta: { key: 'nfproto' } }, 'ipv6'), port(22), accept],
      'input accepts tcp 22 of any IPv6 address',
    ],
    [
      'all but some',
      [from('10.0.0.1', 'ip'), match(field('tcp', 'dport'), 22, '!='), accept],
      'input accepts tcp of 10.0.0.1',
    ],
    [
      'packets of no connection',
      [match({ ct: { key: 'state' } }, 'untracked', 'in'), accept],
      'input accepts everything of any IPv4 address',
    ],
    [
      'a verdict map',
      [
        {
          vmap: {
            key: field('tcp', 'dport'),
            data: {
              set: [
                [22, { drop: null }],
                [23, accept],
              ],
            },
          },
        },
      ],
      'input accepts tcp 23 of any address',
    ],
  ])('for %s is found', (_, expr, expected) => {
    const found = rulesOf(rule('input', ...expr));
    expect(found.replace(/ \(rule.*$/, '').replace('any IPv4 address', 'any address')).toBe(
      `violated: ${expected.replace('any IPv4 address', 'any address')}`,
    );
    expect(found).toContain('(rule 99 of inet yosai input)');
  });

  it.each([
    ['for a part of what is listed', [from('10.64.0.9'), port(443), accept]],
    ['that never ends a packet’s way', [{ counter: {} }, { log: { prefix: 'x' } }]],
    ['that drops', [port(25), { drop: null }]],
    ['for answers', [match({ ct: { key: 'state' } }, ['established'], 'in'), accept]],
    ['for the machine itself', [match({ meta: { key: 'iif' } }, 'lo'), port(8080), accept]],
    ['that marks', [{ mangle: { key: { meta: { key: 'mark' } }, value: 1 } }]],
  ])('%s is as good', (_, expr) => {
    expect(rulesOf(rule('input', ...expr))).toBe('compliant');
  });

  it('in a chain that is jumped to is found with the condition of the jump', () => {
    const jumped = rulesOf((rules) => {
      rules.nftables.push({ chain: { ...inTable, name: 'more', handle: 9 } as never });
      rule('more', port({ set: [22, 23] }), accept)(rules);
      rule('input', from('10.32.0.130'), { jump: { target: 'more' } })(rules);
    });
    expect(jumped).toBe('violated: input accepts tcp 23 of 10.32.0.130 (rule 99 of inet yosai more)');
  });

  it('in a chain that jumps to itself comes to an end', () => {
    expect(rulesOf(rule('input', { jump: { target: 'input' } }))).toMatch(/^undetermined: not understood/);
  });

  it('lets nobody but root reach the guest agent', () => {
    const agent = [match(field('ip', 'daddr'), '168.63.129.16'), port(32_526)];
    const skuid = (user: number) => match({ meta: { key: 'skuid' } }, user);
    expect(rulesOf(rule('output', ...agent, skuid(0), accept))).toBe('compliant');
    expect(rulesOf(rule('output', ...agent, skuid(1000), accept))).toContain(
      'output accepts tcp 32526 of 168.63.129.16',
    );
    expect(rulesOf(rule('output', ...agent, accept))).toContain('output accepts tcp 32526 of 168.63.129.16');
  });

  it('forwards nothing', () => {
    expect(rulesOf(rule('forward', port(443), accept))).toContain('forward accepts tcp 443');
  });

  it.each([
    ['redirect', { redirect: { port: 443 } }],
    ['dnat', { dnat: { addr: '10.0.0.1' } }],
    ['masquerade', { masquerade: null }],
    ['queue', { queue: { num: 0 } }],
    ['mangle', { mangle: { key: field('ip', 'daddr'), value: '10.0.0.1' } }],
  ])('in any table must not change where packets go: %s', (kind, statement) => {
    const found = rulesOf(({ nftables }) => {
      const chain = {
        family: 'ip',
        table: 'nat',
        name: 'pre',
        hook: 'prerouting',
        type: 'nat',
        policy: 'accept',
      };
      nftables.push({ chain: chain as never });
      nftables.push({
        rule: { family: 'ip', table: 'nat', chain: 'pre', handle: 5, expr: [statement] } as never,
      });
    });
    expect(found).toBe(`violated: ${kind} in rule 5 of ip nat pre`);
  });

  it.each([{ xt: null }, { xt: { type: 'target', name: 'ACCEPT' } }, { tomorrow: {} }])(
    'of an unknown kind leaves it open: %j',
    (statement) => {
      expect(rulesOf(rule('input', statement))).toBe(
        'undetermined: not understood: rule 99 of inet yosai input',
      );
    },
  );
});

it.each([
  ['gateway-to-app-tcp-in', 'input does not accept gateway-to-app-tcp-in'],
  ['app-outbound-udp-out', 'output does not accept app-outbound-udp-out'],
])('misses a rule that is listed: %s', (comment, expected) => {
  expect(rulesOf(without(comment))).toBe(`violated: ${expected}`);
});

it('does not take a rule that something else narrows for one that is listed', () => {
  const narrowed = rulesOf((rules) => {
    without('gateway-to-app-tcp-in')(rules);
    rule(
      'input',
      from({ prefix: { addr: '10.64.0.0', len: 24 } }),
      port(443),
      { limit: { rate: 1 } },
      accept,
    )(rules);
  });
  expect(narrowed).toBe('violated: input does not accept gateway-to-app-tcp-in');
});

describe('what is dropped by default', () => {
  const open = (chain: string) => (rules: Ruleset) => {
    for (const item of rules.nftables) {
      if (item['chain']?.name === chain) item['chain'].policy = 'accept';
    }
  };
  const ids = {
    input: 'firewall-drops-inbound',
    output: 'firewall-drops-outbound',
    forward: 'firewall-drops-forwarded',
  };

  it.each(Object.entries(ids))('is found where %s accepts, and nothing else is', (chain, id) => {
    expect(judged(id, host(open(chain)))).toBe(`violated: ${chain}: ipv4 and ipv6 accepted by default`);
    for (const other of Object.values(ids).filter((one) => one !== id)) {
      expect(judged(other, host(open(chain)))).toBe('compliant');
    }
    expect(rulesOf(open(chain))).toBe('compliant');
  });

  it('is everything after a rule that drops everything', () => {
    const closed = (...expr: unknown[]) =>
      judged(
        ids.input,
        host((rules) => {
          open('input')(rules);
          rule('input', ...expr)(rules);
        }),
      );
    expect(closed({ counter: null }, { drop: null })).toBe('compliant');
    expect(closed({ reject: { type: 'icmpx' } })).toBe('compliant');
    expect(closed({ limit: { rate: 1 } }, { drop: null })).toContain('violated');
    expect(closed(from('10.0.0.1'), { drop: null })).toContain('violated');
    expect(closed(match({ meta: { key: 'nfproto' } }, 'ipv6'), { drop: null })).toBe(
      'violated: input: ipv4 accepted by default',
    );
  });

  it('is nothing without chains', () => {
    const none = auditedHost(
      { firewall: '{"nftables": [{"metainfo": {"version": "1.0.6"}}]}' },
      { tenantSlot: 0 },
    );
    expect(judged(ids.input, none)).toBe('violated: input: ipv4 and ipv6 accepted by default');
    expect(judged('firewall-matches-role', none)).toContain(
      'input does not accept what stays within the machine',
    );
  });

  it('is of one family in a table of that family', () => {
    const only = judged(
      ids.input,
      host(({ nftables }) => {
        for (const item of nftables)
          if (item['chain']?.name === 'input') Object.assign(item['chain'], { family: 'ip' });
      }),
    );
    expect(only).toBe('violated: input: ipv6 accepted by default');
  });
});

describe.each(releases)('the rules that somebody else wrote on Debian %s', (release) => {
  const firewall = hostOutput(`debian-${release}-other`, 'firewall');
  /** Without the rules that go beyond the list. */
  const listed = JSON.stringify({
    nftables: (JSON.parse(firewall) as Ruleset).nftables.filter(
      (item) =>
        !/8000|4000|fe80|"!="|"skuid"|"protocol": ?"ip", ?"field": ?"protocol"|redirect/.test(
          JSON.stringify(item),
        ),
    ),
  });

  it('are compared by ports, as the place of the host is not known', () => {
    expect(judged('firewall-matches-role', auditedHost({ firewall: listed }))).toBe(
      'compliant: ports only: addresses are not compared, as the tenant of the host is not known',
    );
    for (const id of ['firewall-drops-inbound', 'firewall-drops-outbound', 'firewall-drops-forwarded']) {
      expect(judged(id, auditedHost({ firewall }))).toBe('compliant');
    }
  });

  it('are found where they accept more', () => {
    expect(judged('firewall-matches-role', auditedHost({ firewall }))).toBe(
      'violated: redirect in rule 2 of ip nat pre, output accepts tcp 8000-8010 of any address' +
        ' (rule 22 of inet filter output), output accepts tcp 4000 of any address (rule 24 of inet filter' +
        ' output), output accepts esp of any address (rule 25 of inet filter output), output accepts udp 547' +
        ' of any address (rule 26 of inet filter output) and 2 more',
    );
  });
});

it.each<[Said, string]>([
  [
    { code: 1, message: 'sudo: a password is required' },
    '/usr/sbin/nft may not be run as root: sudo: a password is required',
  ],
  [{ code: 127 }, '/usr/sbin/nft is not there'],
  ['', '/usr/sbin/nft: expected the rules of nftables as JSON, found ""'],
  ['{"nftables": 1}', '/usr/sbin/nft: expected the rules of nftables as JSON, found "{\\"nftables\\": 1}"'],
  [
    '{"nftables": [{"rule": {"family": "inet"}}]}',
    '/usr/sbin/nft: /rules/0/table: Expected required property',
  ],
])('is not known from %j', (said, reason) => {
  const unknown = auditedHost({ firewall: said });
  for (const id of ['firewall-matches-role', 'firewall-drops-inbound']) {
    expect(judged(id, unknown)).toBe(`undetermined: ${reason}`);
  }
});

it('names every hook in the baseline', () => {
  const hooks = hostBaseline.hostAreas['host-firewall']?.requirements.flatMap(
    ({ state }) => state?.only ?? [],
  );
  expect(hooks).toEqual(['input', 'output', 'forward']);
});
