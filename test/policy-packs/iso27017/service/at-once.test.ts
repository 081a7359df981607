import { createRequire } from 'node:module';
import { AnalyzerService } from '@pulumi/pulumi/proto/analyzer_grpc_pb';
import {
  AnalyzeRequest,
  AnalyzeResponse,
  AnalyzerResource,
  AnalyzerResourceOptions,
  AnalyzeStackRequest,
  ConfigureAnalyzerRequest,
  EnforcementLevel,
  PolicyConfig,
} from '@pulumi/pulumi/proto/analyzer_pb';
import { type JavaScriptValue, Struct } from 'google-protobuf/google/protobuf/struct_pb';
import { describe, expect, it } from 'vitest';
import { undetermined, violated } from '../../../../policy-packs/iso27017/framework/expect';
import { at } from '../../../../policy-packs/iso27017/framework/located';
import type { Rule } from '../../../../policy-packs/iso27017/framework/rule';
import { ShownResources } from '../../../../policy-packs/iso27017/framework/shown-resources';
import { toPulumi } from '../../../../policy-packs/iso27017/framework/to-pulumi';
import { AtOnce } from '../../../../policy-packs/iso27017/service/at-once';
import { access, baseline, catalogue, operators, unknown } from '../support/pack-run';

type Done = (error: Error | null, response?: unknown) => void;
type Method = (call: { request: unknown }, done: Done) => void;
type Make = (name: string, version: string, level: string, policies: readonly unknown[]) => Method;

/** What the SDK does itself; it exports that for its own tests. */
const fromSdk = createRequire(createRequire(__filename).resolve('@pulumi/policy'));
const sdk = fromSdk('./server') as { makeAnalyzeRpcFun: Make; makeAnalyzeStackRpcFun: Make };
const describer = fromSdk('./protoutil') as { makeAnalyzerInfo(...args: readonly unknown[]): unknown };

const vault = 'azure-native:keyvault:Vault';
/** Rules that say everything that a rule can say, under names that the catalogue has words for. */
const rules: Readonly<Record<string, Rule>> = {
  'key-vault-requires-rbac': {
    types: [vault],
    check: ({ properties, provider, protect }) => [
      violated(properties.key('size'), 'small', `${provider.key('location').text} ${protect}`),
    ],
  },
  'location-in-japan': { check: ({ properties }) => [undetermined(properties.key('place'), 'here')] },
  'resource-requires-scope-tags': { check: () => ({ notApplicable: 'it has no tags' }) },
  'vm-requires-trusted-launch': { types: ['azure-native:compute:VirtualMachine'], check: () => [] },
  'peering-connects-hub-only': {
    types: [vault],
    checkStack: (stack) =>
      stack.resources.flatMap((resource) =>
        at(resource, [
          violated(
            resource.properties.key('place'),
            'apart',
            stack
              .madeFrom(resource, resource.properties.key('place'))
              .map(({ name }) => name)
              .join(', '),
          ),
        ]),
      ),
  },
};

const properties = { size: 3, place: unknown };

function resource<Message extends AnalyzeRequest | AnalyzerResource>(
  message: Message,
  type: string,
  name: string,
): Message {
  message.setType(type);
  message.setName(name);
  message.setUrn(`urn:pulumi:dev::p::${type}::${name}`);
  message.setProperties(Struct.fromJavaScript(properties as Record<string, JavaScriptValue>));
  message.setOptions(new AnalyzerResourceOptions());
  return message;
}

const call = (method: unknown, request: unknown) =>
  new Promise<unknown>((resolve, reject) => {
    (method as Method)({ request }, (error, response) => (error ? reject(error) : resolve(response)));
  });

function packs(given = rules) {
  const content = { baseline, operators, access, exceptions: [], catalogue, rules: given };
  const ofSdk = toPulumi(content);
  const shown = new ShownResources();
  const ours = toPulumi(content, undefined, shown);
  const args = ['iso27017', '1.2.3', 'mandatory'] as const;
  const atOnce = new AtOnce(ours, shown, AnalyzerService as never, {
    getAnalyzerInfo: (_call, done) =>
      done(null, describer.makeAnalyzerInfo(...args, { policies: ours }, undefined) as never),
    configure: (_call, done) => done(null, {}),
    remediate: (_call, done) => done(null, {}),
  });
  return {
    atOnce,
    sdkAnalyze: sdk.makeAnalyzeRpcFun(...args, ofSdk),
    sdkAnalyzeStack: sdk.makeAnalyzeStackRpcFun(...args, ofSdk),
  };
}

