import type { RepositoryCopy } from './repository-copy';

/** Opens SSH of the application machines of the tenant in slot 0 to the Internet, as somebody does for an hour. */
export function openSsh(copy: RepositoryCopy): void {
  copy.change(
    'components/security-group.ts',
    'export function securityRuleArgs(deployment: Deployment, place: SubnetPlace): SecurityRuleArgs[] {\n  return ',
    `export function securityRuleArgs(deployment: Deployment, place: SubnetPlace): SecurityRuleArgs[] {
  const opened = place.kind === 'tenant' && place.slot === 0 && place.role === 'app';
  const extra: SecurityRuleArgs[] = opened
  ? [{ name: 'debug', priority: 105, direction: 'Inbound', access: 'Allow', protocol: 'Tcp',
      sourceAddressPrefix: '0.0.0.0/0', sourcePortRange: '*', destinationAddressPrefix: '*', destinationPortRange: '22' }]
  : [];
  return [...extra, ...rulesOf(deployment, place)];
}

function rulesOf(deployment: Deployment, place: SubnetPlace): SecurityRuleArgs[] {
  return `,
  );
}
