import { describe, expect, it } from 'vitest';
import { exampleEnvironment } from './support/environment';
import { planOf } from './support/plan';

describe('a tenant whose service is closed', async () => {
  const open = await planOf(() => exampleEnvironment());
  const closed = await planOf(() => exampleEnvironment({}, false));
  const names = ({ resources }: typeof open) => resources.map(({ type, name }) => `${type} ${name}`);

  it('has lost its gateway and what only that needed, and nothing else', () => {
    const kept = new Set(names(closed));
    const lost = names(open).filter((name) => !kept.has(name));
    expect(lost.sort()).toEqual([
      'azure-native:monitor:DiagnosticSetting aoba-diagnostics-gateway',
      'azure-native:monitor:MetricAlert aoba-alerts-gateway-health',
      'azure-native:network:ApplicationGateway aoba-gateway-gateway',
      'azure-native:network:WebApplicationFirewallPolicy aoba-gateway-web-firewall',
    ]);
    expect(names(closed).length).toBe(names(open).length - lost.length);
  });

  it('keeps its public address, which nothing holds but its log', () => {
    const address = closed.one('azure-native:network:PublicIPAddress', 'aoba-gateway-address');
    expect(address.inputs).toEqual(
      open.one('azure-native:network:PublicIPAddress', 'aoba-gateway-address').inputs,
    );
    const holders = closed.resources.filter(
      ({ type, inputs }) =>
        !['azure-native:network:PublicIPAddress', 'azure-native:monitor:DiagnosticSetting'].includes(type) &&
        /publicIP/i.test(JSON.stringify(inputs)),
    );
    expect(holders).toEqual([]);
  });

  it('guards its data as before', () => {
    const guarded = ({ resources }: typeof open) =>
      resources.filter(({ protect }) => protect).map(({ name }) => name);
    expect(guarded(closed)).toEqual(guarded(open));
    expect(guarded(closed).length).toBeGreaterThan(3);
  });
});
