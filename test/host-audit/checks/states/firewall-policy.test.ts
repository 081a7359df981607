import { describe, expect, it } from 'vitest';
import { auditedHost, hostBaseline, judged } from '../../../support/audited-host';
import { firewalledHost, from, match, type Ruleset, rule, rulesOf } from '../../../support/firewalled-host';

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
    expect(judged(id, firewalledHost(open(chain)))).toBe(
      `violated: ${chain}: ipv4 and ipv6 accepted by default`,
    );
    for (const other of Object.values(ids).filter((one) => one !== id)) {
      expect(judged(other, firewalledHost(open(chain)))).toBe('compliant');
    }
    expect(rulesOf(open(chain))).toBe('compliant');
  });

  it.each([[['dormant']], ['dormant']])('is nothing in a table that is switched off: %j', (flags) => {
    const asleep = firewalledHost(({ nftables }) => {
      for (const item of nftables)
        if (item['table']?.name === 'yosai') Object.assign(item['table'], { flags });
    });
    for (const id of Object.values(ids)) expect(judged(id, asleep)).toContain('violated');
    expect(judged('firewall-matches-role', asleep)).toContain('violated');
  });

  it('is everything after a rule that drops everything', () => {
    const closed = (...expr: unknown[]) =>
      judged(
        ids.input,
        firewalledHost((rules) => {
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

  it('is not what packets get around', () => {
    const drop = { drop: null };
    const closed = (...rules: [chain: string, ...expr: unknown[]][]) =>
      judged(
        ids.input,
        firewalledHost((ruleset) => {
          open('input')(ruleset);
          for (const one of rules) rule(...one)(ruleset);
        }),
      );
    const to = (kind: 'jump' | 'goto', target = 'other') => ({ [kind]: { target } });
    const accepted = 'violated: input: ipv4 and ipv6 accepted by default';
    expect(closed(['input', from('192.0.2.1'), { return: null }], ['input', drop])).toBe(accepted);
    expect(closed(['input', from('192.0.2.1'), to('goto')], ['input', drop])).toBe(accepted);
    expect(
      closed(['input', to('jump')], ['other', from('192.0.2.1'), { return: null }], ['other', drop]),
    ).toBe(accepted);
    expect(closed(['input', to('goto')], ['other', drop])).toBe('compliant');
    expect(closed(['input', to('jump')], ['other', { return: null }], ['input', drop])).toBe('compliant');
  });

  it('is not followed where chains jump to each other without end', () => {
    const said = rulesOf((ruleset) => {
      const chains = [...'abcdefghijklmnop'];
      for (const [index, chain] of ['input', ...chains].entries()) {
        for (let count = 0; count < 20; count += 1) {
          rule(chain, { jump: { target: chains[index] ?? 'p' } })(ruleset);
        }
      }
    });
    expect(said).toContain('undetermined: not understood: rule 99 of inet yosai');
  });

  it('is nothing without chains', () => {
    const none = auditedHost(
      { firewall: '{"nftables": [{"metainfo": {"version": "1.0.6"}}]}', oldFirewallTables: '' },
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
      firewalledHost(({ nftables }) => {
        for (const item of nftables)
          if (item['chain']?.name === 'input') Object.assign(item['chain'], { family: 'ip' });
      }),
    );
    expect(only).toBe('violated: input: ipv6 accepted by default');
  });
});

it('names every hook in the baseline', () => {
  const hooks = hostBaseline.hostAreas['host-firewall']?.requirements.flatMap(
    ({ state }) => state?.only ?? [],
  );
  expect(hooks).toEqual(['input', 'output', 'forward']);
});
