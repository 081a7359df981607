import path from 'node:path';
import * as pulumi from '@pulumi/pulumi';
import { describe, expect, it } from 'vitest';
import { readInputs } from '../../stacks/inputs/read-inputs';
import { EditedFiles } from '../support/edited-files';

const root = path.resolve(__dirname, '../..');

const config = {
  'azure-native:subscriptionId': '00000000-0000-4000-8000-000000000001',
  'azure-native:tenantId': '00000000-0000-4000-8000-000000000002',
  'yosai:vaultItemsIssuedOn': '2026-11-01',
  'yosai:onCall': 'on-call@example.jp',
};

function inputs(change: Record<string, string> = {}, preview = true) {
  pulumi.runtime.setAllConfig({ ...config, ...change });
  pulumi.runtime.setMocks(
    {
      newResource: ({ name }) => {
        throw new Error(`no resource may come before the inputs are right, found ${name}`);
      },
      call: ({ token }) => {
        throw new Error(`inputs are files and configuration, found a call of ${token}`);
      },
    },
    'yosai',
    'dev',
    preview,
  );
  return readInputs();
}

function refusal(change: Record<string, string>, preview = true): string[] {
  try {
    inputs(change, preview);
  } catch (error) {
    expect(pulumi.RunError.isInstance(error), 'the CLI shows a RunError without a stack').toBe(true);
    return (error as Error).message.split('\n');
  }
  throw new Error('the inputs were taken');
}

describe('readInputs', () => {
  it('takes region and lifetimes from the baseline and the rest from the configuration', () => {
    const { deployment, tenants, operators, keepVersionAliases } = inputs();
    expect(deployment).toMatchObject({
      environment: 'dev',
      location: 'japaneast',
      protectData: true,
      vaultItemsExpireAt: Date.parse('2027-11-01') / 1000,
    });
    expect(tenants.map(({ tenant }) => tenant.id)).toEqual(['aoba', 'kita', 'minato']);
    expect(operators).toEqual(['203.0.113.0/28']);
    expect(keepVersionAliases).toBe(false);
  });

  it('tells mistakes of every register in one message', () => {
    const files = new EditedFiles(path.join(root, 'stacks/registers'), [
      { file: 'tenants.yaml', from: 'slot: 1\n', to: 'slot: 0\n' },
      { file: 'offices.yaml', from: 'offices:', to: 'office:' },
      { file: 'access.yaml', from: 'group: office-it', to: 'group: office-its' },
    ]);
    const [head, ...lines] = refusal({ 'yosai:registers': files.folder });
    expect(head).toBe('Nothing was built: 3 mistakes in what this stack is made from.');
    expect(lines).toEqual([
      expect.stringMatching(/offices\.yaml:\d+ office: unknown key/),
      expect.stringMatching(/tenants\.yaml:\d+ tenants\[1\]\.slot: the slot 0 is already taken/),
      expect.stringMatching(/access\.yaml:\d+ grants\[7\]\.group: there is no group "office-its"/),
    ]);
  });

  it('names files from the project’s root and takes another folder of baselines', () => {
    const files = new EditedFiles(path.join(root, 'baselines'), [
      { file: 'regions.yaml', from: 'primary: japaneast', to: 'primary: eastus' },
    ]);
    expect(refusal({ 'yosai:baselines': files.folder })[1]).toMatch(/regions\.yaml:\d+ primary: /);
    expect(refusal({ 'yosai:registers': 'stacks/none' })).toEqual([
      'Nothing was built: 3 mistakes in what this stack is made from.',
      expect.stringMatching(/^stacks\/none\/offices\.yaml: /),
      expect.stringMatching(/^stacks\/none\/tenants\.yaml: /),
      expect.stringMatching(/^stacks\/none\/access\.yaml: /),
    ]);
  });

  it('reads no file when the configuration is wrong', () => {
    expect(refusal({ 'yosai:protectData': 'maybe', 'yosai:registers': 'stacks/none' })).toEqual([
      'Nothing was built: 1 mistake in what this stack is made from.',
      "Pulumi.dev.yaml yosai:protectData: found 'maybe', expected true or false",
    ]);
  });

  it('grants what the access register grants on the day', () => {
    const granted = (day: string) => inputs({ 'yosai:asOf': day }).access.grants.length;
    expect(granted('2026-10-31')).toBe(0);
    expect(granted('2026-11-01')).toBe(8);
    expect(granted('2027-10-31')).toBe(8);
    expect(granted('2027-11-01')).toBe(0);
  });

  it('builds for another day in a preview only', () => {
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(Date.now());
    for (const day of ['2000-01-01', '2999-12-31', today]) {
      expect(inputs({ 'yosai:asOf': day }).tenants.length).toBe(3);
    }
    expect(inputs({}, false).tenants.length).toBe(3);
    expect(inputs({ 'yosai:asOf': today }, false).tenants.length).toBe(3);
    for (const day of ['2000-01-01', '2999-12-31']) {
      expect(refusal({ 'yosai:asOf': day }, false)).toEqual([
        'Nothing was built: 1 mistake in what this stack is made from.',
        `Pulumi.dev.yaml yosai:asOf: found ${day}, expected nothing or today, ${today} in Japan Standard Time: only a preview looks at another day`,
      ]);
    }
  });
});
