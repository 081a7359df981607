import type { Finding } from '../../lib/findings/finding';

/** A violated finding of a mandatory policy, with what a test changes about it. */
export function findingOf(more: Partial<Finding> = {}): Finding {
  return {
    verdict: 'violated',
    controls: ['20.1'],
    source: { kind: 'policy', id: 'vm-denies-public-address', pack: 'iso27017@1.0.0' },
    severity: 'high',
    enforcement: 'mandatory',
    subject: { kind: 'resource', id: 'urn:pulumi:dev::shop::own:index:Thing::web', name: 'web' },
    ...more,
  };
}
