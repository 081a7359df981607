import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FactName } from '../../lib/host-audit/collector/all-commands';

/** Real systems whose outputs are kept: as Debian brings them, hardened by us, or set up by somebody else. */
export type Recorded = `debian-${'12' | '13'}-${'plain' | 'hardened' | 'other'}`;

/** What the command of a fact printed on a real system. */
export function hostOutput(system: Recorded, name: FactName): string {
  return readFileSync(path.resolve(__dirname, `../fixtures/host-audit/${system}/${name}.txt`), 'utf8');
}
