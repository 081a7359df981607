import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fingerprintOf } from '../../../lib/host-audit/facts/ssh/pins';
import { portsOf } from '../../../lib/host-audit/probe/asked';
import { repositoryRoot } from '../../support/repository-copy';
import { startYosai } from '../../support/start-yosai';
import type { Lab } from './lab';
import { addressIn } from './lab-machines';
import type { Copy, SavedMachine } from './saved-machine';
import { webName } from './stubs';

/** What the command line said of a machine: every finding of a probe, and of an audit those that are not compliant. */
export interface Said {
  readonly findings: readonly {
    readonly verdict: 'compliant' | 'violated' | 'undetermined';
    readonly found: string;
    readonly source: { readonly id: string };
  }[];
  /** How many of an audit are compliant or not applicable. */
  readonly good: number;
  readonly code: number | null;
  /** Last line that it printed. */
  readonly summary: string;
}

/** `yosai audit` of a copy, by an inventory, the key of the lab, and the host keys that the console told. */
export async function yosaiAudit(lab: Lab, { machine, boot }: SavedMachine, copy: Copy): Promise<Said> {
  const { hostName, role } = machine.dev.host;
  const host = { name: hostName, address: '127.0.0.1', port: copy.machine.sshPort, role };
  const folder = folderFor(copy);
  const inventory = path.join(folder, 'hosts.yaml');
  // JSON is YAML too.
  writeFileSync(inventory, JSON.stringify({ hosts: [{ ...host, platform: 'other', key: lab.keyFile }] }));
  writeFileSync(path.join(folder, `${hostName}.log`), boot.console);
  return said(
    // A machine that is computed beside others is slow.
    ['audit', '--inventory', inventory, '--console-logs', folder, '--out', folder, '--timeout', '900'],
    path.join(folder, 'audit/findings.json'),
  );
}

/**
 * `yosai probe` of a copy at the ports that its role lists, each from an address that may reach it. The lab's own network
 * tells whether others are closed: a port on loopback always looks open.
 */
export async function yosaiProbe(lab: Lab, { machine, boot }: SavedMachine, copy: Copy): Promise<Said> {
  const { role, tenantSlot } = machine.dev.host;
  const folder = folderFor(copy);
  const args = ['probe', '127.0.0.1', '--role', role, '--out', folder];
  const doors: { close: () => void }[] = [];
  const open = async (from: string, port: number) => {
    const door = await lab.network.door(from, machine.dev.address, port);
    doors.push(door);
    args.push('--forward', `${port}=${door.port}`);
  };
  for (const port of portsOf(lab.baseline, 'ssh')) await open(lab.addresses.bastion, port);
  for (const key of boot.hostKeys) {
    args.push('--host-key', fingerprintOf(Buffer.from(key.split(' ')[1] ?? '', 'base64')));
  }
  if (role === 'app') {
    const gateway = addressIn(lab.baseline, tenantSlot, 'gateway');
    for (const port of portsOf(lab.baseline, 'tls')) await open(gateway, port);
    // Who made the certificate is the machine itself.
    const authority = path.join(folder, 'authority.pem');
    writeFileSync(authority, await copy.ssh.asRoot('openssl x509 -in /etc/yosai/backend.pem'));
    args.push('--ca', authority, '--name', webName);
  }
  try {
    return await said(args, path.join(folder, '127.0.0.1/probe.json'));
  } finally {
    for (const { close } of doors) close();
  }
}

/** A folder that goes with the copy. */
const folderFor = ({ machine }: Copy) => mkdtempSync(path.join(machine.folder, 'yosai-'));

async function said(args: readonly string[], file: string): Promise<Said> {
  const { stdout, stderr, code } = await startYosai(repositoryRoot, args).ended;
  const summary = stdout.trim().split('\n').at(-1) ?? '';
  if (!summary.startsWith('yosai ')) throw new Error(`yosai ${args[0]} ended with ${code}: ${stderr}`);
  const { findings, hosts = [] } = JSON.parse(readFileSync(file, 'utf8')) as Pick<Said, 'findings'> & {
    hosts?: { counts?: { compliant: number; notApplicable: number } }[];
  };
  const { compliant = 0, notApplicable = 0 } = hosts[0]?.counts ?? {};
  return { findings, good: compliant + notApplicable, code, summary };
}

/** Ids of the requirements with a verdict, in the order of the baseline. */
export const idsOf = ({ findings }: Said, verdict: Said['findings'][number]['verdict']) =>
  findings.filter((finding) => finding.verdict === verdict).map(({ source }) => source.id);
