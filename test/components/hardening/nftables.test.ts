import { describe, expect, it } from 'vitest';
import { nftablesRules } from '../../../components/hardening/nftables';
import { repositoryBaseline } from '../support/deployment';

const rules = (role: string, baseline = repositoryBaseline()) =>
  nftablesRules({ baseline, tenantSlot: 2, role, hostName: 'minato-app-1', privateNames: [] });

/** What a chain accepts by rules of the baseline. */
const accepted = (text: string, chain: string) =>
  (text.split(`chain ${chain} {`)[1]?.split('\n  }')[0] ?? '')
    .split('\n')
    .filter((line) => line.includes('comment'))
    .map((line) => line.trim());

describe('nftablesRules', () => {
  it.each(['input', 'forward', 'output'])('drops by default: %s', (chain) => {
    expect(rules('app')).toContain(`hook ${chain} priority filter; policy drop;`);
  });

  it.each([
    [
      'app',
      [
        'ip saddr { 10.64.8.0/24 } tcp dport { 443 } accept comment "gateway-to-app-tcp-in"',
        'ip saddr { 10.32.0.64/26 } tcp dport { 22 } accept comment "bastion-to-machines-tcp-in"',
        'ip saddr { 10.32.0.128/26 } tcp dport { 22 } accept comment "audit-to-machines-tcp-in"',
      ],
    ],
    [
      'db',
      [
        'ip saddr { 10.64.9.0/24 } tcp dport { 5432 } accept comment "app-to-data-tcp-in"',
        'ip saddr { 10.32.0.64/26 } tcp dport { 22 } accept comment "bastion-to-machines-tcp-in"',
        'ip saddr { 10.32.0.128/26 } tcp dport { 22 } accept comment "audit-to-machines-tcp-in"',
      ],
    ],
  ])('admits into %s what its subnet admits and nothing else', (role, lines) => {
    expect(accepted(rules(role), 'input')).toEqual(lines);
  });

  it('lets out of app what its subnet lets out', () => {
    expect(accepted(rules('app'), 'output')).toEqual([
      'ip daddr { 10.64.10.0/24 } tcp dport { 5432 } accept comment "app-to-data-tcp-out"',
      'ip daddr { 10.64.11.0/24 } tcp dport { 443 } accept comment "app-to-endpoints-tcp-out"',
      'ip daddr { 10.32.0.0/26 } udp dport { 53 } accept comment "app-to-dns-udp-out"',
      'ip daddr { 10.32.0.0/26 } tcp dport { 53 } accept comment "app-to-dns-tcp-out"',
      'tcp dport { 443, 80 } accept comment "app-outbound-tcp-out"',
      'udp dport { 123 } accept comment "app-outbound-udp-out"',
      'ip daddr { 10.32.1.0/26 } tcp dport { 443 } accept comment "app-to-monitor-tcp-out"',
    ]);
  });

  it('keeps the guest agent’s address for root', () => {
    expect(rules('app')).toContain('ip daddr 168.63.129.16 tcp dport { 80, 32526 } meta skuid 0 accept');
  });

  it('writes a flow of every protocol and port for both', () => {
    const baseline = repositoryBaseline();
    baseline.network.flows.push({ id: 'all', from: 'gateway', to: 'app', services: ['any'] });
    expect(accepted(rules('app', baseline), 'input').slice(-2)).toEqual([
      'ip saddr { 10.64.8.0/24 } meta l4proto tcp accept comment "all-any-in"',
      'ip saddr { 10.64.8.0/24 } meta l4proto udp accept comment "all-any-in"',
    ]);
  });

  it('refuses a flow from a service tag, whose addresses a host does not know', () => {
    const baseline = repositoryBaseline();
    baseline.network.flows.push({ id: 'cloud', from: 'AzureCloud', to: 'app', services: ['https'] });
    expect(() => rules('app', baseline)).toThrow(
      'rule cloud-tcp-in names the service tag AzureCloud, which a host firewall cannot know',
    );
  });

  it('refuses a role that the baseline does not have', () => {
    expect(() => rules('cache')).toThrow('the baseline has no machine role cache');
  });
});
