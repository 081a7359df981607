import * as grpc from '@grpc/grpc-js';
import { AnalyzerClient, AnalyzerService } from '@pulumi/pulumi/proto/analyzer_grpc_pb';
import type { AnalyzeDiagnostic, AnalyzeResponse, AnalyzerInfo } from '@pulumi/pulumi/proto/analyzer_pb';
import { ConfigureAnalyzerRequest, PolicyConfig } from '@pulumi/pulumi/proto/analyzer_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { channelOptions, readStruct, writeStruct } from '../wire/rpc';
import { normalizeObject, type WireObject } from '../wire/values';
import { Child } from './child';
import { collectSooner } from './collect-sooner';
import type { PackSettings, PolicySetting } from './pack-config';
import {
  analyzeRequestBytes,
  describePolicy,
  enforcementLevel,
  enforcementOf,
  type PackEnforcement,
  type PolicyDescription,
  remediateRequestBytes,
  severityOf,
  stackRequestBytes,
} from './pack-messages';
import type { PackProject } from './pack-project';
import { plainErrors } from './plain-errors';
import type { StackIdentity } from './registration';
import type { RegisteredResource, StackState } from './state';

/** One thing that a policy reported. */
export interface PackDiagnostic {
  readonly policy: string;
  readonly urn: string;
  readonly message: string;
  readonly description: string;
  readonly enforcement: PackEnforcement;
  readonly severity: ReturnType<typeof severityOf>;
}

/** A pack's answer about one resource or about the whole stack. */
export interface PackAnswer {
  readonly diagnostics: readonly PackDiagnostic[];
  /** Policies that said that they have nothing to do with the subject. */
  readonly notApplicable: readonly string[];
}

/** A pack failed as a program: it did not start, or it ended or broke while it was needed. */
export class PackFailure extends Error {
  constructor(
    readonly directory: string,
    readonly reason: string,
    /** The last lines that it printed, for the person who has to mend it. */
    readonly lines: readonly string[],
    /** What it answered instead of what it was asked for, when it goes on running. */
    readonly answer?: string,
  ) {
    super(`policy pack ${directory}: ${reason}`);
  }
}

export interface PackStart {
  readonly project: PackProject;
  readonly engineAddress: string;
  readonly identity: StackIdentity;
  readonly config: Readonly<Record<string, string>>;
  readonly env: NodeJS.ProcessEnv;
  /** Time in milliseconds until the pack must have printed its port. */
  readonly startLimitMs: number;
}

const keptLines = 20;

/** A running policy pack, spoken to over the official Analyzer protocol. */
export class Pack {
  readonly name: string;
  readonly version: string;
  readonly policies: readonly PolicyDescription[];
  /** The configuration that the pack's own code gives. */
  readonly initial: PackSettings;
  readonly #enforcements: Map<string, PackEnforcement>;
  /** What to tell calls that wait for an answer when the process ends, so that none waits for a pack that is gone. */
  readonly #waiting = new Set<(failure: PackFailure) => void>();
  #failure: PackFailure | undefined;

