import { belongsTo } from '../azure/belonging';
import { dataStoreTypes } from '../azure/data-store-types';
import { asOf, judgeLeaving } from '../azure/leaving';
import { tagOf } from '../azure/tags';
import { violated } from '../framework/expect';
import { at } from '../framework/located';
import type { Rule } from '../framework/rule';

/** What holds a tenant's data or the keys to it, and what that stands in. */
const types = [
  ...dataStoreTypes,
  'azure-native:keyvault:Key',
  'azure-native:storage:BlobContainer',
  'azure-native:operationalinsights:Workspace',
];

/**
 * The engine refuses to delete what holds data of a tenant: for one that stays always, for one that leaves until the
 * day from which its data may be deleted. A pack does not see what is missing from a program; the protection is what
 * stops a deployment that would delete it. Left out, nothing is protected.
 * https://www.pulumi.com/docs/iac/concepts/resources/options/protect/ (2026-11-24)
 */
export const activeTenantDataIsKept: Rule = {
  types,
  config: { asOf },
  checkStack(stack, context) {
    const judged = stack
      .ofType(...types)
      .filter((resource) => belongsTo(resource, 'tenant', stack, context) !== undefined);
    if (judged.length === 0) return { notApplicable: 'the stack keeps nothing of a tenant' };
    return judged
      .filter(({ protect }) => !protect)
      .flatMap((resource) => {
        const stays =
          tagOf(resource, 'terminatedOn', context).isAbsent &&
          belongsTo(resource, 'terminatedOn', stack, context) === undefined;
        if (stays) return at(resource, [violated('options.protect', 'true', 'false')]);
        return at(
          resource,
          judgeLeaving(resource, stack, context, ({ releasedFrom }, today) =>
            today >= releasedFrom
              ? []
              : [violated('options.protect', `true before ${releasedFrom}`, 'false')],
          ),
        );
      });
  },
};
