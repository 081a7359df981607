import type { Service } from '../lib/baseline/types.generated';

/** The one port of a service. Throws a RangeError for a service that has several, or a range. */
export function portOf(services: Readonly<Record<string, Service>>, name: string): number {
  const [port, ...others] = services[name]?.ports ?? [];
  if (typeof port !== 'number' || others.length > 0) {
    throw new RangeError(`service ${name} must have exactly one port, found ${[port, ...others].join(', ')}`);
  }
  return port;
}
