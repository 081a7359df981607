import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planVersion } from '../../../lib/preview/plan';
import { readStackOutputs } from '../../../lib/preview/stack-outputs';
import {
  failFixture,
  previewFixture,
  resourceNamed,
  shortUrn,
  shortUrns,
} from '../../support/preview-fixture';
import { provenance } from '../../support/provenance';
import { expectValue } from '../../support/results';

const unknown = { 'yosai:value': 'unknown' };
const secretUnknown = { 'yosai:value': 'secretUnknown' };

describe('functions of providers', () => {
  it('are not answered, and nothing made up is computed from them', async () => {
    const { plan, messages } = await previewFixture('006-invokes');
    expect(messages).toEqual([]);
    expect(resourceNamed(plan, 'reader').inputs).toEqual({
      whole: unknown,
      property: unknown,
      deep: unknown,
      lifted: unknown,
      dependent: unknown,
      plain: unknown,
      single: unknown,
    });
    expect(plan.unansweredCalls).toEqual([
      { token: 'azure:compute/getImage:getImage', count: 1 },
      { token: 'test:index:getOne', count: 1 },
      { token: 'test:index:getThing', count: 1 },
    ]);
  });

  it('but the look-up of a resource of the same program is', async () => {
    const { plan } = await previewFixture('006-invokes');
    expect(resourceNamed(plan, 'copy').inputs).toEqual({ size: 4, of: unknown });
  });

  it('need the default provider of their package', async () => {
    const { plan } = await previewFixture('006-invokes');
    expect(shortUrns(plan)).toContain('pulumi:providers:azure::default_6_1_0');
  });
});

describe('a reference to another stack', () => {
  const known = { hubAddress: '10.0.0.4', zones: ['1', '2', '3'], subnets: { first: 'known' } };
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'stack-reference-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function planWith(outputs: object) {
    const file = path.join(folder, 'plan.json');
    writeFileSync(
      file,
      JSON.stringify({ version: planVersion, provenance, project: 'platform', stack: 'prod', outputs }),
    );
    return expectValue(readStackOutputs([file])).outputs;
  }

  it('without a plan is unknown in every output', async () => {
    const { plan } = await previewFixture('007-stack-reference');
    expect(new Set(Object.values(resourceNamed(plan, 'thing').inputs))).toEqual(new Set([unknown]));
    const reference = resourceNamed(plan, 'organization/platform/prod');
    expect(reference.operation).toBe('read');
    expect(shortUrn(reference.provider ?? '')).toBe('pulumi:providers:pulumi::default');
  });

  it('with a plan knows its outputs; one that the plan lacks is left out', async () => {
    const { plan } = await previewFixture('007-stack-reference', { stackOutputs: planWith(known) });
    expect(resourceNamed(plan, 'thing').inputs).toEqual({
      known: '10.0.0.4',
      list: 3,
      partly: { first: 'known' },
    });
  });

  it('with a plan that hides a secret is unknown, and the secret is named', async () => {
    const secret = { 'yosai:value': 'secret' };
    const outputs = { ...known, token: secret, login: { user: 'open', password: secret } };
    const { plan } = await previewFixture('007-stack-reference', { stackOutputs: planWith(outputs) });
    expect(resourceNamed(plan, 'thing').inputs['known']).toEqual(unknown);
    expect(resourceNamed(plan, 'organization/platform/prod').outputs).toMatchObject({
      outputs: { hubAddress: '10.0.0.4', token: secretUnknown },
      secretOutputNames: ['token', 'login'],
    });
  });

  it('may name the project alone, and is not answered by the plan of another stack', async () => {
    const stackOutputs = planWith(known);
    const short = await previewFixture('007-stack-reference', {
      stackOutputs,
      config: ['platform=platform/prod'],
    });
    expect(resourceNamed(short.plan, 'thing').inputs['known']).toBe('10.0.0.4');
    const config = ['platform=organization/platform/dev'];
    const other = await previewFixture('007-stack-reference', { stackOutputs, config });
    expect(resourceNamed(other.plan, 'thing').inputs['known']).toEqual(unknown);
  });

  it('fails the program that requires an output which the plan does not have', async () => {
    const failure = await failFixture('007-stack-reference', {
      stackOutputs: planWith(known),
      config: ['require=true'],
    });
    expect(failure.text).toContain(
      "Required output 'absent' does not exist on stack 'organization/platform/prod'.",
    );
  });
});

describe("a third party's program", () => {
  it('runs as it is: a TypeScript program for Azure with a static website', async () => {
    const { plan, messages } = await previewFixture('030-azure-quickstart');
    expect(messages).toEqual([]);
    expect(shortUrns(plan)).toEqual([
      'azure-native:resources:ResourceGroup::website-rg',
      'azure-native:storage:Blob::404.html',
      'azure-native:storage:Blob::index.html',
      'azure-native:storage:StorageAccount::websitesa',
      'azure-native:storage:StorageAccountStaticWebsite::website',
      'pulumi:providers:azure-native::default_3_28_0',
      'pulumi:pulumi:Stack::fixture-dev',
    ]);
    expect(resourceNamed(plan, 'default_3_28_0').inputs).toEqual({
      location: 'JapanEast',
      version: '3.28.0',
    });
    expect(resourceNamed(plan, 'websitesa').inputs).toEqual({
      resourceGroupName: unknown,
      enableHttpsTrafficOnly: true,
      kind: 'StorageV2',
      sku: { name: 'Standard_LRS' },
    });
    expect(resourceNamed(plan, 'index.html').inputs['source']).toEqual({
      'yosai:value': 'asset',
      path: './wwwroot/index.html',
    });
    expect(Object.keys(plan.outputs)).toEqual(['blobs', 'primaryStorageKey', 'staticEndpoint']);
  });

  it('may be an ECMAScript module with top-level await', async () => {
    const { plan } = await previewFixture('029-module');
    expect(resourceNamed(plan, 'thing').inputs).toEqual({ answer: 42 });
    expect(plan.outputs).toEqual({ stack: 'dev' });
  });
});
