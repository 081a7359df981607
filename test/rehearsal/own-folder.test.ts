import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { forgetRehearsal, makeOwnFolder, whyNotOwn } from '../../lib/rehearsal/own-folder';
import { temporaryFolder } from '../support/temporary-folder';

test('a folder that a rehearsal made is used again, and deleted with all that is in it', () => {
  const folder = path.join(temporaryFolder(), 'new/folder');
  expect(whyNotOwn(folder)).toBeUndefined();
  makeOwnFolder(folder);
  mkdirSync(path.join(folder, 'state'));
  expect(whyNotOwn(folder)).toBeUndefined();
  forgetRehearsal(folder);
  expect(existsSync(folder)).toBe(false);
});

test('an empty folder may become one', () => {
  expect(whyNotOwn(temporaryFolder())).toBeUndefined();
});

test('nothing that somebody else made is used or deleted', () => {
  const folder = temporaryFolder();
  const file = path.join(folder, 'thesis.txt');
  writeFileSync(file, 'years');
  expect(whyNotOwn(folder)).toMatch(/^holds thesis\.txt, and no rehearsal made it/);
  forgetRehearsal(folder);
  expect(readFileSync(file, 'utf8')).toBe('years');
  expect(whyNotOwn(file)).toBe('cannot be read as a folder (ENOTDIR)');
});
