import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  loadBaseline,
  type NetworkBaseline,
  type NetworkKind,
  openPorts,
  type SecurityRule,
  type SubnetPlace,
  securityRules,
  subnetRanges,
} from '../../lib/baseline';
import { overlaps, parseRange } from '../../lib/baseline/ipv4';
import { facingPorts, facingRoles } from '../../lib/baseline/network-rules';
import { expectValue } from '../support/results';

const { network } = expectValue(
  loadBaseline(join(__dirname, '..', '..', 'baselines'), { parts: ['network'] }),
);
const operators = ['203.0.113.0/28', '198.51.100.7/32'];

function rulesOf(kind: NetworkKind, role: string, slot?: number): string[] {
  const place: SubnetPlace = { kind, role, operators, ...(slot === undefined ? {} : { slot }) };
  return securityRules(network, place).map(line);
}

function line(rule: SecurityRule): string {
  const from = rule.sources.join(',');
  const to = rule.destinations.join(',');
  return `${rule.direction} ${rule.priority} ${rule.access} ${rule.name} ${rule.protocol} ${from} > ${to} ${rule.ports.join(',')}`;
}

describe('the rules of a network security group', () => {
  it('of the app subnet of slot 1', () => {
    expect(rulesOf('tenant', 'app', 1)).toEqual([
      'Inbound 100 Allow gateway-to-app-tcp-in Tcp 10.64.4.0/24 > 10.64.5.0/24 443',
      'Inbound 110 Allow bastion-to-machines-tcp-in Tcp 10.32.0.64/26 > 10.64.5.0/24 22',
      'Inbound 120 Allow audit-to-machines-tcp-in Tcp 10.32.0.128/26 > 10.64.5.0/24 22',
      'Inbound 4096 Deny deny-all-in * * > * *',
      'Outbound 100 Allow app-to-data-tcp-out Tcp 10.64.5.0/24 > 10.64.6.0/24 5432',
      'Outbound 110 Allow app-to-endpoints-tcp-out Tcp 10.64.5.0/24 > 10.64.7.0/24 443',
      'Outbound 120 Allow app-to-dns-udp-out Udp 10.64.5.0/24 > 10.32.0.0/26 53',
      'Outbound 130 Allow app-to-dns-tcp-out Tcp 10.64.5.0/24 > 10.32.0.0/26 53',
      'Outbound 140 Allow app-outbound-tcp-out Tcp 10.64.5.0/24 > Internet 443,80',
      'Outbound 150 Allow app-outbound-udp-out Udp 10.64.5.0/24 > Internet 123',
      'Outbound 160 Allow app-to-monitor-tcp-out Tcp 10.64.5.0/24 > 10.32.1.0/26 443',
      'Outbound 4096 Deny deny-all-out * * > * *',
    ]);
  });

  it('of the gateway subnet: the Internet, but no private network', () => {
    expect(rulesOf('tenant', 'gateway', 0)).toEqual([
      'Inbound 100 Allow clients-to-gateway-tcp-in Tcp Internet > 10.64.0.0/24 443,80',
      'Inbound 110 Allow gateway-management-tcp-in Tcp GatewayManager > 10.64.0.0/24 65200-65535',
      'Inbound 120 Allow gateway-probes-any-in * AzureLoadBalancer > 10.64.0.0/24 *',
      'Inbound 4096 Deny deny-all-in * * > * *',
      'Outbound 100 Allow gateway-to-app-tcp-out Tcp 10.64.0.0/24 > 10.64.1.0/24 443',
      'Outbound 110 Allow gateway-to-endpoints-tcp-out Tcp 10.64.0.0/24 > 10.64.3.0/24 443',
      'Outbound 120 Allow internet-any-out * 10.64.0.0/24 > Internet *',
      'Outbound 4096 Deny deny-virtual-network-out * * > VirtualNetwork *',
    ]);
  });

  it('of the bastion: operators in, every tenant out', () => {
    expect(rulesOf('hub', 'bastion')).toEqual([
      'Inbound 100 Allow operators-to-bastion-tcp-in Tcp 203.0.113.0/28,198.51.100.7/32 > 10.32.0.64/26 443',
      'Inbound 110 Allow bastion-management-tcp-in Tcp GatewayManager > 10.32.0.64/26 443',
      'Inbound 120 Allow bastion-probes-tcp-in Tcp AzureLoadBalancer > 10.32.0.64/26 443',
      'Inbound 130 Allow bastion-data-plane-any-in * 10.32.0.64/26 > 10.32.0.64/26 8080,5701',
      'Inbound 4096 Deny deny-all-in * * > * *',
      'Outbound 100 Allow bastion-to-machines-tcp-out Tcp 10.32.0.64/26 > 10.64.0.0/10 22',
      'Outbound 110 Allow bastion-data-plane-any-out * 10.32.0.64/26 > 10.32.0.64/26 8080,5701',
      'Outbound 120 Allow bastion-to-azure-tcp-out Tcp 10.32.0.64/26 > AzureCloud 443',
      'Outbound 130 Allow bastion-sessions-tcp-out Tcp 10.32.0.64/26 > Internet 80',
      'Outbound 4096 Deny deny-all-out * * > * *',
    ]);
  });

  it('without operators admit nobody in their place', () => {
    const rules = securityRules(network, { kind: 'hub', role: 'bastion', operators: [] });
    expect(rules.map(({ name }) => name)).not.toContain('operators-to-bastion-tcp-in');
    expect(rules.flatMap(({ access, sources }) => (access === 'Allow' ? sources : []))).not.toContain('*');
  });

  it('of a subnet without a group are none', () => {
    expect(rulesOf('hub', 'firewall')).toEqual([]);
  });

  it('of a subnet or slot that does not exist cannot be asked for', () => {
    expect(() => rulesOf('hub', 'app')).toThrow('the hub network has no subnet of role app');
    expect(() => rulesOf('tenant', 'app')).toThrow(/slot \(none\) is not in the address plan/);
  });
});

