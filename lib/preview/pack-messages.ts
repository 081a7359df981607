import type { PolicyInfo } from '@pulumi/pulumi/proto/analyzer_pb';
import {
  AnalyzeRequest,
  AnalyzerPropertyDependencies,
  AnalyzerProviderResource,
  AnalyzerResource,
  AnalyzerResourceOptions,
  EnforcementLevel,
  PolicySeverity,
  PolicyType,
} from '@pulumi/pulumi/proto/analyzer_pb';
import type { Severity } from '../findings/finding';
import { readStruct, writeStruct } from '../wire/rpc';
import { propertiesBytes } from '../wire/struct-bytes';
import { type WireObject, withoutReferences } from '../wire/values';
import { secondsOf } from './duration';
import { appendField, fieldHead } from './message-field';
import type { RegisteredResource, StackState } from './state';
import { nameOf, typeOf } from './urn';

/** How a policy is enforced; `remediate` also lets it change the resource. */
export type PackEnforcement = 'advisory' | 'mandatory' | 'disabled' | 'remediate';

/** A policy as its pack describes it. */
export interface PolicyDescription {
  readonly name: string;
  readonly kind: 'resource' | 'stack';
  readonly description: string;
  readonly enforcement: PackEnforcement;
  readonly severity: Severity;
  /** What to do about a violation; empty when the pack does not say. */
  readonly fix: string;
  readonly configSchema: WireObject | undefined;
  readonly requiredConfig: readonly string[];
}

const enforcements: ReadonlyMap<EnforcementLevel, PackEnforcement> = new Map([
  [EnforcementLevel.ADVISORY, 'advisory'],
  [EnforcementLevel.MANDATORY, 'mandatory'],
  [EnforcementLevel.DISABLED, 'disabled'],
  [EnforcementLevel.REMEDIATE, 'remediate'],
]);

const severities: ReadonlyMap<PolicySeverity, Severity> = new Map([
  [PolicySeverity.POLICY_SEVERITY_LOW, 'low'],
  [PolicySeverity.POLICY_SEVERITY_MEDIUM, 'medium'],
  [PolicySeverity.POLICY_SEVERITY_HIGH, 'high'],
  [PolicySeverity.POLICY_SEVERITY_CRITICAL, 'critical'],
]);

export function enforcementOf(level: EnforcementLevel): PackEnforcement {
  return enforcements.get(level) ?? 'advisory';
}

export function enforcementLevel(enforcement: PackEnforcement): EnforcementLevel {
  for (const [level, name] of enforcements) if (name === enforcement) return level;
  return EnforcementLevel.ADVISORY;
}

/** A pack that gives no severity is taken as medium. */
export function severityOf(severity: PolicySeverity): Severity {
  return severities.get(severity) ?? 'medium';
}

export function describePolicy(info: PolicyInfo): PolicyDescription {
  const schema = info.getConfigschema();
  return {
    name: info.getName(),
    kind: info.getPolicyType() === PolicyType.POLICY_TYPE_STACK ? 'stack' : 'resource',
    description: info.getDescription(),
    enforcement: enforcementOf(info.getEnforcementlevel()),
    severity: severityOf(info.getSeverity()),
    fix: info.getRemediationSteps(),
    configSchema: schema === undefined ? undefined : readStruct(schema.getProperties()),
    requiredConfig: schema?.getRequiredList() ?? [],
  };
}

/** Number of the field `properties` in the messages about a resource. */
const propertiesField = 2;

/**
 * The request to judge one resource, in protobuf's wire format: its inputs, as the official engine sends them
 * before an update.
 */
export function analyzeRequestBytes(resource: RegisteredResource, state: StackState): Buffer {
  return requestBytes(resource, state, shown(resource.inputs));
}

/** The request to mend one, which gives the properties back: nothing may be left out of them. */
export function remediateRequestBytes(resource: RegisteredResource, state: StackState): Buffer {
  return requestBytes(resource, state, withoutReferences(resource.inputs));
}

