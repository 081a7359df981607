import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditedHost, judged } from '../../../support/audited-host';
import {
  accept,
  field,
  firewalledHost,
  from,
  inTable,
  match,
  port,
  type Ruleset,
  rule,
  rulesOf,
  without,
} from '../../../support/firewalled-host';
import { hostOutput } from '../../../support/host-output';

const releases = ['12', '13'] as const;

describe.each(releases)('the rules of a host hardened on Debian %s', (release) => {
  it('are those of the baseline', () => {
    expect(rulesOf(undefined, release)).toBe('compliant');
    for (const id of ['firewall-drops-inbound', 'firewall-drops-outbound', 'firewall-drops-forwarded']) {
      expect(judged(id, firewalledHost(undefined, release))).toBe('compliant');
    }
  });

  it('are not those of another tenant or role', () => {
    const firewall = hostOutput(`debian-${release}-hardened`, 'firewall');
    expect(
      judged('firewall-matches-role', auditedHost({ firewall, oldFirewallTables: '' }, { tenantSlot: 1 })),
    ).toContain(
      'violated: input accepts tcp 443 of 10.64.0.0 (rule 9 of inet yosai input), input does not accept gateway-to',
    );
    const db = auditedHost({ firewall, oldFirewallTables: '' }, { tenantSlot: 0, role: 'db' });
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

  it('for a named set is about what stands in it, unless that changes by itself', () => {
    const friends = (more: object) => (rules: Ruleset) => {
      const set = { ...inTable, name: 'friends', type: 'ipv4_addr', ...more };
      rules.nftables.push({ set } as never);
      rule('input', from('@friends'), port(8443), accept)(rules);
    };
    expect(rulesOf(friends({}))).toBe('compliant');
    expect(rulesOf(friends({ elem: ['192.0.2.1'] }))).toContain('tcp 8443 of 192.0.2.1');
    for (const flags of [['dynamic'], ['timeout'], 'dynamic']) {
      expect(rulesOf(friends({ flags }))).toContain('tcp 8443 of any IPv4 address');
    }
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

describe('one more rule', () => {
  /** What the role app lists for packets that come in: the first and last address, and the port. */
  const listed = [
    [0x0a400000, 0x0a4000ff, 443],
    [0x0a200040, 0x0a20007f, 22],
    [0x0a200080, 0x0a2000bf, 22],
  ] as const;
  const isListed = (address: number, tcpPort: number) =>
    listed.some(([low, high, one]) => tcpPort === one && address >= low && address <= high);
  const text = (address: number) => [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
  const edges = listed.flatMap(([low, high]) => [low - 1, low, low + 9, high, high + 1]);

  it('is found exactly when it accepts a packet that is not listed', () => {
    const address = fc.constantFrom(...edges);
    const tcpPort = fc.constantFrom(21, 22, 23, 442, 443, 444);
    fc.assert(
      fc.property(address, address, tcpPort, tcpPort, (a, b, c, d) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const [low, high] = [Math.min(c, d), Math.max(c, d)];
        const accepted = edges
          .filter((one) => one >= from && one <= to)
          .flatMap((one) =>
            [21, 22, 23, 442, 443, 444].filter((p) => p >= low && p <= high).map((p) => isListed(one, p)),
          );
        const ranges = [
          match(field('ip', 'saddr'), { range: [text(from), text(to)] }),
          port({ range: [low, high] }),
        ];
        const said = rulesOf(rule('input', ...ranges, accept));
        expect(said === 'compliant').toBe(accepted.every(Boolean));
      }),
    );
  });
});