/** An answer without regard to the order in which policies decline. */
function plain(answer: unknown) {
  const response =
    answer instanceof Uint8Array ? AnalyzeResponse.deserializeBinary(answer) : (answer as AnalyzeResponse);
  const { diagnosticsList, notApplicableList } = response.toObject();
  return {
    diagnosticsList,
    notApplicable: notApplicableList.map(({ policyName, reason }) => `${policyName}: ${reason}`).sort(),
  };
}

describe('the answer for all policies at once', () => {
  it.each([vault, 'azure-native:keyvault/v20230701:Vault', 'azure-native:storage:StorageAccount'])(
    'about one %s is what the SDK answers policy by policy',
    async (type) => {
      const { atOnce, sdkAnalyze } = packs();
      const request = resource(new AnalyzeRequest(), type, 'it');
      const theirs = plain(await call(sdkAnalyze, request));
      expect(plain(await call(atOnce.analyze, request.serializeBinary()))).toEqual(theirs);
      expect(theirs.notApplicable.length).toBeGreaterThan(1);
      expect(theirs.diagnosticsList.length).toBeGreaterThan(0);
    },
  );

  it('about a stack is what the SDK answers', async () => {
    const { atOnce, sdkAnalyzeStack } = packs();
    const stack = new AnalyzeStackRequest();
    stack.setResourcesList(['one', 'two'].map((name) => resource(new AnalyzerResource(), vault, name)));
    const theirs = plain(await call(sdkAnalyzeStack, stack));
    expect(plain(await call(atOnce.analyzeStack, stack.serializeBinary()))).toEqual(theirs);
    expect(theirs.diagnosticsList).toHaveLength(2);
  });

  it('follows the configuration that came last', async () => {
    const { atOnce } = packs();
    const ask = async () =>
      plain(await call(atOnce.analyze, resource(new AnalyzeRequest(), vault, 'it').serializeBinary()));
    const before = await ask();
    const configuration = new ConfigureAnalyzerRequest();
    for (const [name, level] of [
      ['key-vault-requires-rbac', EnforcementLevel.ADVISORY],
      ['location-in-japan', EnforcementLevel.DISABLED],
      ['vm-requires-trusted-launch', EnforcementLevel.DISABLED],
    ] as const) {
      const setting = new PolicyConfig();
      setting.setEnforcementlevel(level);
      setting.setProperties(new Struct());
      configuration.getPolicyconfigMap().set(name, setting);
    }
    await call(atOnce.configure, configuration);
    const after = await ask();
    expect(before.diagnosticsList.map(({ policyname }) => policyname)).toEqual([
      'key-vault-requires-rbac',
      'undetermined',
    ]);
    expect(after.diagnosticsList.map((said) => [said.policyname, said.enforcementlevel])).toEqual([
      ['key-vault-requires-rbac', EnforcementLevel.ADVISORY],
    ]);
    expect(before.notApplicable.some((text) => text.startsWith('vm-requires-trusted-launch'))).toBe(true);
    expect(after.notApplicable.some((text) => text.startsWith('vm-requires-trusted-launch'))).toBe(false);
  });

  it('names the policy that breaks', async () => {
    const broken: Rule = {
      check() {
        throw new Error('the rule is broken');
      },
    };
    const { atOnce } = packs({ 'location-in-japan': broken });
    await expect(
      call(atOnce.analyze, resource(new AnalyzeRequest(), vault, 'it').serializeBinary()),
    ).rejects.toThrow(
      /^Error validating resource with policy 'location-in-japan' from policy pack 'iso27017@v1.2.3':\nError: the rule is broken/,
    );
  });

  it('mends nothing', async () => {
    const { atOnce } = packs();
    const request = resource(new AnalyzeRequest(), vault, 'it').serializeBinary();
    expect(await call(atOnce.remediate, request)).toHaveLength(0);
  });
});
