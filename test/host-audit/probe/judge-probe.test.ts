import { describe, expect, it } from 'vitest';
import { judgeProbe, judges } from '../../../lib/host-audit/probe/judge-probe';
import { asked, baseline, said, sound, withPorts } from '../../support/probed-host';

it('each probe of the baseline has a judge, and each judge a probe', () => {
  expect(Object.keys(judges).sort()).toEqual(baseline.probe.probes.map(({ id }) => id).sort());
});

it('a host that keeps everything has no finding', () => {
  const findings = judgeProbe('host', sound, asked, baseline.controls);
  expect(findings.filter(({ verdict }) => verdict !== 'compliant' && verdict !== 'notApplicable')).toEqual(
    [],
  );
  expect(findings.every(({ controls }) => controls.length > 0)).toBe(true);
  // Everything of the role that there is something to be seen of.
  expect(
    new Set(findings.filter(({ verdict }) => verdict === 'compliant').map(({ source }) => source.id)).size,
  ).toBe(8);
});

it('a finding carries promises, place, words and what to do', () => {
  const seen = { ...sound, ...withPorts({ open: [22, 443, 5432] }) };
  const [finding] = judgeProbe('10.64.1.4', seen, asked, baseline.controls);
  expect(finding).toEqual({
    verdict: 'violated',
    controls: ['20.1'],
    source: { kind: 'check', id: 'probe-port-scan' },
    severity: 'critical',
    enforcement: 'mandatory',
    subject: { kind: 'host', id: '10.64.1.4' },
    expected: 'TCP 22,443 and nothing else open',
    found: 'TCP 5432 open',
    fix: 'Stop what listens there, or close the port in the firewall.',
  });
});

it('a probe that nobody can judge is not known', () => {
  const [first] = baseline.probe.probes;
  if (first === undefined) throw new Error('there are probes');
  const probe = { ...baseline.probe, probes: [{ ...first, id: 'new' }] };
  expect(said('new', {}, { baseline: { ...baseline, probe } })).toEqual([
    'undetermined: no judge is named new',
  ]);
});

describe('a baseline that asks for something else', () => {
  const { network, tls, probe } = baseline;
  it.each<[string, Partial<typeof baseline>, string, string]>([
    [
      'another port of https',
      {
        network: { ...network, services: { ...network.services, https: { ports: [8443], protocol: 'Tcp' } } },
      },
      'port-scan',
      'violated: TCP 443 open',
    ],
    [
      'a newer version of TLS',
      { tls: { ...tls, minimumVersion: '1.3' } },
      'tls-versions',
      'violated: port 443: TLS 1.2 accepted',
    ],
    [
      'another suite',
      { tls: { ...tls, cipherSuites: { ...tls.cipherSuites, '1.2': ['ECDHE-RSA-AES256-GCM-SHA384'] } } },
      'tls-cipher-suites',
      'violated: port 443 TLS 1.2: TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
    ],
    [
      'longer keys',
      { tls: { ...tls, serverCertificate: { ...tls.serverCertificate, ecBits: 384 } } },
      'tls-certificate',
      'violated: port 443: CN=aoba has a key ec of 256 bits',
    ],
    [
      'no compression',
      { probe: { ...probe, sshCompression: ['none'] } },
      'ssh-algorithms',
      'violated: port 22 Compression: zlib@openssh.com',
    ],
    [
      'other ciphers of sshd',
      {
        hostAreas: {
          only: {
            title: { ja: '暗号', en: 'Ciphers' },
            requirements: [
              {
                id: 'ciphers',
                severity: 'high',
                title: { ja: '暗号', en: 'Ciphers' },
                reason: { ja: '理由', en: 'Why' },
                source: 'sshd_config(5)',
                sshd: { keyword: 'Ciphers', value: 'aes256-ctr', compare: 'subset' },
              },
            ],
          },
        },
      },
      'ssh-algorithms',
      'violated: port 22 Ciphers: aes256-gcm@openssh.com, aes128-ctr',
    ],
  ])('gets other findings: %s', (_, more, id, expected) =>
    expect(said(id, {}, { baseline: { ...baseline, ...more } })).toContain(expected),
  );
});
