import path from 'node:path';
import type { Deployment } from '../../../components/deployment';
import { environmentParts, loadBaseline, renderMistake, type Tenant } from '../../../lib/baseline';

/** The baseline of the repository, read anew: a test may change its copy. */
export function repositoryBaseline(): Deployment['baseline'] {
  const loaded = loadBaseline(path.resolve(__dirname, '../../../baselines'), { parts: environmentParts });
  if (!loaded.ok) throw new Error(loaded.mistakes.map(renderMistake).join('\n'));
  return loaded.value;
}

export function exampleDeployment(change: Partial<Deployment> = {}): Deployment {
  return {
    environment: 'dev',
    location: 'japaneast',
    subscriptionId: '00000000-0000-4000-8000-000000000001',
    directoryId: '00000000-0000-4000-8000-000000000002',
    vaultItemsExpireAt: 1_825_027_200,
    protectData: true,
    baseline: repositoryBaseline(),
    ...change,
  };
}

export const exampleTenant: Tenant = {
  id: 'aoba',
  name: { ja: '青葉商事株式会社', en: 'Aoba Trading' },
  slot: 0,
  state: 'active',
  since: '2026-04-01',
  host: 'aoba.cloud.example.jp',
  machines: { app: 2, db: 1 },
};