  private constructor(
    private readonly directory: string,
    private readonly child: Child,
    private readonly client: AnalyzerClient,
    private readonly lines: string[],
    info: AnalyzerInfo,
  ) {
    void child.ended.then((end) => {
      const reason = `it ended while it was needed (${describeEnd(end)})`;
      this.#failure = new PackFailure(directory, reason, lines);
      for (const fail of this.#waiting) fail(this.#failure);
    });
    this.name = info.getName();
    this.version = info.getVersion();
    this.policies = info.getPoliciesList().map(describePolicy);
    this.initial = new Map(
      info
        .getInitialconfigMap()
        .getEntryList()
        .map(([name, config]) => [name, settingOf(config)]),
    );
    this.#enforcements = new Map(this.policies.map((policy) => [policy.name, policy.enforcement]));
  }

  /** Starts a pack as the official language host does, and asks what policies it has. */
  static async start(options: PackStart): Promise<Pack> {
    const { project, identity } = options;
    const lines: string[] = [];
    let announce: (port: string) => void = () => {};
    const port = new Promise<string>((resolve) => {
      announce = resolve;
    });
    const args = [...collectSooner, ...plainErrors, project.launcher, options.engineAddress, project.entry];
    const child = new Child(args, {
      cwd: project.directory,
      env: {
        ...options.env,
        PULUMI_NODEJS_ORGANIZATION: identity.organization,
        PULUMI_NODEJS_PROJECT: identity.project,
        PULUMI_NODEJS_STACK: identity.stack,
        PULUMI_NODEJS_DRY_RUN: 'true',
        PULUMI_CONFIG: JSON.stringify(options.config),
      },
      onLine(line, stream) {
        if (stream === 'stdout' && /^\d+$/.test(line.trim())) announce(line.trim());
        // A stack trace would push out the words that it stands below.
        else if (!/^\s+at\s/.test(line)) lines.push(line);
        if (lines.length > keptLines) lines.shift();
      },
    });
    const fail = (reason: string) => new PackFailure(project.directory, reason, lines);
    const found = await Promise.race([
      port,
      child.ended.then((end) => fail(`it ended before it served any policy (${describeEnd(end)})`)),
      timeLimit(options.startLimitMs).then(() =>
        fail(`it did not start within ${options.startLimitMs / 1000} s`),
      ),
    ]);
    if (found instanceof PackFailure) {
      await child.stop();
      throw found;
    }
    const client = new AnalyzerClient(
      `127.0.0.1:${found}`,
      grpc.credentials.createInsecure(),
      channelOptions,
    );
    try {
      const info = await unaryCall<AnalyzerInfo>((done) => client.getAnalyzerInfo(new Empty(), done));
      return new Pack(project.directory, child, client, lines, info);
    } catch (error) {
      client.close();
      await child.stop();
      throw fail(`it did not say which policies it has (${detailsOf(error)})`);
    }
  }

  /**
   * Passes the pack its configuration: the enforcement and parameters of each policy.
   * @returns why the pack does not take it, in its own words; nothing when it does.
   */
  async configure(settings: PackSettings): Promise<string | undefined> {
    const request = new ConfigureAnalyzerRequest();
    for (const [policy, setting] of settings) {
      this.#enforcements.set(policy, setting.enforcement);
      const config = new PolicyConfig();
      config.setEnforcementlevel(enforcementLevel(setting.enforcement));
      config.setProperties(writeStruct(setting.properties));
      request.getPolicyconfigMap().set(policy, config);
    }
    try {
      await this.#call('configure', (done) => this.client.configure(request, done));
      return undefined;
    } catch (error) {
      if (error instanceof PackFailure && error.answer !== undefined) return error.answer;
      throw error;
    }
  }

  /** The enforcement of a policy after configuration. */
  enforcement(policy: string): PackEnforcement {
    return this.#enforcements.get(policy) ?? 'advisory';
  }

  /** Whether any policy may change resources, so that each has to be shown before it is registered. */
  get remediates(): boolean {
    return this.policies.some(({ name }) => this.enforcement(name) === 'remediate');
  }

  async analyze(resource: RegisteredResource, state: StackState): Promise<PackAnswer> {
    const request = analyzeRequestBytes(resource, state);
    return toAnswer(await this.#send(AnalyzerService.analyze, request));
  }

  async analyzeStack(state: StackState): Promise<PackAnswer> {
    return toAnswer(await this.#send(AnalyzerService.analyzeStack, stackRequestBytes(state)));
  }

  /** Asks the pack to mend a resource; returns its properties afterwards, and what was changed by which policy. */
  async remediate(
    resource: RegisteredResource,
    state: StackState,
  ): Promise<{ inputs: WireObject; by: readonly string[]; diagnostics: readonly string[] }> {
    const request = remediateRequestBytes(resource, state);
    const response = await this.#send(AnalyzerService.remediate, request);
    let inputs = resource.inputs;
    const by: string[] = [];
    const diagnostics: string[] = [];
    for (const remediation of response.getRemediationsList()) {
      const properties = remediation.getProperties();
      if (properties !== undefined) {
        inputs = normalizeObject(readStruct(properties));
        by.push(remediation.getPolicyname());
      }
      if (remediation.getDiagnostic() !== '') diagnostics.push(remediation.getDiagnostic());
    }
    return { inputs, by, diagnostics };
  }

  async stop(): Promise<void> {
    this.client.close();
    await this.child.stop();
  }

  /** Sends a request that is in protobuf's wire format already. */
  #send<Response>(
    {
      path,
      responseDeserialize,
    }: Pick<grpc.MethodDefinition<never, Response>, 'path' | 'responseDeserialize'>,
    request: Buffer,
  ): Promise<Response> {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return this.#call(`${name.charAt(0).toLowerCase()}${name.slice(1)}`, (done: Done<Response>) =>
      this.client.makeUnaryRequest(
        path,
        (bytes: Buffer) => bytes,
        responseDeserialize,
        request,
        (error, value) => done(error, value as Response),
      ),
    );
  }

  async #call<Response>(what: string, start: (done: Done<Response>) => unknown): Promise<Response> {
    try {
      return await this.#unlessBroken(() => unaryCall(start));
    } catch (error) {
      if (error instanceof PackFailure) throw error;
      // The connection breaks a moment before the process is seen to end, which says more.
      if ((error as grpc.ServiceError).code === grpc.status.UNAVAILABLE) {
        await this.#unlessBroken(() => timeLimit(1000));
      }
      const details = detailsOf(error);
      const answer = (error as grpc.ServiceError).code === grpc.status.UNKNOWN ? details : undefined;
      throw new PackFailure(this.directory, `${what} failed: ${details}`, this.lines, answer);
    }
  }

