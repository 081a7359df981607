import * as pulumi from '@pulumi/pulumi';
import { withoutVersionAliases } from '../../components/without-version-aliases';
import type { Inputs } from '../inputs/read-inputs';

/** Goes without azure-native's aliases for other API versions, unless the configuration keeps them. */
export function spareAliases({ keepVersionAliases }: Inputs): void {
  if (!keepVersionAliases) pulumi.runtime.registerStackTransformation(withoutVersionAliases);
}
