import type { Explanation } from './explanations';

/** Why a hardened machine of the lab is not what testssl.sh asks. */
export const explainedToTestssl: readonly Explanation[] = [
  {
    why: 'The certificate is a stub of the lab (`managed-identity` in stubs.ts): nobody signed it.',
    findings: [
      'cert_chain_of_trust CRITICAL',
      'cert_revocation HIGH',
      'cert_trust HIGH',
      'overall_grade CRITICAL',
    ],
  },
  {
    why: 'Headers for browsers are the gateway’s and the application’s: the machine serves the gateway alone, and in the lab a stub.',
    findings: ['HSTS LOW', 'security_headers MEDIUM'],
  },
  {
    why: 'The judge’s own OpenSSL cannot try algorithms of GOST.',
    findings: ['engine_problem WARN'],
  },
  {
    why: 'The judge’s own client now and then does not keep the ticket by which it would go on.',
    findings: ['sessionresumption_ticket WARN'],
    sometimes: true,
  },
];
