import type { Resource } from '../../../lib/resources/resource';
import { parseToken } from '../../../lib/resources/token';
import { Value } from '../../../lib/resources/value';

/** What is read of a resource that the engine shows, by itself or with the stack. */
export interface Shown {
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  /** Plain data in which `unknownLeaf` stands for what is not known, or the SDK's proxy, which throws there. */
  readonly props: unknown;
  readonly opts?: { readonly protect?: boolean };
  readonly provider?: { readonly props: unknown };
}

/** The resources as they were shown last, one by one: before they are made, and so by their inputs. */
export class ShownResources {
  readonly #byUrn = new Map<string, { readonly props: unknown; readonly resource: Resource }>();

  /** Keeps a resource; shown to several policies with the same properties, it is the same resource to all of them. */
  show(source: Shown): Resource {
    const known = this.#byUrn.get(source.urn);
    if (known !== undefined && known.props === source.props) return known.resource;
    const resource = toResource(source);
    this.#byUrn.set(source.urn, { props: source.props, resource });
    return resource;
  }

  /** A resource of the stack as it was shown by itself; one that was not is taken as the stack shows it. */
  find(source: Shown): Resource {
    return this.#byUrn.get(source.urn)?.resource ?? toResource(source);
  }
}

function toResource(source: Shown): Resource {
  return {
    urn: source.urn,
    name: source.name,
    protect: source.opts?.protect === true,
    ...parseToken(source.type),
    properties: Value.of(source.props),
    provider: Value.of(source.provider?.props),
  };
}
