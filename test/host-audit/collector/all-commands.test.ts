import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { commandsFor, type FactName } from '../../../lib/host-audit/collector/all-commands';
import type { Command } from '../../../lib/host-audit/collector/command';
import { collectorScript } from '../../../lib/host-audit/collector/script';
import { auditSudoers } from '../../../lib/host-audit/collector/sudoers';
import type { Fact } from '../../../lib/host-audit/facts/fact';
import { readTranscript } from '../../../lib/host-audit/facts/frames';
import { readFacts } from '../../../lib/host-audit/facts/read-facts';
import { readers } from '../../../lib/host-audit/facts/readers';
import { hostBaseline } from '../../support/audited-host';

const commands: Record<FactName, Command> = commandsFor(hostBaseline);
const mark = '0123456789abcdefXYZ';

describe('commands', () => {
  it('have a reader each, in the same order', () => {
    expect(Object.keys(readers).sort()).toEqual(Object.keys(commands).sort());
  });

  it('are the same for the same baseline, and fit into a rule of sudo', () => {
    expect(commandsFor(hostBaseline)).toEqual(commands);
    expect(auditSudoers(commands, 'yosai-audit')).toContain('/usr/sbin/auditctl -l');
  });

  it.each(Object.entries(commands))(
    '%s is one that may run',
    (_, { run: [program, first, script], asRoot }) => {
      if (asRoot === true) expect(program).toMatch(/^\/usr\/s?bin\/(?!(ba|da)?sh$)/);
      if (program !== 'sh') return;
      expect(first).toBe('-c');
      expect(spawnSync('sh', ['-n'], { input: script }).status).toBe(0);
    },
  );

  it('bring what every Linux machine knows', () => {
    const known = [
      'clock',
      'kernelCommandLine',
      'kernelTaint',
      'mounts',
      'release',
      'runningKernel',
    ] as const;
    const some = Object.fromEntries(known.map((name) => [name, commands[name]]));
    const { stdout } = spawnSync('sh', ['-s'], { input: collectorScript(some, mark) });
    const facts: Record<string, Fact<unknown>> = readFacts(readTranscript(stdout, mark), commands);
    for (const name of known) expect(facts[name], name).toHaveProperty('value');
  });
});
