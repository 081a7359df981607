import type { Value } from './value';

/** A resource of a plan as a rule sees it. */
export interface Resource {
  readonly urn: string;
  readonly name: string;
  /** Type token without the API version, such as `azure-native:network:VirtualNetwork`. */
  readonly type: string;
  /** Whether the type is used in the provider's default API version, whose defaults the rules know. */
  readonly defaultVersion: boolean;
  /** Whether the engine refuses to delete it. */
  readonly protect: boolean;
  /** The inputs. */
  readonly properties: Value;
  /** The inputs of the provider that serves the resource. */
  readonly provider: Value;
}
