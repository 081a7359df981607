import { createRequire } from 'node:module';
import type {
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from '@pulumi/policy';
import type { AnalyzerInfo, ConfigureAnalyzerRequest } from '@pulumi/pulumi/proto/analyzer_pb';
import { parseToken } from '../../../lib/resources/token';
import { received } from '../framework/configuration';
import type { ShownResources } from '../framework/shown-resources';
import { notForReason, type PackPolicy } from '../framework/to-pulumi';
import { Answer, type Subject } from './answer';
import { readStack, ShownResource } from './requests';
import { configurationOf, mayRemediate, type Speaker, speakersOf } from './speaker';

type Done<Response> = (error: Error | null, response?: Response) => void;
type Method<Request, Response> = (call: { readonly request: Request }, done: Done<Response>) => void;

/** The methods of the pack, as the SDK implements them; only those are named that are looked at here. */
interface Analyzer {
  readonly getAnalyzerInfo: Method<undefined, AnalyzerInfo>;
  readonly configure: Method<ConfigureAnalyzerRequest, unknown>;
  readonly remediate: Method<unknown, unknown>;
}

/** How gRPC is told of a method. */
interface MethodDefinition {
  readonly path: string;
  readonly requestDeserialize: (bytes: Buffer) => unknown;
  readonly responseSerialize: (message: unknown) => Buffer;
}

type ServiceDefinition = Readonly<Record<string, MethodDefinition>>;

interface Server {
  addService(service: ServiceDefinition, methods: object): void;
}

const analyzePath = '/pulumirpc.Analyzer/Analyze';

/**
 * Answers what the engine asks about resources and about the stack for all policies at once, in the process of the
 * pack, when the SDK begins to serve.
 *
 * The SDK goes through the policies one by one. For each it turns the whole message into plain data, wraps it, and is
 * told by an exception that the policy is for other types; the message about the stack, with every resource, once per
 * policy. For dozens of policies that is more work than the policies themselves. Here a message is decoded once;
 * policies that are for other types are not asked, and what they would say is encoded once per type. What is answered
 * is the same. Everything else stays the SDK's: it serves and describes the policies. The configuration is looked at
 * here first, because the SDK tells a policy its own part only, and exceptions concern them all. A version of the SDK
 * that serves in another way is refused.
 * https://github.com/pulumi/pulumi-policy/blob/v1.21.0/sdk/nodejs/policy/server.ts (2026-11-27)
 */
export function answerAtOnce(
  policies: readonly PackPolicy[],
  shown: ShownResources,
): { assertTakenUp(): void } {
  const { prototype } = serverOfSdk();
  const { addService } = prototype;
  let isTakenUp = false;
  prototype.addService = function (service, methods) {
    if (service['analyze']?.path !== analyzePath) return addService.call(this, service, methods);
    isTakenUp = true;
    const own = new AtOnce(policies, shown, service, methods as Analyzer);
    const { analyze, analyzeStack, remediate } = service;
    const unread = { requestDeserialize: (bytes: Buffer) => bytes, responseSerialize: asBuffer };
    const changed = Object.entries({ analyze, analyzeStack, remediate }).map(([name, definition]) => [
      name,
      { ...definition, ...unread },
    ]);
    addService.call(this, { ...service, ...Object.fromEntries(changed) }, { ...methods, ...own });
  };
  return {
    assertTakenUp() {
      if (isTakenUp) return;
      throw new Error(
        'the pack does not know how this version of @pulumi/policy serves; install the version of its package.json',
      );
    },
  };
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

function serverOfSdk(): { readonly prototype: Server } {
  const fromSdk = createRequire(createRequire(__filename).resolve('@pulumi/policy'));
  return (fromSdk('@grpc/grpc-js') as { Server: { readonly prototype: Server } }).Server;
}

/** The methods that take the place of the SDK's. */
export class AtOnce {
  readonly #pack: Promise<AnalyzerInfo>;
  #speakers: Promise<ReadonlyMap<string, Speaker>>;
  #mends = false;
  /** By type of resource: what is said by the policies that are for others. */
  readonly #others = new Map<string, Uint8Array>();

  constructor(
    private readonly policies: readonly PackPolicy[],
    private readonly shown: ShownResources,
    private readonly service: ServiceDefinition,
    private readonly sdk: Analyzer,
  ) {
    this.#pack = new Promise((resolve, reject) => {
      sdk.getAnalyzerInfo({ request: undefined }, (error, info) => (info ? resolve(info) : reject(error)));
    });
    this.#speakers = this.#pack.then((pack) => speakersOf(pack, undefined));
  }

  /** What the pack cannot take is refused, in words that engines show. */
  readonly configure: Analyzer['configure'] = (call, done) => {
    const configuration = configurationOf(call.request);
    const mistakes = received.check(configuration);
    if (mistakes.length > 0) {
      return done(new Error(`the configuration of the pack is wrong\n${mistakes.join('\n')}`));
    }
    received.configuration = configuration;
    this.#mends = mayRemediate(call.request);
    this.#speakers = this.#pack.then((pack) => speakersOf(pack, call.request));
    this.#others.clear();
    this.sdk.configure(call, done);
  };

  readonly analyze: Method<Uint8Array, Uint8Array> = answering(async (message) => {
    const speakers = await this.#speakers;
    const resource = new ShownResource(message);
    const { urn, name, type, opts, props, provider } = resource;
    this.shown.show(resource);
    const subject = { urn, name, type, opts, props, provider } as Subject;
    const plainType = parseToken(type).type;
    const answer = new Answer();
    for (const policy of this.policies) {
      const speaker = speakers.get(policy.name);
      if (speaker === undefined || isForOthers(policy, plainType)) continue;
      const { validateResource } = policy as ResourceValidationPolicy;
      if (typeof validateResource === 'function') {
        answer.ask<ResourceValidationArgs>(speaker, subject, validateResource);
      }
    }
    return Buffer.concat([answer.bytes, this.#saidByOthers(plainType, speakers)]);
  });

  readonly analyzeStack: Method<Uint8Array, Uint8Array> = answering(async (message) => {
    const speakers = await this.#speakers;
    const subject = { resources: readStack(message) } as unknown as Subject;
    const answer = new Answer();
    for (const policy of this.policies) {
      const speaker = speakers.get(policy.name);
      const { validateStack } = policy as StackValidationPolicy;
      if (speaker === undefined || validateStack === undefined) continue;
      answer.ask<StackValidationArgs>(speaker, subject, validateStack);
    }
    return answer.bytes;
  });

  /** No policy mends anything, which the SDK finds out by reading the message; some engines ask for every resource. */
  readonly remediate: Method<Buffer, Uint8Array> = ({ request }, done) => {
    const { remediate } = this.service;
    if (!this.#mends || remediate === undefined) return done(null, new Uint8Array());
    this.sdk.remediate({ request: remediate.requestDeserialize(request) }, (error, response) =>
      error === null || error === undefined ? done(null, remediate.responseSerialize(response)) : done(error),
    );
  };

  #saidByOthers(type: string, speakers: ReadonlyMap<string, Speaker>): Uint8Array {
    let bytes = this.#others.get(type);
    if (bytes === undefined) {
      const answer = new Answer();
      for (const policy of this.policies) {
        const speaker = speakers.get(policy.name);
        if (speaker === undefined || !('validateResource' in policy) || !isForOthers(policy, type)) continue;
        answer.decline(speaker, notForReason(policy.types ?? []));
      }
      bytes = answer.bytes;
      this.#others.set(type, bytes);
    }
    return bytes;
  }
}

function isForOthers({ types }: PackPolicy, type: string): boolean {
  return types !== undefined && !types.includes(type);
}

/** A method of what answers, or fails. */
function answering(answer: (message: Uint8Array) => Promise<Uint8Array>): Method<Uint8Array, Uint8Array> {
  return ({ request }, done) => {
    answer(request).then((bytes) => done(null, bytes), done);
  };
}
