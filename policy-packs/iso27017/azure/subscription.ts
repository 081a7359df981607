import type { Resource } from '../../../lib/resources/resource';

const form = /^\/subscriptions\/([^/]+)/;

/**
 * Whether a resource may be in a subscription, by the configuration of its provider. A provider whose subscription comes
 * from the environment tells nothing; then that of `beside` counts, an id of something that is in the same one.
 */
export function isServedIn(
  subscription: string | undefined,
  { provider }: Resource,
  beside?: string,
): boolean {
  const said = provider.key('subscriptionId').text ?? form.exec(beside?.trim().toLowerCase() ?? '')?.[1];
  const own = said?.trim().toLowerCase();
  return own === undefined || own === subscription;
}
