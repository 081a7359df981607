import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDeletions } from '../../lib/lifecycle/deletion-times';
import { Evidence, whyNotEvidenceOf } from '../../lib/rehearsal/evidence';
import { expectValue } from '../support/results';
import { temporaryFolder } from '../support/temporary-folder';

const owner = { project: 'shop', stack: 'dev' };
const dayMs = 24 * 60 * 60 * 1000;
const deleted = (timestamp: number, urn: string) =>
  JSON.stringify({ sequence: 1, timestamp, resOutputsEvent: { metadata: { op: 'delete', urn } } });

/** Events as the engine leaves them behind. */
function log(evidence: Evidence, text: string): void {
  const [, file] = evidence.logged;
  writeFileSync(file ?? '', text);
  evidence.takeEvents();
  expect(existsSync(file ?? '')).toBe(false);
}

describe('the evidence of a rehearsed deletion', () => {
  it('has the events of all runs, on the rehearsed day, and says what it is', () => {
    const evidence = new Evidence(path.join(temporaryFolder(), 'a/b'), 3 * dayMs, owner);
    log(evidence, `${deleted(1, 'one')}\n`);
    log(evidence, `${deleted(2, 'two')}\n`);
    expect(expectValue(readDeletions('e', readFileSync(evidence.events, 'utf8')))).toEqual({
      times: new Map([
        ['one', 3 * dayMs + 1000],
        ['two', 3 * dayMs + 2000],
      ]),
      rehearsed: true,
    });
  });

  it('is in a folder that nobody else can look into', () => {
    const { folder } = new Evidence(path.join(temporaryFolder(), 'a/b'), 0, owner);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('is of one stack', () => {
    const { folder } = new Evidence(temporaryFolder(), 0, owner);
    expect(whyNotEvidenceOf(folder, owner)).toBeUndefined();
    expect(whyNotEvidenceOf(folder, { ...owner, stack: 'aoba' })).toBe(
      'holds the evidence of stack dev of project shop, expected that of stack aoba of project shop',
    );
    writeFileSync(path.join(folder, 'of.json'), '{');
    expect(whyNotEvidenceOf(folder, owner)).toBe('of.json does not tell whose evidence it is');
    expect(whyNotEvidenceOf(path.join(folder, 'not/there'), owner)).toBeUndefined();
    expect(whyNotEvidenceOf(temporaryFolder({ 'before.json': '{}' }), owner)).toBe(
      'holds evidence and no of.json that tells of which stack',
    );
  });

  it('leaves out the line that an engine could not write to its end', () => {
    const evidence = new Evidence(temporaryFolder(), 0, owner);
    log(evidence, `${deleted(1, 'one')}\n${deleted(2, 'two').slice(0, 40)}`);
    log(evidence, `${deleted(3, 'three')}\n`);
    const { times } = expectValue(readDeletions('e', readFileSync(evidence.events, 'utf8')));
    expect([...times.keys()]).toEqual(['one', 'three']);
  });

  it('keeps the stack before the first run only', () => {
    const evidence = new Evidence(temporaryFolder(), 0, owner);
    expect(evidence.isBegun).toBe(false);
    writeFileSync(evidence.exported, '{}');
    evidence.takeExport(evidence.before);
    expect(evidence.isBegun).toBe(true);
    expect(readFileSync(evidence.before, 'utf8')).toBe('{}');
  });
});
