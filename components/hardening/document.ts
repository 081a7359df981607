import { createHash } from 'node:crypto';
import { hardeningFiles } from './files';
import type { HardenedHost, HostFile } from './host';
import { packagesOf } from './packages';

/** How long after its first boot a machine restarts, in minutes, if it has to: extensions take some. */
const restartDelayMinutes = 15;

/**
 * The `#cloud-config` document that hardens a machine at its first boot, made from the baseline alone: the same
 * host gives the same text, and there is no secret in it. Its second line names the schema and the SHA-256 of
 * everything after that line, so that a plan can be compared with the baseline and a machine with the plan.
 * Throws a RangeError when it is longer than the baseline admits.
 * https://docs.cloud-init.io/en/22.4.2/reference/modules.html#ssh (2026-11-24), white paper sections 20 and 28
 */
export function hardeningDocument(host: HardenedHost): string {
  const { schema, maximumBytes } = host.baseline.virtualMachines.hardening;
  const body = renderBody(host);
  const digest = createHash('sha256').update(body).digest('hex');
  const document = `#cloud-config\n# ${schema} sha256:${digest}\n${body}`;
  const bytes = Buffer.byteLength(document);
  if (bytes > maximumBytes) {
    throw new RangeError(
      `hardening document of ${host.hostName} has ${bytes} bytes, the baseline admits ${maximumBytes}`,
    );
  }
  return document;
}

function renderBody(host: HardenedHost): string {
  const { security, timezone } = host.baseline.virtualMachines;
  return [
    `# Written for ${host.hostName}, role ${host.role}.`,
    `hostname: ${host.hostName}`,
    'manage_etc_hosts: false',
    'preserve_hostname: false',
    `ssh_pwauth: ${security.passwordLogin}`,
    'disable_root: true',
    // Host keys are made here and never leave; the console tells them, so that who connects can know them before.
    'ssh_deletekeys: true',
    'ssh_genkeytypes: [ed25519, rsa]',
    'ssh:',
    '  emit_keys_to_console: true',
    `timezone: ${timezone}`,
    'package_update: true',
    'package_upgrade: true',
    'packages:',
    ...packagesOf(host).map((name) => `  - ${name}`),
    'write_files:',
    ...hardeningFiles(host).flatMap(renderFile),
    'runcmd:',
    '  - [/usr/local/sbin/yosai-harden]',
    // Before anybody relies on the machine, and after its extensions are there: a new kernel, and words of its command
    // line, count from a restart. Later ones are announced first.
    'power_state:',
    '  mode: reboot',
    `  delay: ${restartDelayMinutes}`,
    '  condition: [test, -e, /run/reboot-required]',
    '',
  ].join('\n');
}

function renderFile({ path, mode, content }: HostFile): string[] {
  return [
    `  - path: ${path}`,
    `    permissions: '${mode}'`,
    '    owner: root:root',
    '    content: |',
    ...content
      .trimEnd()
      .split('\n')
      .map((line) => (line === '' ? '' : `      ${line}`)),
  ];
}
