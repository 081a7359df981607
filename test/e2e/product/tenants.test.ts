import { execFile } from 'node:child_process';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { environmentParts, loadBaseline, loadTenants } from '../../../lib/baseline';
import { expectValue } from '../../support/results';
import { temporaryFolder } from '../../support/temporary-folder';

const root = path.resolve(__dirname, '../../..');
const run = promisify(execFile);

test('tenants that are added at the same time are all in the register, each in a slot of its own', async () => {
  const folder = temporaryFolder({ 'stacks/registers/tenants.yaml': '# Customers.\ntenants: []\n' });
  cpSync(path.join(root, 'baselines'), path.join(folder, 'baselines'), { recursive: true });
  const ids = ['sora', 'umi', 'kawa', 'yama', 'mori', 'hoshi'];
  const add = (id: string) => {
    const names = ['--name-ja', id, '--name-en', id, '--host', `${id}.example.jp`];
    const rest = ['--machines', 'app=1,db=1', '--since', '2999-04-01', '-C', folder];
    return run(process.execPath, [path.join(root, 'bin/yosai.js'), 'tenant', 'add', id, ...names, ...rest]);
  };
  await Promise.all(ids.map(add));

  const registers = path.join(folder, 'stacks/registers');
  const file = path.join(registers, 'tenants.yaml');
  const baseline = expectValue(loadBaseline(path.join(root, 'baselines'), { parts: environmentParts }));
  const { tenants } = expectValue(loadTenants(file, baseline));
  expect(tenants.map(({ id }) => id).sort()).toEqual([...ids].sort());
  expect(tenants.map(({ slot }) => slot)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(readFileSync(file, 'utf8')).toMatch(/^# Customers\.\ntenants:\n {2}- id: /);
  expect(readdirSync(registers)).toEqual(['tenants.yaml']);
});
