import path from 'node:path';
import { loadBaseline } from '../../lib/baseline';
import type { CertificateChain } from '../../lib/host-audit/facts/probe/certificates';
import type { ProbeFacts, TlsSeen } from '../../lib/host-audit/facts/probe/look';
import type { PortScan } from '../../lib/host-audit/facts/probe/ports';
import type { SshOffer } from '../../lib/host-audit/facts/probe/ssh-packets';
import type { Hop, Visit } from '../../lib/host-audit/facts/probe/visits';
import type { Asked } from '../../lib/host-audit/probe/asked';
import { judgeProbe } from '../../lib/host-audit/probe/judge-probe';

const loaded = loadBaseline(path.resolve(__dirname, '../../baselines'));
if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
export const baseline = loaded.value;

export const name = 'aoba.cloud.example.jp';
export const now = Date.parse('2026-11-27T00:00:00Z');
export const key = 'SHA256:YREum6/j7PmCPae8PWY89ymuIPQ9HsW3RIHLNovtRu4';
export const otherKey = 'SHA256:AREum6/j7PmCPae8PWY89ymuIPQ9HsW3RIHLNovtRu4';

export const ports: PortScan = {
  open: [22, 443],
  closed: '80',
  filtered: '1-21,23-79,81-442,444-65535',
  notTried: '',
};
export const offer: SshOffer = {
  protocol: '2.0',
  software: 'OpenSSH_9.2p1 Debian-2+deb12u7',
  kex: ['curve25519-sha256', 'kex-strict-s-v00@openssh.com', 'ext-info-s'],
  hostKeys: ['ssh-ed25519'],
  ciphers: ['aes256-gcm@openssh.com', 'aes128-ctr'],
  macs: ['hmac-sha2-512-etm@openssh.com'],
  compression: ['none', 'zlib@openssh.com'],
};
export const login = {
  keys: [{ kind: 'ssh-ed25519', value: { type: 'ssh-ed25519', fingerprint: key } }],
  login: { value: { methods: ['publickey'] } },
};
export const own = {
  subject: 'CN=aoba',
  issuer: 'CN=Authority',
  validFrom: Date.parse('2026-10-01'),
  validTo: Date.parse('2027-01-31'),
  key: { type: 'ec', bits: 256 },
  signature: { name: 'ECDSA', hash: 'SHA-256' },
  isOwnIssuer: false,
};
export const chain: CertificateChain = {
  chain: [
    own,
    {
      ...own,
      subject: 'CN=Authority',
      key: { type: 'rsa', bits: 4096 },
      signature: { name: 'RSA', hash: 'SHA-1' },
      isOwnIssuer: true,
    },
  ],
  names: `DNS:${name}`,
  coversName: true,
};
export const suites: TlsSeen['suites'] = {
  'TLS 1.3': { value: ['TLS_AES_256_GCM_SHA384'] },
  'TLS 1.2': { value: ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'] },
  'TLS 1.1': { value: [] },
  'TLS 1.0': { value: [] },
  'SSL 3.0': { value: [] },
};
export const hop = (status: number, more: Partial<Hop> = {}): Hop => ({
  url: `https://${name}/`,
  status,
  ...more,
});
export const visits = (...hops: Hop[]): Visit[] => [{ path: '/', hops: { value: hops } }];
export const tls: TlsSeen = { suites, certificates: { value: chain }, visits: visits(hop(401)) };
export const sound: ProbeFacts = {
  ports,
  ssh: { 22: { offer: { value: offer }, login: { value: login } } },
  tls: { 443: tls },
  plainHttp: {},
};
export const asked: Asked = {
  baseline,
  role: 'app',
  name,
  hostKeys: [key],
  publicPaths: [],
  loginHosts: [],
  otherAddresses: [],
  now,
};

/** What is said of a probe: a line for each judgement. */
export function said(id: string, seen: Partial<ProbeFacts>, more: Partial<Asked> = {}): string[] {
  return judgeProbe('host', { ...sound, ...seen }, { ...asked, ...more }, baseline.controls)
    .filter(({ source }) => source.id === `probe-${id}`)
    .map(({ verdict, at, found }) =>
      [verdict, at?.path, found].filter((part) => part !== undefined).join(': '),
    );
}
export const withOffer = (more: Partial<SshOffer>): Partial<ProbeFacts> => ({
  ssh: { 22: { offer: { value: { ...offer, ...more } }, login: { value: login } } },
});
export const withLogin = (more: object): Partial<ProbeFacts> => ({
  ssh: { 22: { offer: { value: offer }, login: { value: { ...login, ...more } } } },
});
export const withTls = (more: Partial<TlsSeen>): Partial<ProbeFacts> => ({
  tls: { 443: { ...tls, ...more } },
});
export const withSuites = (more: object) => withTls({ suites: { ...suites, ...more } });
export const withChain = (more: Partial<CertificateChain>) =>
  withTls({ certificates: { value: { ...chain, ...more } } });
export const withPorts = (more: Partial<PortScan>): Partial<ProbeFacts> => ({ ports: { ...ports, ...more } });
export const withPlain = (...hops: Hop[]): Partial<ProbeFacts> => ({
  ports: { ...ports, open: [22, 80, 443], closed: '' },
  plainHttp: { 80: [{ path: '/', hops: { value: hops } }] },
});
