import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { FindingsSpool } from '../../../lib/cli/audit/results';
import type { Finding } from '../../../lib/findings/finding';
import { type HostResult, noCounts, summaryOf } from '../../../lib/host-audit/audit-result';
import { temporaryFolder } from '../../support/temporary-folder';

const finding = (id: string): Finding => ({
  verdict: 'violated',
  controls: [],
  source: { kind: 'check', id },
  severity: 'high',
  enforcement: 'mandatory',
  subject: { kind: 'host', id: 'a' },
  expected: 'this',
  found: 'that',
  fix: 'Mend it.',
});

const host: HostResult = {
  name: 'a',
  address: 'a',
  role: 'app',
  status: 'audited',
  counts: noCounts,
  blocking: 1,
};

describe('the spool of findings', () => {
  it('keeps apart what two runs write into one folder, also with the same process id', () => {
    const folder = temporaryFolder();
    const runs = ['findings-1-of-2.json', 'findings-2-of-2.json'].map((name) => ({
      name,
      spool: new FindingsSpool(folder),
    }));
    for (const { name, spool } of runs) spool.add('a', [finding(name)]);
    for (const { name, spool } of runs) {
      spool.finish(summaryOf([host], {}), name);
      spool.close();
    }
    expect(readdirSync(folder).sort()).toEqual(runs.map(({ name }) => name));
    for (const { name } of runs) {
      const { findings } = JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
      expect(findings).toEqual([finding(name)]);
    }
  });
});
