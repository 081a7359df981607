import type { Provenance } from '../../lib/preview/provenance';

/** Provenance of plans of which a test does not care from what they were made. */
export const provenance: Provenance = {
  madeAt: '2026-11-27T00:00:00Z',
  tool: 'yosai 0.1.0',
  inputs: { config: '0'.repeat(64) },
};
