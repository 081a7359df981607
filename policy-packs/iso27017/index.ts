// First of all: the next import loads the SDK.
import './framework/defer-arborist';
import './framework/read-once';
import { PolicyPack } from '@pulumi/policy';
import type { PackContent } from './framework/catalogue';
import { checkConfiguration } from './framework/check-configuration';
import { received } from './framework/configuration';
import { toPulumi } from './framework/to-pulumi';

/** Serves the pack to the engine that started this process. */
export function servePack(content: PackContent): void {
  received.check = checkConfiguration(content);
  new PolicyPack('iso27017', {
    displayName: 'ISO/IEC 27017 white paper',
    description: 'The promises of a cloud security white paper in the order of ISO/IEC 27017, on Azure',
    provider: 'azure',
    tags: ['security', 'compliance'],
    enforcementLevel: 'mandatory',
    policies: toPulumi(content),
  });
}
