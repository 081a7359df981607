import * as pulumi from '@pulumi/pulumi';
import { PrivateKey } from '@pulumi/tls';
import type { Deployment } from './deployment';
import { createSecret } from './key-vault';

export interface AuditLoginArgs {
  readonly deployment: Deployment;
  /** Resource group and name of the platform's vault. */
  readonly resourceGroupName: pulumi.Output<string>;
  readonly vaultName: pulumi.Output<string>;
  readonly tags: Record<string, string>;
}

/**
 * The key with which the auditor logs in on every tenant's machines. Its private part stands in the platform's vault
 * and nowhere else but the engine's encrypted state. Its public part is taken from the state into the register, because
 * what machines are given is signed before any resource exists; it is no output of the stack, as one value that is not
 * known before deployment leaves all outputs unknown to the previews of tenants' stacks. White paper sections 15 and 16.
 */
export function createAuditLogin(name: string, args: AuditLoginArgs, parent: pulumi.Resource): void {
  const { algorithm, bits } = args.deployment.baseline.tls.certificate;
  const key = new PrivateKey(`${name}-key`, { algorithm, rsaBits: bits }, { parent });
  createSecret(
    `${name}-secret`,
    {
      ...args,
      secretName: 'audit-key',
      contentType: 'application/x-pem-file',
      value: pulumi.secret(key.privateKeyOpenssh),
    },
    { parent },
  );
}
