import { describe } from 'vitest';
import { change, refuses } from '../support/refused-baseline';

const probe = (from: string, to: string) => change('probe.yaml', from, to);

describe('probes are refused for', () => {
  refuses('everything', [
    [
      'an id that is given twice, which leaves promises without their probe',
      [probe('- id: tls-certificate', '- id: tls-versions')],
      [
        'controls/21-where-encryption-applies.yaml:@«tls-certificate» promises[3].keptBy[4].ref: there is no probe "tls-certificate"',
        'controls/43-cryptography-and-export.yaml:@«tls-certificate» promises[0].keptBy[7].ref: there is no probe "tls-certificate"',
        'probe.yaml:98 probes[6].id: the probe id "tls-versions" is already taken on line @«id: tls-versions»',
      ],
    ],
    [
      'a service and a role that there are not',
      [probe('tls: https', 'tls: htps'), probe('roles: [gateway]', 'roles: [gatway]')],
      [
        'probe.yaml:@«tls: htps» services.tls: there is no service "htps"; did you mean `https`?',
        'probe.yaml:@«[gatway]» probes[9].roles[0]: there is no role "gatway"; did you mean `gateway`?',
      ],
    ],
    [
      'a promise that calls one planned that is there',
      [
        change(
          'controls/20-hardened-virtual-machines.yaml',
          'ref: port-scan',
          'ref: port-scan, status: planned',
        ),
      ],
      [
        'controls/20-hardened-virtual-machines.yaml:@«port-scan» promises[0].keptBy[14].status: the probe port-scan is called planned, but probe.yaml has it',
      ],
    ],
    [
      'one that keeps no promise',
      [change('controls/20-hardened-virtual-machines.yaml', '      - { by: probe, ref: port-scan }\n', '')],
      ['probe.yaml:@«port-scan» probes[0].id: no control names the probe port-scan: it keeps no promise'],
    ],
  ]);
});
