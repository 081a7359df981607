import { describe, expect, it } from 'vitest';
import { auditedHost, judged, type Said } from '../../../support/audited-host';
import {
  accept,
  field,
  firewalledHost,
  match,
  port,
  type Ruleset,
  rulesOf,
} from '../../../support/firewalled-host';
import { hostOutput } from '../../../support/host-output';

const releases = ['12', '13'] as const;

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
    expect(judged('firewall-matches-role', auditedHost({ firewall: listed, oldFirewallTables: '' }))).toBe(
      'compliant: ports only: addresses are not compared, as the tenant of the host is not known',
    );
    for (const id of ['firewall-drops-inbound', 'firewall-drops-outbound', 'firewall-drops-forwarded']) {
      expect(judged(id, auditedHost({ firewall, oldFirewallTables: '' }))).toBe('compliant');
    }
  });

  it('are found where they accept more', () => {
    expect(judged('firewall-matches-role', auditedHost({ firewall, oldFirewallTables: '' }))).toBe(
      'violated: redirect in rule 2 of ip nat pre, output accepts tcp 8000-8010 of any address' +
        ' (rule 22 of inet filter output), output accepts tcp 4000 of any address (rule 24 of inet filter' +
        ' output), output accepts esp of any address (rule 25 of inet filter output), output accepts udp 547' +
        ' of any address (rule 26 of inet filter output) and 2 more',
    );
  });
});

describe('the rules that Azure’s guest agent adds by iptables', () => {
  /** As nftables 1.0.6 gives them out. */
  const agent = (from: Ruleset) => {
    const chain = {
      family: 'ip',
      table: 'security',
      name: 'OUTPUT',
      type: 'filter',
      hook: 'output',
      policy: 'accept',
    };
    const host = match(field('ip', 'daddr'), '168.63.129.16');
    const tcp = match({ meta: { key: 'l4proto' } }, 6);
    const counter = { counter: { packets: 0, bytes: 0 } };
    const rules = [
      [host, port(53), counter, accept],
      [tcp, host, { xt: { type: 'match', name: 'owner' } }, counter, accept],
      [tcp, host, { xt: { type: 'match', name: 'conntrack' } }, counter, { drop: null }],
    ];
    from.nftables.push({ chain: chain as never });
    for (const [index, expr] of rules.entries()) {
      const place = { family: 'ip', table: 'security', chain: 'OUTPUT', handle: index + 2 };
      from.nftables.push({ rule: { ...place, expr } as never });
    }
  };

  it('let nothing through that ours drop', () => {
    expect(rulesOf(agent)).toBe('compliant');
    expect(judged('firewall-drops-outbound', firewalledHost(agent))).toBe('compliant');
  });

  it('do not take the place of ours', () => {
    const alone = rulesOf((rules) => {
      rules.nftables = [];
      agent(rules);
    });
    expect(alone).toContain('violated: input does not accept');
    expect(alone).toContain('more');
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
  const unknown = auditedHost({ firewall: said, oldFirewallTables: '' });
  for (const id of ['firewall-matches-role', 'firewall-drops-inbound']) {
    expect(judged(id, unknown)).toBe(`undetermined: ${reason}`);
  }
});

it('is not known where the old kind of iptables has rules, or nobody may look', () => {
  const firewall = hostOutput('debian-12-hardened', 'firewall');
  const found = (oldFirewallTables: Said) =>
    judged('firewall-matches-role', auditedHost({ firewall, oldFirewallTables }, { tenantSlot: 0 }));
  expect(found({ code: 1, message: 'cat: /proc/net/ip_tables_names: No such file or directory' })).toBe(
    'compliant',
  );
  expect(found('nat\nfilter\n')).toBe(
    'undetermined: the old kind of iptables has rules that are not read: nat, filter',
  );
  expect(found({ code: 1, message: 'sudo: a password is required' })).toBe(
    'undetermined: /usr/bin/cat may not be run as root: sudo: a password is required',
  );
});
