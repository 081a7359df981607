import type { HardenedHost, HostFile } from './host';
import { lines } from './lines';
import { runs } from './states';

/** Where the key and the certificate of a machine behind the gateway lie, as PEM, for root alone. */
export const certificatePath = '/etc/yosai/backend.pem';

/** The unit that serves with it. */
export const webServer = 'nginx.service';

/** The timer that a machine behind the gateway starts. */
export const certificateTimer = 'yosai-fetch-certificate.timer';

/**
 * What a machine behind the gateway needs to show the tenant's certificate: a script that fetches it from the tenant's
 * vault by the machine's identity, so that no private key is in a document, and a timer that follows renewals. The web
 * server, where there is one, starts or goes on with each new one. Empty for other machines.
 */
export function certificateFiles(host: HardenedHost): HostFile[] {
  const { baseline, certificate } = host;
  if (certificate === undefined) return [];
  const { update, platform } = baseline.hosts;
  return [
    {
      path: '/usr/local/sbin/yosai-fetch-certificate',
      mode: '0755',
      content: fetcher(platform.metadata.address, certificate, runs(host, webServer)),
    },
    {
      path: '/etc/systemd/system/yosai-fetch-certificate.service',
      mode: '0644',
      content: lines(
        '[Unit]',
        'Description=Fetch the certificate of the backend from the vault',
        'After=network-online.target',
        'Wants=network-online.target',
        '[Service]',
        'Type=oneshot',
        'ExecStart=/usr/local/sbin/yosai-fetch-certificate',
      ),
    },
    {
      path: `/etc/systemd/system/${certificateTimer}`,
      mode: '0644',
      content: lines(
        '[Unit]',
        'Description=Follow renewals of the certificate of the backend',
        '[Timer]',
        'OnBootSec=1min',
        `OnUnitActiveSec=${update.everyMinutes}min`,
        '[Install]',
        'WantedBy=timers.target',
      ),
    },
  ];
}

/**
 * The file is replaced as a whole and only by what is a key with its certificate; until then the last one stays. The
 * token is handed to curl by a pipe, where no list of processes shows it.
 * https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token (2026-11-24)
 * https://learn.microsoft.com/rest/api/keyvault/secrets/get-secret (2026-11-24)
 */
function fetcher(
  metadataAddress: string,
  { identityId, secretUri }: { identityId: string; secretUri: string },
  isServed: boolean,
) {
  const resource = encodeURIComponent('https://vault.azure.net');
  const token = `http://${metadataAddress}/metadata/identity/oauth2/token?api-version=2018-02-01&resource=${resource}&msi_res_id=${encodeURIComponent(identityId)}`;
  return lines(
    '#!/bin/sh',
    'set -eu',
    `file=${certificatePath}`,
    'refuse() {',
    '  logger -t yosai-fetch-certificate -p auth.err "$1"',
    '  exit 1',
    '}',
    'umask 077',
    'mkdir -p "$(dirname "$file")"',
    'work=$(mktemp "$file.XXXXXX")',
    'trap \'rm -f "$work"\' EXIT',
    "token=$(curl --silent --fail --noproxy '*' --max-time 30 --header Metadata:true \\",
    `  '${token}' | sed -n 's/.*"access_token" *: *"\\([^"]*\\)".*/\\1/p')`,
    '[ -n "$token" ] || refuse \'the machine got no token for its identity\'',
    'value=$(printf \'header = "Authorization: Bearer %s"\\n\' "$token" \\',
    `  | curl --silent --fail --max-time 30 --config - '${secretUri}?api-version=7.4' \\`,
    '  | sed -n \'s/.*"value" *: *"\\([^"]*\\)".*/\\1/p\')',
    'printf %b "$value" > "$work"',
    'openssl x509 -noout -in "$work" 2>/dev/null && openssl pkey -noout -in "$work" 2>/dev/null \\',
    "  || refuse 'the vault gave no key with a certificate'",
    'if cmp -s "$work" "$file"; then exit 0; fi',
    'mv -f "$work" "$file"',
    "logger -t yosai-fetch-certificate -p auth.notice 'took a new certificate'",
    ...(isServed
      ? [
          `systemctl reload-or-restart ${webServer} || refuse '${webServer} does not take the new certificate'`,
        ]
      : []),
  );
}
