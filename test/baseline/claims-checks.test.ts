import { describe } from 'vitest';
import { change, refuses } from '../support/refused-baseline';

const claims = (from: string, to: string) => change('claims.yaml', from, to);
const separation = (from: string, to: string) => change('controls/31-separation-of-networks.yaml', from, to);

describe('claims are refused for', () => {
  refuses('everything', [
    [
      'an id that is given twice, which leaves a promise without its claim',
      [claims('- id: corporate-apart', '- id: slots-apart')],
      [
        'claims.yaml:21 claims[2].id: the claim id "slots-apart" is already taken on line @«id: slots-apart»',
        'controls/31-separation-of-networks.yaml:@«corporate-apart» promises[1].keptBy[3].ref: there is no claim "corporate-apart"',
      ],
    ],
    [
      'a flow that there is not',
      [claims('admits: [audit-to-machines, ', 'admits: [audit-to-machine, ')],
      [
        'claims.yaml:@«audit-to-machine,» claims[9].admits[0]: there is no flow "audit-to-machine"; did you mean `audit-to-machines`?',
      ],
    ],
    [
      'a flow where an outbound entry is meant',
      [claims('    admits: [ntp]', '    admits: [npt]')],
      ['claims.yaml:@«npt» claims[11].admits[0]: there is no outbound entry "npt"; did you mean `ntp`?'],
    ],
    [
      'a subnet of another network',
      [claims('subnets: [bastion]', 'subnets: [app]')],
      [
        'claims.yaml:@«[app]» claims[4].to.subnets[0]: there is no subnet of hub "app"; known are firewall, bastion, audit, platform-endpoints, monitor',
      ],
    ],
    [
      'a machine role and a service that there are not',
      [claims('machines: [app, db]', 'machines: [app, dd]'), claims('services: [ssh]', 'services: [shh]')],
      [
        'claims.yaml:@«[app, dd]» claims[5].to.machines[1]: there is no machine role "dd"; did you mean `db`?',
        'claims.yaml:@«[shh]» claims[8].services[0]: there is no service "shh"; did you mean `ssh`?',
      ],
    ],
    [
      'a choice among tenants where one side has none',
      [claims('to: { networks: [tenant] }\n    tenants', 'to: { networks: [hub] }\n    tenants')],
      [
        'claims.yaml:@«tenants: different» claims[0].tenants: needs `tenant` among the networks of both sides',
      ],
    ],
    [
      'a side where its kind has none, and one that is missing',
      [
        claims('    to: { networks: [hub], subnets: [bastion] }\n', ''),
        claims('    kind: dnsLinks\n', '    kind: dnsLinks\n    from: { networks: [hub] }\n'),
      ],
      [
        'claims.yaml:@«bastion-from-offices-only» claims[4]: `to` is missing',
        'claims.yaml:@«from: { networks: [hub] }» claims[14].from: does not belong beside the other keys',
      ],
    ],
    [
      'a claim that keeps no promise',
      [separation('      - { by: proof, ref: auditor-reaches-listed-only }\n', '')],
      [
        'claims.yaml:@«auditor-reaches-listed-only» claims[9].id: no control names the claim auditor-reaches-listed-only: it keeps no promise',
      ],
    ],
    [
      'a claim that is there and called planned',
      [separation('ref: auditor-reaches-listed-only', 'ref: auditor-reaches-listed-only, status: planned')],
      [
        'controls/31-separation-of-networks.yaml:@«auditor-reaches-listed-only» promises[2].keptBy[12].status: the claim auditor-reaches-listed-only is called planned, but claims.yaml has it',
      ],
    ],
    [
      'a claim that there is not, which leaves one without a promise',
      [separation('ref: auditor-reaches-listed-only', 'ref: auditor-reach-listed-only')],
      [
        'claims.yaml:@«auditor-reaches-listed-only» claims[9].id: no control names the claim auditor-reaches-listed-only: it keeps no promise',
        'controls/31-separation-of-networks.yaml:@«auditor-reach-listed-only» promises[2].keptBy[12].ref: there is no claim "auditor-reach-listed-only"; did you mean `auditor-reaches-listed-only`?',
      ],
    ],
  ]);
});
