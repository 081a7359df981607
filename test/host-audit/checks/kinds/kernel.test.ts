import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadBaseline } from '../../../../lib/baseline';
import type { CheckedHost } from '../../../../lib/host-audit/checks/host';
import { checkKernel } from '../../../../lib/host-audit/checks/kinds/kernel';
import type { Facts } from '../../../../lib/host-audit/facts/readers';
import type { InterfaceValue } from '../../../../lib/host-audit/facts/topics/kernel';
import { expectValue } from '../../../support/results';

/** What is said of a setting of all interfaces, of which one, `eth0`, has a value of its own. */
function judged(family: 'ipv4' | 'ipv6', name: string, wanted: number, all: number, own: number) {
  const key = `net.${family}.conf.all.${name}`;
  const values: InterfaceValue[] = [
    { family, of: 'eth0', name, value: own },
    { family, of: 'eth0', name: 'another', value: 7 },
  ];
  const facts: Partial<Facts> = {
    kernelSettings: { value: { [key]: String(all) } },
    interfaceSettings: { value: values },
  };
  return checkKernel({ key, value: wanted }, { facts: facts as Facts } as CheckedHost);
}

describe('a kernel setting of all interfaces', () => {
  it.each([
    // As the kernel joins both values: family, name, wanted, of all, of eth0.
    ['ipv4', 'accept_redirects', 0, 0, 0],
    ['ipv4', 'accept_source_route', 0, 0, 1],
    ['ipv4', 'log_martians', 1, 1, 0],
    ['ipv4', 'rp_filter', 1, 1, 0],
    ['ipv6', 'accept_ra', 0, 0, 0],
  ] as const)('holds for %s %s = %d, with %d for all and %d for one', (family, name, wanted, all, own) => {
    expect(judged(family, name, wanted, all, own)).toEqual({ verdict: 'compliant' });
  });

  it.each([
    ['ipv4', 'accept_redirects', 0, 0, 1],
    ['ipv4', 'secure_redirects', 0, 0, 1],
    ['ipv4', 'send_redirects', 0, 0, 1],
    ['ipv4', 'rp_filter', 1, 1, 2],
    ['ipv6', 'accept_redirects', 0, 0, 1],
    ['ipv6', 'disable_ipv6', 1, 1, 0],
  ] as const)(
    'does not hold for %s %s = %d, with %d for all and %d for one',
    (family, name, wanted, all, own) => {
      expect(judged(family, name, wanted, all, own)).toEqual({
        verdict: 'violated',
        found: `net.${family}.conf.eth0.${name} = ${own}`,
        expected: `net.${family}.conf.all.${name} = ${wanted}`,
      });
    },
  );

  it('is undetermined when nobody knows what the interfaces have', () => {
    const key = 'net.ipv4.conf.all.rp_filter';
    const facts: Partial<Facts> = {
      kernelSettings: { value: { [key]: '1' } },
      interfaceSettings: { unknown: 'no time' },
    };
    expect(checkKernel({ key, value: 1 }, { facts: facts as Facts } as CheckedHost)).toEqual({
      verdict: 'undetermined',
      found: 'no time',
    });
  });
});

it('which a kernel lacks is good only where nothing is left to limit, and cannot be set', () => {
  const host = { facts: { kernelSettings: { value: {} } } as unknown as Facts } as CheckedHost;
  expect(checkKernel({ key: 'kernel.sysrq', value: 0, mayBeMissing: true }, host)).toEqual({
    verdict: 'compliant',
  });
  const outcome = checkKernel({ key: 'kernel.yama.ptrace_scope', value: 1 }, host);
  expect(outcome).toMatchObject({
    verdict: 'violated',
    found: 'this kernel has no kernel.yama.ptrace_scope',
    fix: expect.stringContaining('linux-image-amd64'),
  });
});

it('of IPv6 is kept by a kernel without IPv6', () => {
  const { hostAreas } = expectValue(loadBaseline(path.resolve(__dirname, '../../../../baselines')));
  const settings = Object.values(hostAreas).flatMap((area) =>
    area.requirements.flatMap(({ kernel }) => (kernel?.key.startsWith('net.ipv6.') ? [kernel] : [])),
  );
  expect(settings.length).toBeGreaterThan(0);
  const host = { facts: { kernelSettings: { value: {} } } as unknown as Facts } as CheckedHost;
  for (const setting of settings) expect(checkKernel(setting, host)).toEqual({ verdict: 'compliant' });
});
