import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Alias } from '@pulumi/pulumi/proto/alias_pb';
import type { RegisterResourceRequest } from '@pulumi/pulumi/proto/resource_pb';
import type { SourcePosition as PositionMessage } from '@pulumi/pulumi/proto/source_pb';
import { invalid } from '../wire/rpc';
import { secondsOf } from './duration';
import type { RegisteredResource, ResourceOptions, SourcePosition } from './state';
import { buildUrn, isProviderType, packageOf } from './urn';

/** Names of the stack that is previewed. */
export interface StackIdentity {
  readonly organization: string;
  readonly project: string;
  readonly stack: string;
}

export function optionsOf(request: RegisterResourceRequest, identity: StackIdentity): ResourceOptions {
  const timeouts = request.getCustomtimeouts();
  return {
    protect: request.getProtect() ?? false,
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    deleteBeforeReplace: request.getDeletebeforereplacedefined()
      ? request.getDeletebeforereplace()
      : undefined,
    retainOnDelete: request.getRetainondelete() ?? false,
    deletedWith: request.getDeletedwith(),
    replaceWith: request.getReplaceWithList(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    aliases: [
      ...request.getAliasurnsList(),
      ...request.getAliasesList().map((alias) => aliasUrn(alias, request, identity)),
    ],
    timeouts: {
      create: timeoutOf(timeouts?.getCreate(), request),
      update: timeoutOf(timeouts?.getUpdate(), request),
      delete: timeoutOf(timeouts?.getDelete(), request),
    },
    importId: request.getImportid(),
  };
}

function timeoutOf(text: string | undefined, request: RegisterResourceRequest): string {
  if (text === undefined || text === '' || secondsOf(text) !== undefined) return text ?? '';
  throw invalid(
    `'${request.getName()}' has the timeout '${text}'; expected hours, minutes and seconds, such as '1h30m' or '90s'`,
  );
}

/**
 * Options that a resource takes from its parent where the program gives it none. The SDK passes most of them on
 * itself; what a transform sets on a component reaches its children only here.
 * https://github.com/pulumi/pulumi/blob/master/pkg/resource/deploy/source_eval.go (inheritFromParent)
 */
export function inheritFromParent(
  request: RegisterResourceRequest,
  parent: RegisteredResource | undefined,
): void {
  // What is only read hands nothing on.
  if (parent === undefined || parent.operation === 'read') return;
  const { options, provider } = parent;
  if (!request.hasProtect() && options.protect) request.setProtect(true);
  if (!request.hasRetainondelete() && options.retainOnDelete) request.setRetainondelete(true);
  if (request.getDeletedwith() === '') request.setDeletedwith(options.deletedWith);
  // A parent's provider of the same package, even the engine's own of another version.
  const type = request.getType();
  const isOfPackage = !isProviderType(type) && packageOf(type) === packageOf(parent.type);
  if (request.getProvider() === '' && request.getCustom() && provider !== '' && isOfPackage) {
    request.setProvider(provider);
  }
}

/** The URN that an alias stands for; what it leaves out is the resource's own. */
function aliasUrn(alias: Alias, request: RegisterResourceRequest, identity: StackIdentity): string {
  const spec = alias.getSpec();
  if (spec === undefined) return alias.getUrn();
  const parent = spec.getNoparent() ? '' : spec.getParenturn() || request.getParent();
  return buildUrn(
    spec.getStack() || identity.stack,
    spec.getProject() || identity.project,
    parent,
    spec.getType() || request.getType(),
    spec.getName() || request.getName(),
  );
}

/** Which properties depend on which resources. */
export function propertyDependenciesOf(request: RegisterResourceRequest): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  request.getPropertydependenciesMap().forEach((dependencies, property) => {
    const urns = dependencies.getUrnsList();
    if (urns.length > 0) found.set(property, urns);
  });
  return found;
}

/**
 * The place in the program; the SDK sends a `file:` or `project:` address. It is told from the project's folder, because
 * a plan is read on other machines too.
 */
export function positionOf(
  message: PositionMessage | undefined,
  projectRoot: string,
): SourcePosition | undefined {
  if (message === undefined || message.getUri() === '') return undefined;
  const uri = message.getUri();
  const file = uri.startsWith('file:')
    ? path.relative(projectRoot, fileURLToPath(uri)).split(path.sep).join('/')
    : uri.replace(/^project:\/*/, '');
  return { file, line: message.getLine(), column: message.getColumn() };
}
