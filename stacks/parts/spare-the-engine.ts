import * as pulumi from '@pulumi/pulumi';
import { withoutVersionAliases } from '../../components/without-version-aliases';
import type { Inputs } from '../inputs/read-inputs';
import { placeOnce } from './place-once';

/**
 * Goes without what costs every engine time and tells it nothing, unless the configuration keeps it: azure-native's
 * aliases for other API versions, and the SDK's debug messages, of which it sends three or four for each resource,
 * one when the one before it is answered. And without mapping the same places of the program again for each tenant
 * (docs/adr/0006-what-a-preview-spares.md).
 */
export function spareTheEngine({ keepVersionAliases, keepDebugMessages }: Inputs): void {
  if (!keepVersionAliases) pulumi.runtime.registerStackTransformation(withoutVersionAliases);
  if (!keepDebugMessages) Object.assign(pulumi.log, { debug: () => Promise.resolve() });
  placeOnce();
}
