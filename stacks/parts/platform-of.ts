import * as pulumi from '@pulumi/pulumi';
import type { Inputs } from '../inputs/read-inputs';
import { offered, type PlatformOffer } from './tenant';

/** Name of the project whose stacks are the platforms, one for each environment. */
const platformProject = 'yosai-platform';

/**
 * What the platform of the same environment offers, from the outputs of its stack. In a preview without that
 * stack's plan everything of it is unknown. Throws an Error in a run when the platform does not offer what a tenant
 * needs: it is of another version, or was never built.
 */
export function platformOf({ deployment }: Inputs): PlatformOffer {
  const name = [pulumi.getOrganization(), platformProject, deployment.environment].join('/');
  const platform: pulumi.Output<unknown> = new pulumi.StackReference(name).getOutput('platform');
  const entries = offered.map((key) => [key, platform.apply((found) => offerOf(name, key, found))]);
  return Object.fromEntries(entries);
}

/** One text of what a platform's stack says. */
export function offerOf(stack: string, key: string, platform: unknown): string {
  const value = (platform as Partial<Record<string, unknown>> | undefined)?.[key];
  if (typeof value === 'string' && value !== '') return value;
  throw new Error(
    `stack ${stack}: platform.${key} must be a text, found ${value === undefined ? 'nothing' : typeof value}. Deploy the platform of the same version first`,
  );
}
