import { describe, expect, it } from 'vitest';
import { vaultProperties } from '../../components/key-vault';
import { exampleDeployment, repositoryBaseline } from './support/deployment';

describe('a key vault', () => {
  it('lets in the services that the baseline admits, and no other', () => {
    const baseline = repositoryBaseline();
    baseline.dataStores.keyVault.enabledFor.diskEncryption = true;
    expect(vaultProperties(exampleDeployment({ baseline }))).toMatchObject({
      enabledForDeployment: false,
      enabledForDiskEncryption: true,
      enabledForTemplateDeployment: false,
    });
  });
});