  /**
   * What a promise brings, unless the process ends first; nothing is begun when it has. (`Promise.race` against one
   * promise for the whole life of the pack would keep every answer in memory.)
   */
  #unlessBroken<Value>(begin: () => Promise<Value>): Promise<Value> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiting.add(reject);
      begin()
        .then(resolve, reject)
        .finally(() => this.#waiting.delete(reject));
    });
  }
}

type Done<Response> = (error: grpc.ServiceError | null, response: Response) => void;

function unaryCall<Response>(start: (done: Done<Response>) => unknown): Promise<Response> {
  return new Promise((resolve, reject) => {
    start((error, response) => (error ? reject(error) : resolve(response)));
  });
}

function settingOf(config: PolicyConfig): PolicySetting {
  return {
    enforcement: enforcementOf(config.getEnforcementlevel()),
    properties: readStruct(config.getProperties()),
  };
}

function toAnswer(response: AnalyzeResponse): PackAnswer {
  return {
    diagnostics: response.getDiagnosticsList().map(toDiagnostic),
    notApplicable: response.getNotApplicableList().map((item) => item.getPolicyName()),
  };
}

function toDiagnostic(diagnostic: AnalyzeDiagnostic): PackDiagnostic {
  return {
    policy: diagnostic.getPolicyname(),
    urn: diagnostic.getUrn(),
    message: diagnostic.getMessage(),
    description: diagnostic.getDescription(),
    enforcement: enforcementOf(diagnostic.getEnforcementlevel()),
    severity: severityOf(diagnostic.getSeverity()),
  };
}

function describeEnd(end: { code: number | null; signal: NodeJS.Signals | null }): string {
  return end.signal !== null ? `signal ${end.signal}` : `exit code ${end.code ?? 'unknown'}`;
}

/** The first line of an error: the lines after it are a stack trace of the pack. */
function detailsOf(error: unknown): string {
  const text =
    error instanceof Error ? ((error as grpc.ServiceError).details ?? error.message) : String(error);
  return text.split('\n    at ')[0] ?? text;
}

function timeLimit(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
