import { absent, unknown } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, leftOpen, other, rewritten } from '../support/rows';
import { notTrue } from '../support/values';
import { changed } from '../support/world';

const of = 'azure-native:network:ApplicationGateway';
const policy = 'azure-native:network:WebApplicationFirewallPolicy';
const switches = ['requestBodyCheck', 'requestBodyEnforcement', 'fileUploadEnforcement'].map(
  (name) => `policySettings.${name}`,
);
const sizes = ['maxRequestBodySizeInKb', 'requestBodyInspectLimitInKB', 'fileUploadLimitInMb'].map(
  (name) => `policySettings.${name}`,
);

/** A gateway by the older way, without a policy of its own. */
const byOldWay = (configuration: object) =>
  rewritten({
    of,
    path: 'webApplicationFirewallConfiguration',
    value: JSON.stringify(configuration),
    by: (gateway) => ({
      put: [
        changed(
          changed(gateway, ['firewallPolicy'], absent),
          ['webApplicationFirewallConfiguration'],
          configuration,
        ),
      ],
    }),
  });

export const mutants: PolicyMutants = {
  broken: [
    change({ of: policy, path: switches, to: notTrue }),
    change({
      of: policy,
      path: 'policySettings.maxRequestBodySizeInKb',
      to: [129, 2000, '2000', '', true, 'all'],
    }),
    change({
      of: policy,
      path: 'policySettings.requestBodyInspectLimitInKB',
      to: [127, 8, 0, '8', '', false, 'all'],
    }),
    change({
      of: policy,
      path: 'policySettings.fileUploadLimitInMb',
      to: [101, 4000, '750', '', true, 'all'],
    }),
    change({
      of: policy,
      path: 'policySettings',
      to: [{ requestBodyCheck: false }, { maxRequestBodySizeInKb: 2000 }],
    }),
    ...[
      ...notTrue.map((requestBodyCheck) => ({ requestBodyCheck })),
      { maxRequestBodySizeInKb: 2000 },
      { fileUploadLimitInMb: 750 },
    ].map(byOldWay),
    ...['requestBodyCheck', 'maxRequestBodySizeInKb', 'fileUploadLimitInMb'].map((name) =>
      leftOpen(byOldWay({ [name]: unknown })),
    ),
  ],
  harmless: [
    // Azure reads bodies and enforces its limits when nothing is said.
    other({ of: policy, path: switches, to: ['true', 'True', absent, null] }),
    other({ of: policy, path: [...sizes, 'policySettings'], to: [absent, null] }),
    other({ of: policy, path: 'policySettings.maxRequestBodySizeInKb', to: [8, 127, '128'] }),
    other({ of: policy, path: 'policySettings.requestBodyInspectLimitInKB', to: [129, 2000, '128'] }),
    other({ of: policy, path: 'policySettings.fileUploadLimitInMb', to: [1, 99, '100'] }),
    ...[{}, { requestBodyCheck: true, maxRequestBodySizeInKb: 128, fileUploadLimitInMb: 100 }].map(byOldWay),
    // The policy of a gateway decides, whatever the older form beside it says.
    other({ of, path: 'webApplicationFirewallConfiguration', to: [{ requestBodyCheck: false }] }),
  ],
};
