import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { loadCatalogue } from '../../lib/cli/catalogue';
import { repositoryRoot } from '../support/repository-copy';
import { expectValue } from '../support/results';

test.each([
  ['the project whose own it is', '.', true],
  ['a project of a fleet, from the folder above', 'stacks/tenant', false],
])('the catalogue is found for %s', (_, folder, isOwn) => {
  const catalogue = expectValue(loadCatalogue(path.join(repositoryRoot, folder)));
  expect(catalogue?.isOwn).toBe(isOwn);
  expect(catalogue?.words.get('19.4')).toMatch(/tenant by tenant/);
});

test('a project of somebody else has none', () => {
  expect(expectValue(loadCatalogue(tmpdir()))).toBeUndefined();
});
