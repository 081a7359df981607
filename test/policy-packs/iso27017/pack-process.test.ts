import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as grpc from '@grpc/grpc-js';
import { AnalyzerClient } from '@pulumi/pulumi/proto/analyzer_grpc_pb';
import * as messages from '@pulumi/pulumi/proto/analyzer_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { Struct } from 'google-protobuf/google/protobuf/struct_pb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseLine } from '../../../lib/findings/parse-line';
import { catalogue, lineOf, unknown } from './support/pack-run';

const root = path.resolve(__dirname, '../../..');
const pack = path.join(root, 'policy-packs/iso27017');
const launcher = createRequire(__filename).resolve('@pulumi/pulumi/cmd/run-policy-pack');
const startLimitMs = 30_000;

interface Started {
  readonly process: ChildProcess;
  /** The port, or what was printed before the process ended. */
  readonly port?: string;
  readonly printed: string;
}

/** Starts a pack as the official language host does: in its folder, with the engine's address and the folder. */
async function start(folder: string): Promise<Started> {
  const child = spawn(process.execPath, [launcher, '127.0.0.1:1', folder], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stderr.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  return new Promise((resolve) => {
    child.stdout.once('data', (chunk: Buffer) =>
      resolve({ process: child, port: chunk.toString().trim(), printed }),
    );
    child.once('close', () => resolve({ process: child, printed }));
  });
}

type Done<T> = (error: grpc.ServiceError | null, response: T) => void;
const call = <T>(send: (done: Done<T>) => unknown) =>
  new Promise<T>((resolve, reject) => {
    send((error, response) => (error ? reject(error) : resolve(response)));
  });

function resource(type: string, name: string, properties: Record<string, unknown>) {
  return { type, name, urn: `urn:pulumi:dev::yosai::${type}::${name}`, properties };
}

describe('the pack as a process', () => {
  let started: Started;
  let client: AnalyzerClient;
  const work = mkdtempSync(path.join(tmpdir(), 'yosai-pack-'));

  beforeAll(async () => {
    execFileSync(process.execPath, [path.join(root, 'scripts/build-pack.mjs')]);
    started = await start(pack);
    client = new AnalyzerClient(`127.0.0.1:${started.port}`, grpc.credentials.createInsecure());
  }, startLimitMs);

  afterAll(() => {
    client?.close();
    started?.process.kill();
    rmSync(work, { recursive: true, force: true });
  });

  const configure = (settings: Readonly<Record<string, messages.EnforcementLevel>>) => {
    const request = new messages.ConfigureAnalyzerRequest();
    for (const [name, level] of Object.entries(settings)) {
      const config = new messages.PolicyConfig();
      config.setEnforcementlevel(level);
      config.setProperties(Struct.fromJavaScript({}));
      request.getPolicyconfigMap().set(name, config);
    }
    return call((done) => client.configure(request, done));
  };

  const analyze = (given: ReturnType<typeof resource>) => {
    const request = new messages.AnalyzeRequest();
    request.setType(given.type);
    request.setName(given.name);
    request.setUrn(given.urn);
    request.setProperties(
      Struct.fromJavaScript(given.properties as Parameters<typeof Struct.fromJavaScript>[0]),
    );
    request.setOptions(new messages.AnalyzerResourceOptions());
    const provider = new messages.AnalyzerProviderResource();
    provider.setProperties(Struct.fromJavaScript({ tenantId: directoryId }));
    request.setProvider(provider);
    return call<messages.AnalyzeResponse>((done) => client.analyze(request, done));
  };

  const directoryId = '00000000-0000-4000-8000-000000000002';
  const vault = resource('azure-native:keyvault:Vault', 'aoba-vault', {
    location: unknown,
    properties: {
      tenantId: directoryId,
      enablePurgeProtection: true,
      enableRbacAuthorization: false,
      publicNetworkAccess: 'Disabled',
    },
    tags: {
      'yosai-scope': 'cloud-service',
      'yosai-environment': 'dev',
      'yosai-owner': 'customer',
      'yosai-classification': 'secret',
    },
  });

  it('says what it checks, the policy about what is undetermined last', async () => {
    const info = await call<messages.AnalyzerInfo>((done) => client.getAnalyzerInfo(new Empty(), done));
    const policies = info.getPoliciesList();
    expect(info.getName()).toBe('iso27017');
    expect(policies.map((policy) => policy.getName())).toEqual([
      ...Object.keys(catalogue).sort(),
      'exceptions',
      'undetermined',
    ]);
    const peering = policies.find((policy) => policy.getName() === 'peering-connects-hub-only');
    expect(peering?.getPolicyType()).toBe(messages.PolicyType.POLICY_TYPE_STACK);
    expect(peering?.getSeverity()).toBe(messages.PolicySeverity.POLICY_SEVERITY_CRITICAL);
    expect(peering?.getRemediationSteps()).toBe(catalogue['peering-connects-hub-only']?.fix);
    expect(peering?.getFramework()?.getName()).toBe('ISO/IEC 27017');
    const schema = peering?.getConfigschema()?.getProperties()?.toJavaScript();
    expect(schema).toHaveProperty('hubNetworks.items.pattern');
  });

  it('judges one resource: a violation, and what is not known yet, each with its own level', async () => {
    await configure({});
    const response = await analyze(vault);
    const said = response.getDiagnosticsList().map((diagnostic) => ({
      policy: diagnostic.getPolicyname(),
      level: diagnostic.getEnforcementlevel(),
      line: diagnostic.getMessage().split('\n').at(-1),
    }));
    expect(said).toEqual([
      {
        policy: 'key-vault-requires-rbac',
        level: messages.EnforcementLevel.MANDATORY,
        line: lineOf(
          'key-vault-requires-rbac',
          'aoba-vault: properties.enableRbacAuthorization must be true, found false',
        ),
      },
      {
        policy: 'undetermined',
        level: messages.EnforcementLevel.ADVISORY,
        line: lineOf(
          'location-in-japan',
          'aoba-vault: location is not known before deployment, must be japaneast or japanwest',
        ),
      },
    ]);
    const messagesOf = response.getDiagnosticsList().map((diagnostic) => parseLine(diagnostic.getMessage()));
    expect(messagesOf[0]).toMatchObject({ verdict: 'violated', policy: 'key-vault-requires-rbac' });
    expect(messagesOf[1]).toMatchObject({ verdict: 'undetermined', policy: 'location-in-japan' });
  });

  it('says of policies for other types that they are not applicable', async () => {
    const response = await analyze(vault);
    const reasons = new Map(
      response.getNotApplicableList().map((entry) => [entry.getPolicyName(), entry.getReason()]),
    );
    expect(reasons.get('vm-requires-trusted-launch')).toBe(
      'the policy is for azure-native:compute:VirtualMachine, azure-native:compute:VirtualMachineScaleSet',
    );
    expect(reasons.has('key-vault-requires-rbac')).toBe(false);
  });

  it('blocks on what is undetermined when the configuration says so', async () => {
    await configure({ undetermined: messages.EnforcementLevel.MANDATORY });
    const diagnostics = (await analyze(vault)).getDiagnosticsList();
    expect(diagnostics.map((diagnostic) => diagnostic.getEnforcementlevel())).toEqual([
      messages.EnforcementLevel.MANDATORY,
      messages.EnforcementLevel.MANDATORY,
    ]);
  });

  it('keeps silent about a disabled policy, also about what it could not have determined', async () => {
    await configure({ 'location-in-japan': messages.EnforcementLevel.DISABLED });
    const policies = (await analyze(vault))
      .getDiagnosticsList()
      .map((diagnostic) => diagnostic.getPolicyname());
    expect(policies).toEqual(['key-vault-requires-rbac']);
  });

  it('refuses a configuration with all that is wrong with it, in words, and goes on with the one before', async () => {
    const request = new messages.ConfigureAnalyzerRequest();
    const properties = { asOf: '2026-02-30', register: [], regster: [] };
    const config = new messages.PolicyConfig();
    config.setProperties(Struct.fromJavaScript(properties));
    request.getPolicyconfigMap().set('exceptions', config);
    const refusal = await call((done) => client.configure(request, done)).catch(
      (error: grpc.ServiceError) => error,
    );
    expect((refusal as grpc.ServiceError).details.split('\n')).toEqual([
      'the configuration of the pack is wrong',
      'exceptions.regster: the policy has no such property, only asOf, register, enforcementLevel; did you mean `register`?',
      'exceptions.asOf: "2026-02-30" is not a day of the calendar, such as 2027-01-15',
    ]);
    await configure({});
    expect((await analyze(vault)).getDiagnosticsList()).toHaveLength(2);
  });

  it('reports an excused violation by the policy about exceptions, advisory', async () => {
    const request = new messages.ConfigureAnalyzerRequest();
    const config = new messages.PolicyConfig();
    config.setEnforcementlevel(messages.EnforcementLevel.ADVISORY);
    const exception = {
      policy: 'key-vault-requires-rbac',
      subject: { stack: 'dev', type: vault.type, name: 'aoba-vault' },
      reason: 'The old client is replaced in January.',
      requestedBy: 'operations@example.jp',
      approvedBy: 'security@example.jp',
      validFrom: '2026-11-01',
      validUntil: '2026-12-31',
    };
    config.setProperties(Struct.fromJavaScript({ asOf: '2026-11-15', register: [exception] }));
    request.getPolicyconfigMap().set('exceptions', config);
    await call((done) => client.configure(request, done));
    const said = (await analyze(vault)).getDiagnosticsList().map((diagnostic) => ({
      policy: diagnostic.getPolicyname(),
      level: diagnostic.getEnforcementlevel(),
      exception: parseLine(diagnostic.getMessage())?.exception?.until,
    }));
    const level = messages.EnforcementLevel.ADVISORY;
    expect(said).toEqual([
      { policy: 'exceptions', level, exception: '2026-12-31' },
      { policy: 'undetermined', level, exception: undefined },
    ]);
    await configure({});
  });

  it('keeps resources apart that are judged at the same time', async () => {
    await configure({});
    const names = Array.from({ length: 20 }, (_, index) => `vault-${index}`);
    const answers = await Promise.all(
      names.map((name) => analyze({ ...vault, ...resource(vault.type, name, vault.properties) })),
    );
    for (const [index, answer] of answers.entries()) {
      const subjects = answer
        .getDiagnosticsList()
        .map((diagnostic) => parseLine(diagnostic.getMessage())?.subject);
      expect(subjects).toEqual([`vault-${index}`, `vault-${index}`]);
    }
  });

  it('judges a stack by the inputs that it was shown', async () => {
    await configure({});
    const network = (tenant: string, slot: string) =>
      resource('azure-native:network:VirtualNetwork', `${tenant}-vnet`, {
        resourceGroupName: `rg-${tenant}`,
        virtualNetworkName: `vnet-${tenant}`,
        location: 'japaneast',
        tags: {
          'yosai-scope': 'cloud-service',
          'yosai-environment': 'dev',
          'yosai-owner': 'operator',
          'yosai-network': 'tenant',
          'yosai-tenant': tenant,
          'yosai-slot': slot,
        },
      });
    const peering = resource('azure-native:network:VirtualNetworkPeering', 'shortcut', {
      resourceGroupName: 'rg-aoba',
      virtualNetworkName: 'vnet-aoba',
      remoteVirtualNetwork: {
        id: '/subscriptions/s/resourceGroups/rg-kita/providers/Microsoft.Network/virtualNetworks/vnet-kita',
      },
    });
    const all = [network('aoba', '0'), network('kita', '1'), peering];
    for (const one of all) expect((await analyze(one)).getDiagnosticsList()).toEqual([]);
    const request = new messages.AnalyzeStackRequest();
    request.setResourcesList(
      all.map((one) => {
        const message = new messages.AnalyzerResource();
        message.setType(one.type);
        message.setName(one.name);
        message.setUrn(one.urn);
        message.setProperties(Struct.fromJavaScript({}));
        message.setOptions(new messages.AnalyzerResourceOptions());
        return message;
      }),
    );
    const response = await call<messages.AnalyzeResponse>((done) => client.analyzeStack(request, done));
    const told = response
      .getDiagnosticsList()
      .filter(
        (diagnostic) =>
          diagnostic.getUrn() === peering.urn &&
          ['network-keeps-its-contract', 'peering-connects-hub-only'].includes(diagnostic.getPolicyname()),
      );
    expect(told.map((diagnostic) => [diagnostic.getUrn(), diagnostic.getMessage()])).toEqual([
      [
        peering.urn,
        `${catalogue['network-keeps-its-contract']?.title}\n${lineOf(
          'network-keeps-its-contract',
          'shortcut: remoteVirtualNetwork.id must be as the claim ways-lead-to-hub-only says, found a peering of vnet-aoba with vnet-kita (aoba to kita)',
        )}`,
      ],
      [
        peering.urn,
        `${catalogue['peering-connects-hub-only']?.title}\n${lineOf(
          'peering-connects-hub-only',
          "shortcut: remoteVirtualNetwork.id must be the hub's virtual network, found tenant network kita-vnet",
        )}`,
      ],
    ]);
  });

  it(
    'stands alone: the packed files run elsewhere, where no sources are',
    async () => {
      const installed = path.join(work, 'installed');
      const { files } = JSON.parse(readFileSync(path.join(pack, 'package.json'), 'utf8')) as {
        files: string[];
      };
      for (const file of ['package.json', ...files])
        cpSync(path.join(pack, file), path.join(installed, file));
      symlinkSync(path.join(root, 'node_modules'), path.join(installed, 'node_modules'));
      const elsewhere = await start(installed);
      elsewhere.process.kill();
      expect(elsewhere.port ?? elsewhere.printed).toMatch(/^\d+$/);
    },
    startLimitMs,
  );

  it(
    'refuses to start when a source is newer than the bundle, and names it',
    async () => {
      const checkout = path.join(work, 'checkout');
      const built = path.join(checkout, 'policy-packs/iso27017');
      for (const folder of ['policy-packs', 'lib', 'baselines', 'stacks/registers']) {
        cpSync(path.join(root, folder), path.join(checkout, folder), {
          recursive: true,
          filter: (source) => !source.includes('node_modules'),
        });
      }
      const file = path.join(checkout, 'baselines/tls.yaml');
      appendFileSync(file, '# changed\n');
      const changed = await start(built);
      expect(changed.printed).toBe(
        'policy pack iso27017: ../../baselines/tls.yaml was changed since the pack was built. Run `npm run build` in the repository and start again.\n',
      );
      expect(changed.process.exitCode).toBe(1);

      writeFileSync(file, readFileSync(path.join(root, 'baselines/tls.yaml')));
      writeFileSync(path.join(built, 'policies/new-policy.ts'), '');
      expect((await start(built)).printed).toContain(
        'policies/new-policy.ts was added since the pack was built',
      );
    },
    startLimitMs,
  );
});