function requestBytes(resource: RegisteredResource, state: StackState, inputs: WireObject): Buffer {
  const request = new AnalyzeRequest();
  request.setType(resource.type);
  request.setUrn(resource.urn);
  request.setName(nameOf(resource.urn));
  request.setOptions(resourceOptions(resource));
  request.setProvider(providerOf(resource, state));
  return appendField(request.serializeBinary(), propertiesField, propertiesBytes(inputs));
}

/** Properties as a policy may see them: without references, and without what providers keep for themselves. */
function shown(properties: WireObject): WireObject {
  const names = Object.keys(properties);
  const open = names.some((name) => name.startsWith('__'))
    ? Object.fromEntries(Object.entries(properties).filter(([name]) => !name.startsWith('__')))
    : properties;
  return withoutReferences(open);
}

/** Number of the field `resources` in an AnalyzeStackRequest. */
const resourcesField = 1;

/**
 * The request to judge the whole stack, in protobuf's wire format. It is put together resource by resource, because
 * the message objects of a large stack together take twenty times the bytes.
 */
export function stackRequestBytes(state: StackState): Buffer {
  // What is only read belongs to another stack, and the official engine does not show it either.
  const resources = [...state.resources.values()].filter(({ operation }) => operation !== 'read');
  const pieces = resources.flatMap((resource) => {
    const frame = stackFrame(resource, state);
    const properties = propertiesBytes(shown(resource.outputs));
    const head = fieldHead(propertiesField, properties.length);
    const length = frame.length + head.length + properties.length;
    return [fieldHead(resourcesField, length), frame, head, properties];
  });
  return Buffer.concat(pieces);
}

const stackFrames = new WeakMap<RegisteredResource, Uint8Array>();

/**
 * A resource as part of the whole stack, without its properties: its options and what it depends on. It does not change
 * once the resource is registered, so it is made while the program still runs.
 */
export function stackFrame(resource: RegisteredResource, state: StackState): Uint8Array {
  const known = stackFrames.get(resource);
  if (known !== undefined) return known;
  const message = new AnalyzerResource();
  message.setType(resource.type);
  message.setUrn(resource.urn);
  message.setName(nameOf(resource.urn));
  message.setOptions(resourceOptions(resource));
  message.setProvider(providerOf(resource, state));
  message.setParent(resource.parent);
  message.setDependenciesList([...resource.dependencies]);
  for (const [property, urns] of resource.propertyDependencies) {
    const dependencies = new AnalyzerPropertyDependencies();
    dependencies.setUrnsList([...urns]);
    message.getPropertydependenciesMap().set(property, dependencies);
  }
  const frame = message.serializeBinary();
  stackFrames.set(resource, frame);
  return frame;
}

/**
 * The options as the official engine shows them to a pack. Of the aliases it names only the one by which it found the
 * resource in its state, and there is no state here.
 */
function resourceOptions(resource: RegisteredResource): AnalyzerResourceOptions {
  const options = new AnalyzerResourceOptions();
  options.setProtect(resource.options.protect);
  options.setIgnorechangesList([...resource.options.ignoreChanges]);
  options.setDeletebeforereplacedefined(resource.options.deleteBeforeReplace !== undefined);
  options.setDeletebeforereplace(resource.options.deleteBeforeReplace ?? false);
  options.setAdditionalsecretoutputsList([...resource.options.additionalSecretOutputs]);
  options.setParent(resource.parent);
  const timeouts = new AnalyzerResourceOptions.CustomTimeouts();
  timeouts.setCreate(secondsOf(resource.options.timeouts.create) ?? 0);
  timeouts.setUpdate(secondsOf(resource.options.timeouts.update) ?? 0);
  timeouts.setDelete(secondsOf(resource.options.timeouts.delete) ?? 0);
  options.setCustomtimeouts(timeouts);
  return options;
}

function providerOf(resource: RegisteredResource, state: StackState): AnalyzerProviderResource | undefined {
  if (resource.provider === '') return undefined;
  const urn = resource.provider.slice(0, resource.provider.lastIndexOf('::'));
  const message = new AnalyzerProviderResource();
  message.setUrn(urn);
  message.setType(typeOf(urn));
  message.setName(nameOf(urn));
  message.setProperties(writeStruct(shown(state.resources.get(urn)?.inputs ?? {})));
  return message;
}
