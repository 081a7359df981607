import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { loadBaseline } from '../../../../lib/baseline';
import { interfaceSettings as command } from '../../../../lib/host-audit/collector/commands/kernel';
import { interfaceSettings } from '../../../../lib/host-audit/facts/topics/kernel';

describe('what each network interface has', () => {
  it('is read from what the kernel of this machine tells', () => {
    const loaded = loadBaseline('baselines');
    if (!loaded.ok) throw new Error('the baselines are wrong');
    const [program, ...args] = command(loaded.value).run;
    const { stdout, status } = spawnSync(program, args, { encoding: 'utf8' });
    expect(status).toBe(0);
    const values = interfaceSettings.read(stdout);
    expect(values).toContainEqual({ family: 'ipv4', of: 'lo', name: 'rp_filter', value: expect.any(Number) });
    expect(new Set(values.map(({ of }) => of))).not.toContain('all');
  });

  it('is not understood when a line is another', () => {
    expect(() => interfaceSettings.read('/proc/sys/net/ipv4/conf/eth0/rp_filter')).toThrow(
      /expected a setting such as .*, found/,
    );
  });
});
