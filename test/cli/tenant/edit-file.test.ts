import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { editFile } from '../../../lib/cli/tenant/edit-file';
import { temporaryFolder } from '../../support/temporary-folder';

const more = (text: string) => ({ ok: true, value: { text: `${text}more\n`, value: text.length } }) as const;

function someFile(): { folder: string; file: string } {
  const folder = temporaryFolder({ 'a.yaml': 'some\n' });
  return { folder, file: path.join(folder, 'a.yaml') };
}

describe('a file is edited', () => {
  it('whole, with its mode, and nothing is left beside it', () => {
    const { folder, file } = someFile();
    chmodSync(file, 0o664);
    expect(editFile(file, more)).toEqual({ kind: 'done', value: 5 });
    expect(readFileSync(file, 'utf8')).toBe('some\nmore\n');
    expect(statSync(file).mode & 0o777).toBe(0o664);
    expect(readdirSync(folder)).toEqual(['a.yaml']);
  });

  it('where a link leads, and the link stays one', () => {
    const { folder, file } = someFile();
    const link = path.join(folder, 'link.yaml');
    symlinkSync('a.yaml', link);
    expect(editFile(link, more).kind).toBe('done');
    expect(readFileSync(file, 'utf8')).toBe('some\nmore\n');
    expect(readdirSync(folder).sort()).toEqual(['a.yaml', 'link.yaml']);
  });

  it('not in a dry run, which needs no lock either', () => {
    const { folder, file } = someFile();
    writeFileSync(`${file}.lock`, '1\n');
    expect(editFile(file, more, { write: false })).toEqual({ kind: 'done', value: 5 });
    expect(readFileSync(file, 'utf8')).toBe('some\n');
    expect(readdirSync(folder).sort()).toEqual(['a.yaml', 'a.yaml.lock']);
  });

  it('not when the edit is refused', () => {
    const { folder, file } = someFile();
    const mistakes = [{ file, text: 'no' }];
    expect(editFile(file, () => ({ ok: false, mistakes }))).toEqual({ kind: 'refused', mistakes });
    expect(readdirSync(folder)).toEqual(['a.yaml']);
  });

  it('not over what somebody else wrote meanwhile', () => {
    const { folder, file } = someFile();
    const outcome = editFile(file, (text) => {
      writeFileSync(file, 'theirs\n');
      return more(text);
    });
    expect(outcome).toEqual({
      kind: 'failed',
      text: `${file}: was changed by somebody else meanwhile. Try again`,
    });
    expect(readFileSync(file, 'utf8')).toBe('theirs\n');
    expect(readdirSync(folder)).toEqual(['a.yaml']);
  });

  it('not while another edit is under way, whose lock stays', () => {
    const { file } = someFile();
    writeFileSync(`${file}.lock`, '1\n');
    expect(editFile(file, more, { patienceMs: 60 })).toEqual({
      kind: 'failed',
      text: `${file}.lock: another edit is under way. Try again; when there is none, remove that file`,
    });
    expect(existsSync(`${file}.lock`)).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe('some\n');
  });

  it('not when it is not text', () => {
    const { file } = someFile();
    writeFileSync(file, Buffer.from([0x61, 0xff]));
    expect(editFile(file, more)).toEqual({ kind: 'failed', text: `${file}: is not UTF-8 text` });
  });

  it('not when it is not there', () => {
    const { folder } = someFile();
    const file = path.join(folder, 'b.yaml');
    expect(editFile(file, more)).toEqual({ kind: 'failed', text: `${file}: could not be written (ENOENT)` });
  });
});
