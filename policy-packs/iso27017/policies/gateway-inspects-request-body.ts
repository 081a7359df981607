import type { Resource } from '../../../lib/resources/resource';
import type { Value } from '../../../lib/resources/value';
import { gatewayType } from '../azure/gateway';
import { expectAtLeast, expectAtMost, expectBoolean } from '../framework/expect';
import type { Context, Result, Rule } from '../framework/rule';

const policyType = 'azure-native:network:WebApplicationFirewallPolicy';

/** What the newer and the older form of a firewall's settings say alike. */
function judgeBody(settings: Value, resource: Resource, { baseline }: Context): Result[] {
  const { requestBodyCheck, bodyKb, fileUploadMb } = baseline.network.webFirewall;
  return [
    ...expectBoolean(settings.key('requestBodyCheck'), requestBodyCheck, { resource, value: true }),
    ...expectAtMost(settings.key('maxRequestBodySizeInKb'), bodyKb, 'KB', { resource, value: 128 }),
    ...expectAtMost(settings.key('fileUploadLimitInMb'), fileUploadMb, 'MB', { resource, value: 100 }),
  ];
}

/**
 * The firewall of a gateway reads bodies, as far as the largest that it lets through, and refuses larger ones; files are
 * limited by a size of their own. Left out, bodies are read and limits enforced, with 128 KB for what is read and what
 * passes and 100 MB for files. The older form, inside a gateway that has no policy, reads all that it lets through. The
 * API version that is used (2024-05-01) writes down the default of the two enforcements only; of what is read Azure's
 * answer to a policy without settings tells, and of the sizes the list of limits.
 * https://learn.microsoft.com/azure/web-application-firewall/ag/application-gateway-waf-request-size-limits,
 * https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits#azure-application-gateway-limits,
 * https://github.com/Azure/azure-rest-api-specs/blob/main/specification/network/resource-manager/Microsoft.Network/stable/2024-05-01/webapplicationfirewall.json,
 * https://github.com/Azure/azure-cli/blob/dev/src/azure-cli/azure/cli/command_modules/network/tests/latest/recordings/test_network_app_gateway_waf_policy_with_version_and_type.yaml (2026-11-27)
 */
export const gatewayInspectsRequestBody: Rule = {
  types: [gatewayType, policyType],
  check(resource, context) {
    const { properties } = resource;
    if (resource.type === gatewayType) {
      const old = properties.key('webApplicationFirewallConfiguration');
      return old.isAbsent || !properties.at('firewallPolicy.id').isAbsent
        ? { notApplicable: 'the firewall policy says what is read' }
        : judgeBody(old, resource, context);
    }
    const settings = properties.key('policySettings');
    const { limitsEnforced, bodyKb } = context.baseline.network.webFirewall;
    return [
      ...judgeBody(settings, resource, context),
      ...['requestBodyEnforcement', 'fileUploadEnforcement'].flatMap((name) =>
        expectBoolean(settings.key(name), limitsEnforced, { resource, value: true }),
      ),
      ...expectAtLeast(settings.key('requestBodyInspectLimitInKB'), bodyKb, 'KB', { resource, value: 128 }),
    ];
  },
};
