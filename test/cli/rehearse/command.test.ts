import { writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { createColors } from 'picocolors';
import { describe, expect, it } from 'vitest';
import { rehearseCommand, summaryOf } from '../../../lib/cli/rehearse/command';
import { repositoryRoot } from '../../support/repository-copy';
import { temporaryFolder } from '../../support/temporary-folder';

describe('what a rehearsal tells of a step', () => {
  it.each([
    [
      'the last count of the engine',
      'Resources:\n    + 3 to create\n\nUpdating\n\nResources:\n    + 2 created\n    1 unchanged\n\nDuration: 1s',
      '+ 2 created, 1 unchanged',
    ],
    ['that there was nothing to do', 'No resources to destroy', 'nothing to do'],
  ])('is %s', (_, output, summary) => {
    expect(summaryOf(`\n${output}`)).toBe(summary);
  });
});

describe('a rehearsal in a folder that is taken', () => {
  it.each([
    ['a process', JSON.stringify({ pid: 1, hostname: hostname() }), `process 1 on ${hostname()}`],
    ['nobody knows whom', '', 'another run'],
  ])('says what to do when %s has it', async (_, text, who) => {
    const cwd = repositoryRoot;
    const state = path.join(temporaryFolder(), 'state');
    writeFileSync(`${state}.lock`, text);
    let errors = '';
    const terminal = {
      write() {},
      writeError: (line: string) => {
        errors += line;
      },
      progress() {},
      colors: createColors(false),
      width: 100,
    };
    const options = {
      stack: 'dev',
      cwd,
      policyPack: [],
      policyPackConfig: [],
      config: [],
      engineLog: false,
      verbose: false,
      quiet: true,
    };
    const code = await rehearseCommand('up', { ...options, state }, terminal);
    expect(code, errors).toBe(3);
    expect(errors).toContain(
      `${state}: ${who} rehearses here. Wait until it has ended, or give this run its own folder with --state; when there is none, remove ${state}.lock`,
    );
  });
});
