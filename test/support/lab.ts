import { describe, inject } from 'vitest';
import type { Engine } from '../../lib/rehearsal/engine/engine';

/** `describe` for what needs the official engine; skipped where there is none, which the labs' setup tells. */
export const describeLab = describe.skipIf(inject('engine') === undefined);

/** The official engine of this machine. */
export function officialEngine(): Engine {
  const engine = inject('engine');
  if (engine === undefined) throw new Error('there is no official engine; use describeLab');
  return engine;
}
