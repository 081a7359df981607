import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, other, rewritten } from '../support/rows';
import { notTrue, spellings } from '../support/values';
import { changed } from '../support/world';

const of = 'azure-native:network:ApplicationGateway';
const policy = 'azure-native:network:WebApplicationFirewallPolicy';
const old = { enabled: true, firewallMode: 'Prevention' };
/** A gateway by the older way, without a policy of its own. */
const byOldWay = (configuration: unknown) =>
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
    change({ of: policy, path: 'policySettings.mode', to: ['Detection', 'detection', '', absent, null] }),
    change({ of: policy, path: 'policySettings.state', to: ['Disabled', 'disabled', '', absent, null] }),
    change({ of: policy, path: 'policySettings', to: [absent, {}] }),
    change({ of, path: 'sku.tier', to: ['Standard_v2', 'WAF', 'Basic', '', absent, null] }),
    change({ of, path: 'firewallPolicy', to: [absent, {}] }),
    change({ of, path: 'firewallPolicy.id', to: [absent] }),
    ...[
      { ...old, firewallMode: 'Detection' },
      ...notTrue.map((enabled) => ({ ...old, enabled })),
      { firewallMode: 'Prevention' },
      { enabled: true },
      {},
    ].map(byOldWay),
  ],
  harmless: [
    other({ of: policy, path: 'policySettings.mode', to: spellings('Prevention') }),
    other({ of: policy, path: 'policySettings.state', to: spellings('Enabled') }),
    other({ of: policy, path: 'policySettings.fileUploadLimitInMb', to: [50] }),
    other({ of, path: 'sku.tier', to: spellings('WAF_v2') }),
    byOldWay(old),
  ],
};
