import { gatewayInspectsRequestBody } from '../../../policy-packs/iso27017/policies/gateway-inspects-request-body';
import { describePolicy } from './support/describe-policy';
import { gateway } from './support/gateway';
import { networkId } from './support/network';
import { unknown } from './support/pack-run';

const policy = (policySettings: unknown, version = '') => ({
  resource: {
    type: `azure-native:network${version}:WebApplicationFirewallPolicy`,
    name: 'waf',
    properties: { policySettings },
  },
});
const older = (webApplicationFirewallConfiguration: unknown, more: object = {}) =>
  gateway({ webApplicationFirewallConfiguration, ...more });
const whole = {
  requestBodyCheck: true,
  requestBodyEnforcement: true,
  fileUploadEnforcement: true,
  maxRequestBodySizeInKb: 128,
  requestBodyInspectLimitInKB: 128,
  fileUploadLimitInMb: 100,
};
const byPolicy = 'the firewall policy says what is read';

describePolicy('gateway-inspects-request-body', gatewayInspectsRequestBody, {
  compliant: {
    'a policy that reads all that it lets through': policy(whole),
    'a policy that says nothing': policy(undefined),
    'a policy that lets through less, and would read more': policy({
      ...whole,
      maxRequestBodySizeInKb: 64,
      requestBodyInspectLimitInKB: 2000,
      fileUploadLimitInMb: 1,
    }),
    'a policy of another API version that says everything': policy(whole, '/v20241001'),
    'the older form': older({
      requestBodyCheck: true,
      maxRequestBodySizeInKb: 128,
      fileUploadLimitInMb: 100,
    }),
    'the older form that says nothing': older({ enabled: true }),
  },
  violated: {
    'a policy that reads no body': {
      ...policy({ ...whole, requestBodyCheck: false }),
      says: ['waf: policySettings.requestBodyCheck must be true, found false'],
    },
    'a policy that lets through larger bodies than it reads': {
      ...policy({ ...whole, maxRequestBodySizeInKb: 2000 }),
      says: ['waf: policySettings.maxRequestBodySizeInKb must be at most 128 KB, found 2000'],
    },
    'a policy that reads the beginning of bodies': {
      ...policy({ ...whole, requestBodyInspectLimitInKB: 8 }),
      says: ['waf: policySettings.requestBodyInspectLimitInKB must be at least 128 KB, found 8'],
    },
    'a policy that reads and refuses nothing': {
      ...policy({
        ...whole,
        requestBodyCheck: 'false',
        requestBodyEnforcement: false,
        fileUploadEnforcement: false,
      }),
      says: [
        'waf: policySettings.requestBodyCheck must be true, found false',
        'waf: policySettings.requestBodyEnforcement must be true, found false',
        'waf: policySettings.fileUploadEnforcement must be true, found false',
      ],
    },
    'larger files than the baseline admits': {
      ...policy({ ...whole, fileUploadLimitInMb: 4000 }),
      says: ['waf: policySettings.fileUploadLimitInMb must be at most 100 MB, found 4000'],
    },
    'a policy that says nothing in an API version whose defaults are not known': {
      ...policy(
        { ...whole, requestBodyCheck: undefined, requestBodyInspectLimitInKB: undefined },
        '/v20241001',
      ),
      says: [
        'waf: policySettings.requestBodyCheck must be true, said explicitly, found nothing',
        'waf: policySettings.requestBodyInspectLimitInKB must be at least 128 KB, said explicitly, found nothing',
      ],
    },
    'the older form that reads no body': {
      ...older({ requestBodyCheck: false, fileUploadLimitInMb: 750 }),
      says: [
        'gateway: webApplicationFirewallConfiguration.requestBodyCheck must be true, found false',
        'gateway: webApplicationFirewallConfiguration.fileUploadLimitInMb must be at most 100 MB, found 750',
      ],
    },
    'a policy that reads no body and whose size is not known yet': {
      ...policy({ ...whole, requestBodyCheck: false, maxRequestBodySizeInKb: unknown }),
      says: ['waf: policySettings.requestBodyCheck must be true, found false'],
      andOpen: [
        'waf: policySettings.maxRequestBodySizeInKb is not known before deployment, must be at most 128 KB',
      ],
    },
  },
  undetermined: {
    'an inspection that is not known yet': {
      ...policy({ ...whole, requestBodyCheck: unknown }),
      says: ['waf: policySettings.requestBodyCheck is not known before deployment, must be true'],
    },
    'sizes that are not known yet': {
      ...policy({ ...whole, requestBodyInspectLimitInKB: unknown, fileUploadLimitInMb: unknown }),
      says: [
        'waf: policySettings.fileUploadLimitInMb is not known before deployment, must be at most 100 MB',
        'waf: policySettings.requestBodyInspectLimitInKB is not known before deployment, must be at least 128 KB',
      ],
    },
    'the older form with a size that is not known yet': {
      ...older({ maxRequestBodySizeInKb: unknown }),
      says: [
        'gateway: webApplicationFirewallConfiguration.maxRequestBodySizeInKb is not known before deployment, must be at most 128 KB',
      ],
    },
  },
  notApplicable: {
    'a gateway with a policy': {
      ...older(
        { requestBodyCheck: false },
        {
          firewallPolicy: {
            id: networkId('rg-aoba', 'ApplicationGatewayWebApplicationFirewallPolicies', 'waf-aoba'),
          },
        },
      ),
      because: byPolicy,
    },
    'a gateway without a firewall': { ...gateway({}), because: byPolicy },
    'a bastion': {
      resource: { type: 'azure-native:network:BastionHost', properties: {} },
      because:
        'the policy is for azure-native:network:ApplicationGateway, azure-native:network:WebApplicationFirewallPolicy',
    },
  },
});