describe('the ports of a machine role', () => {
  it('are those of the flows that lead to its subnet', () => {
    expect(openPorts(network, 'app')).toEqual([
      { service: 'https', protocol: 'Tcp', ports: ['443'] },
      { service: 'ssh', protocol: 'Tcp', ports: ['22'] },
    ]);
    expect(openPorts(network, 'db')).toEqual([
      { service: 'postgresql', protocol: 'Tcp', ports: ['5432'] },
      { service: 'ssh', protocol: 'Tcp', ports: ['22'] },
    ]);
  });

  it('follow the baseline', () => {
    const flows = network.flows.map((flow) =>
      flow.id === 'gateway-to-app' ? { ...flow, services: ['http', 'https'] } : flow,
    );
    expect(openPorts({ ...network, flows }, 'app').map(({ service }) => service)).toEqual([
      'http',
      'https',
      'ssh',
    ]);
  });

  it.each(['web', 'constructor'])('of role %s cannot be asked for', (role) => {
    expect(() => openPorts(network, role)).toThrow(`the baseline has no machine role ${role}`);
  });
});

describe('for every subnet and any flows', () => {
  const places = (['tenant', 'hub', 'corporate'] as const).flatMap((kind) =>
    network.subnets[kind].filter(({ nsg }) => nsg).map(({ role }) => ({ kind, role })),
  );
  const roles = [...network.subnets.tenant, ...network.subnets.hub].map(({ role }) => role);
  const peers = fc.oneof(
    fc.constantFrom(...network.serviceTags, 'tenants', 'operators'),
    fc.uniqueArray(fc.constantFrom(...roles), { minLength: 1, maxLength: 3 }),
  );
  const services = fc.uniqueArray(fc.constantFrom(...Object.keys(network.services)), {
    minLength: 1,
    maxLength: 4,
  });
  const flows = fc
    .array(fc.record({ from: peers, to: peers, services }), { maxLength: 100 })
    .map((list) => list.map((flow, index) => ({ id: `flow-${index}`, ...flow })));
  const place = fc.record({ where: fc.constantFrom(...places), slot: fc.nat(4095) });

  function check(
    flowsOfRun: NetworkBaseline['flows'],
    { where, slot }: { where: (typeof places)[number]; slot: number },
  ) {
    const changed = { ...network, flows: flowsOfRun };
    const rules = securityRules(changed, { ...where, slot, operators });
    return { changed, own: subnetRanges(network, where.kind, slot).get(where.role) ?? '', rules };
  }

  it('the last rule of each direction denies, and every priority and name is one’s own', () => {
    fc.assert(
      fc.property(flows, place, (list, at) => {
        const { rules } = check(list, at);
        for (const direction of ['Inbound', 'Outbound'] as const) {
          const own = rules.filter((rule) => rule.direction === direction);
          const priorities = own.map(({ priority }) => priority);
          expect(priorities).toEqual([...new Set(priorities)].sort((a, b) => a - b));
          expect(Math.min(...priorities)).toBeGreaterThanOrEqual(100);
          expect(own.at(-1)).toMatchObject({
            access: 'Deny',
            priority: 4096,
            protocol: '*',
            ports: ['*'],
            sources: ['*'],
          });
          const gatewayOut = at.where.role === 'gateway' && direction === 'Outbound';
          expect(own.at(-1)?.destinations).toEqual([gatewayOut ? 'VirtualNetwork' : '*']);
        }
        const names = rules.map(({ name }) => name);
        expect(new Set(names).size).toBe(names.length);
        for (const name of names) expect(name).toMatch(/^[a-z0-9][a-z0-9-]{0,79}$/);
      }),
    );
  });

  it('no rule admits a port, a peer or a direction that no flow lists', () => {
    fc.assert(
      fc.property(flows, place, (list, at) => {
        const { changed, own, rules } = check(list, at);
        for (const rule of rules.filter(
          ({ access, name }) => access === 'Allow' && name !== 'internet-any-out',
        )) {
          const inbound = rule.direction === 'Inbound';
          expect(inbound ? rule.destinations : rule.sources).toEqual([own]);
          const flow = list.find(
            ({ id }) =>
              rule.name.startsWith(`${id}-`) &&
              /^(tcp|udp|any)-(in|out)$/.test(rule.name.slice(id.length + 1)),
          );
          expect([inbound ? flow?.to : flow?.from].flat()).toContain(at.where.role);
          const listed = (flow?.services ?? [])
            .map((name) => changed.services[name])
            .filter((service) => service?.protocol === rule.protocol)
            .flatMap((service) => service?.ports.map(String) ?? []);
          expect(rule.ports.length).toBeGreaterThan(0);
          for (const port of rule.ports) expect(listed).toContain(port);
          expect(rule.ports).toEqual(listed.includes('*') ? ['*'] : [...new Set(listed)]);
        }
      }),
    );
  });

  it('no tenant is admitted to another, unless a flow says tenants', () => {
    const apart = flows.map((list) => list.filter(({ from, to }) => from !== 'tenants' && to !== 'tenants'));
    const tenantPlaces = places.filter(({ kind }) => kind === 'tenant');
    const tenant = fc.record({ where: fc.constantFrom(...tenantPlaces), slot: fc.nat(4095) });
    const pool = parseRange(network.addressPlan.tenantPool);
    if (pool === undefined) throw new Error('the tenant pool is no range');
    fc.assert(
      fc.property(apart, tenant, (list, at) => {
        for (const rule of check(list, at).rules.filter(({ access }) => access === 'Allow')) {
          for (const peer of [...rule.sources, ...rule.destinations]) {
            const range = parseRange(peer);
            if (range === undefined || !overlaps(range, pool)) continue;
            expect(Math.floor((range.first - pool.first) / 1024)).toBe(at.slot);
            expect(range.prefixLength).toBeGreaterThanOrEqual(22);
          }
        }
      }),
    );
  });
});

describe('what is looked at from outside', () => {
  it('is every role of machines, and each subnet that the Internet reaches', () => {
    expect(facingRoles(network)).toEqual(['app', 'db', 'gateway']);
  });

  it('may be what a machine listens to, or what the Internet is let into', () => {
    const services = (role: string) => facingPorts(network, role).map(({ service }) => service);
    expect(services('app')).toEqual(openPorts(network, 'app').map(({ service }) => service));
    // Not what Azure's own gateway manager reaches.
    expect(services('gateway')).toEqual(['https', 'http']);
    expect(() => facingPorts(network, 'bastion')).toThrow(RangeError);
  });
});
