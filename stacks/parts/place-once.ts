import * as pulumi from '@pulumi/pulumi';

/** What the SDK tells the engine of where a resource is declared: frames of the stack, mapped to the source. */
type StackTrace = (skip: number) => unknown;

/** The method of the SDK that makes it; not declared, so a version without it is left alone. */
interface Traced {
  stackTrace?: StackTrace;
}

/**
 * Maps each way that leads to a declaration to its source once. The SDK does so for every resource, frame by frame
 * through the loader's source maps, which takes a tenth of a large program's time; a program of a thousand tenants
 * declares its resources in as many ways as one of three.
 * https://github.com/pulumi/pulumi/blob/v3.248.0/sdk/nodejs/resource.ts (2026-11-27)
 */
export function placeOnce(resource = pulumi.Resource as unknown as Traced): void {
  const { stackTrace } = resource;
  if (typeof stackTrace !== 'function') return;
  const known = new Map<string, unknown>();
  resource.stackTrace = function placed(skip) {
    const way = `${skip} ${unmappedStack()}`;
    // One frame more than the SDK expects: this function.
    if (!known.has(way)) known.set(way, stackTrace.call(resource, skip + 1));
    return known.get(way);
  };
}

/** The whole stack as the engine of JavaScript sees it, without the loader's source maps. */
function unmappedStack(): string {
  const { stackTraceLimit, prepareStackTrace } = Error;
  try {
    Error.stackTraceLimit = Number.POSITIVE_INFINITY;
    Error.prepareStackTrace = (_error, frames) => frames.join('\n');
    return String(new Error().stack);
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
    Error.stackTraceLimit = stackTraceLimit;
  }
}
