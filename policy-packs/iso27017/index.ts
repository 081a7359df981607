// First of all: the next import loads the SDK.
import './framework/defer-arborist';
import { PolicyPack } from '@pulumi/policy';
import type { PackContent } from './framework/catalogue';
import { checkConfiguration } from './framework/check-configuration';
import { received } from './framework/configuration';
import { ShownResources } from './framework/shown-resources';
import { toPulumi } from './framework/to-pulumi';
import { answerAtOnce } from './service/at-once';

/** Serves the pack to the engine that started this process. */
export function servePack(content: PackContent): void {
  received.check = checkConfiguration(content);
  const shown = new ShownResources();
  const policies = toPulumi(content, undefined, shown);
  const serving = answerAtOnce(policies, shown);
  new PolicyPack('iso27017', {
    displayName: 'ISO/IEC 27017 white paper',
    description: 'The promises of a cloud security white paper in the order of ISO/IEC 27017, on Azure',
    provider: 'azure',
    tags: ['security', 'compliance'],
    enforcementLevel: 'mandatory',
    policies: [...policies],
  });
  serving.assertTakenUp();
}
