import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { must } from '../commands';
import { cards } from './qemu-arguments';

/** What cloud-init is given at the first boot. */
export interface Seed {
  readonly hostName: string;
  /** The document of the plan; nothing for a plain machine. */
  readonly userData: string | undefined;
  /** What the lab adds: its login, and what stands in for parts of Azure. */
  readonly vendorData: string;
  readonly networkConfig: string;
}

/**
 * The disk from which cloud-init reads its data.
 * https://docs.cloud-init.io/en/25.1/reference/datasources/nocloud.html (2026-11-27)
 */
export async function writeSeed(seed: Seed, file: string): Promise<void> {
  const folder = `${file}.parts`;
  mkdirSync(folder, { recursive: true });
  const parts = {
    'meta-data': `instance-id: lab-${seed.hostName}\nlocal-hostname: ${seed.hostName}\n`,
    'user-data': seed.userData ?? '',
    'vendor-data': seed.vendorData,
    'network-config': seed.networkConfig,
  };
  for (const [name, text] of Object.entries(parts)) writeFileSync(path.join(folder, name), text);
  const names = Object.keys(parts).map((name) => path.join(folder, name));
  await must('genisoimage', ['-quiet', '-output', file, '-volid', 'cidata', '-joliet', '-rock', ...names]);
  rmSync(folder, { recursive: true, force: true });
}

export interface Addresses {
  /** The machine's address in the tenant's network, with the length of its subnet, such as `10.64.1.4/24`. */
  readonly address: string;
  readonly gateway: string;
  readonly nameServer: string;
}

/**
 * Two cards: logins come over one, as from the subnet of the auditor, and everything else goes over the other, as in
 * the tenant's network.
 * https://docs.cloud-init.io/en/25.1/reference/network-config-format-v2.html (2026-11-27)
 */
export function networkConfig({ address, gateway, nameServer }: Addresses): string {
  return [
    'version: 2',
    'ethernets:',
    '  management:',
    `    match: { macaddress: '${cards.management}' }`,
    '    dhcp4: true',
    '    dhcp4-overrides: { use-dns: false, use-routes: false, use-ntp: false }',
    '  tenant:',
    `    match: { macaddress: '${cards.tenant}' }`,
    `    addresses: [${address}]`,
    `    routes: [{ to: 0.0.0.0/0, via: ${gateway} }]`,
    `    nameservers: { addresses: [${nameServer}] }`,
    '',
  ].join('\n');
}
