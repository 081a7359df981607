import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EngineEnd } from '../../lib/rehearsal/run-engine';
import { describeLab } from '../support/lab';
import { changesIn, RehearsedCopy } from '../support/rehearsed-copy';

const register = 'stacks/registers/tenants.yaml';

/** The steps of docs/deployment.md, one after the other. */
describeLab('a certificate of an outside issuer', () => {
  let project: RehearsedCopy;

  beforeAll(() => {
    project = new RehearsedCopy('hana');
    project.copy.change(
      'Pulumi.dev.yaml',
      'yosai:selfMadeCertificates: "true"',
      'yosai:selfMadeCertificates: "false"',
    );
    project.copy.change(register, 'state: active', 'state: suspended\n    suspendedOn: 2026-04-01');
  });
  afterAll(() => project.remove());

  async function up(): Promise<EngineEnd> {
    return (await project.rehearsal()).perform('up');
  }

  test('is not needed while the service is closed', async () => {
    const end = await up();
    expect(end.code, end.output).toBe(0);
    expect(changesIn(end).filter((line) => line.includes('ApplicationGateway'))).toEqual([]);
  });

  test('has to be there before the gateway', async () => {
    project.copy.change(
      register,
      'state: suspended\n    suspendedOn: 2026-04-01',
      'state: active\n    certificate: outside',
    );
    const end = await up();
    expect(end.code).not.toBe(0);
    expect(end.output).toMatch(/secrets\/outside-certificate' could not be found/);
  });

  test('is shown by the gateway, and what it is made of is in no state', async () => {
    const cloud = project.cloud();
    const vault = cloud.list().find(({ id }) => /\/vaults\/kv-hana-[^/]+$/.test(id));
    cloud.put(`${vault?.id}/secrets/outside-certificate`, { properties: { value: 'from outside' } });
    await cloud.close();
    const end = await up();
    expect(end.code, end.output).toBe(0);
    expect(changesIn(end).filter((line) => line.endsWith(' hana-gateway-gateway'))).toEqual([
      'created azure-native:network:ApplicationGateway hana-gateway-gateway',
    ]);
    const state = (await (await project.rehearsal()).command(['stack', 'export'])).output;
    expect(state).toContain('/secrets/outside-certificate');
    expect(state).not.toContain('from outside');
  });
});
