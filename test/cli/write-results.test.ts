import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ownRights, writeResults } from '../../lib/cli/write-results';
import { temporaryFolder } from '../support/temporary-folder';

/** A folder that another run makes in the moment before this one does. */
const raced = vi.hoisted(() => ({ folder: '' }));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const mkdirSync = (folder: string, mode?: number) => {
    if (folder === raced.folder) fs.mkdirSync(folder);
    return fs.mkdirSync(folder, mode);
  };
  return { ...fs, mkdirSync };
});

describe('writing results', () => {
  it('takes the folder that another run has just made', () => {
    const out = path.join(temporaryFolder(), 'out');
    raced.folder = out;
    onTestFinished(() => {
      raced.folder = '';
    });
    expect(writeResults(path.join(out, 'dev'), { 'plan.json': '{}' })).toBeUndefined();
    expect(readdirSync(path.join(out, 'dev'))).toEqual(['plan.json']);
  });

  it('makes the folder, replaces what is there and leaves nothing else behind', () => {
    const folder = path.join(temporaryFolder(), 'out', 'dev');
    expect(writeResults(folder, { 'plan.json': 'old', 'findings.json': 'old' })).toBeUndefined();
    expect(writeResults(folder, { 'plan.json': 'new', 'findings.json': 'new' })).toBeUndefined();
    expect(readdirSync(folder).sort()).toEqual(['findings.json', 'plan.json']);
    expect(readFileSync(path.join(folder, 'plan.json'), 'utf8')).toBe('new');
  });

  it('gives the rights that are asked for to files and to the folder that is made, not to those above', () => {
    const umask = process.umask(0o022);
    onTestFinished(() => {
      process.umask(umask);
    });
    const out = path.join(temporaryFolder(), 'out');
    const modeOf = (file: string) => statSync(path.join(out, file)).mode & 0o777;
    expect(writeResults(path.join(out, 'dev'), { 'plan.json': [Buffer.from('{}')] })).toBeUndefined();
    expect([modeOf('dev'), modeOf('dev/plan.json')]).toEqual([0o755, 0o644]);
    const files = { 'findings.json': '{}', 'plan.json': [Buffer.from('{}')] };
    expect(writeResults(path.join(out, 'audit'), files, ownRights)).toBeUndefined();
    expect(['', 'audit', 'audit/findings.json', 'audit/plan.json'].map(modeOf)).toEqual([
      0o755, 0o700, 0o600, 0o600,
    ]);
  });

  it('says what is in the way of the folder', () => {
    const folder = temporaryFolder({ out: 'a file' });
    expect(writeResults(path.join(folder, 'out'), { 'plan.json': '' })).toBe(
      `${path.join(folder, 'out')}: could not be written (ENOTDIR). Choose another folder with --out`,
    );
  });

  it('changes nothing when one of the files cannot be written', () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'plan.json'), 'old');
    const trouble = writeResults(folder, { 'plan.json': 'new', 'no/such/folder.json': 'new' });
    expect(trouble).toMatch(/could not be written \(ENOENT\)/);
    expect(readFileSync(path.join(folder, 'plan.json'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['plan.json']);
  });

  it('leaves no temporary folder when a name is taken by a folder', () => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'plan.json'));
    expect(writeResults(folder, { 'plan.json': 'new' })).toMatch(/could not be written \(EISDIR\)/);
    expect(readdirSync(folder)).toEqual(['plan.json']);
  });
});
