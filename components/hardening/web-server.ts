import { openPorts } from '../../lib/baseline/network-rules';
import type { TlsBaseline } from '../../lib/baseline/types.generated';
import { certificatePath, webServer } from './certificate';
import type { HardenedHost, HostFile } from './host';
import { lines } from './lines';
import { runs, stateOf } from './states';

const configuration = '/etc/nginx/nginx.conf';

/**
 * The server that answers the gateway: with the tenant's certificate, on the role's https ports and no others. What it
 * serves, the application says in `/etc/nginx/backend.d`; without any, nothing is found. It waits for its certificate,
 * which comes after the first boot; whoever fetches that starts it.
 * https://nginx.org/en/docs/http/configuring_https_servers.html (2026-11-27), white paper section 43
 */
export function webServerFiles(host: HardenedHost): HostFile[] {
  if (!runs(host, webServer)) return [];
  const ports = openPorts(host.baseline.network, host.role).filter(({ service }) => service === 'https');
  return [
    {
      path: '/etc/nginx/conf.d/50-yosai.conf',
      mode: '0644',
      content: lines(
        'server {',
        ...ports.flatMap((open) => open.ports.map((port) => `  listen ${port} ssl default_server;`)),
        '  server_name _;',
        `  ssl_certificate ${certificatePath};`,
        `  ssl_certificate_key ${certificatePath};`,
        '  root /var/www/backend;',
        '  include /etc/nginx/backend.d/*.conf;',
        '}',
      ),
    },
    {
      path: `/etc/systemd/system/${webServer}.d/50-yosai.conf`,
      mode: '0644',
      content: lines('[Unit]', `ConditionPathExists=${certificatePath}`),
    },
  ];
}

/**
 * Settings for every server of the machine, in the place of Debian's own: 12 takes TLS 1.0 and tells its version. The
 * example site, which listens on port 80, goes.
 * https://nginx.org/en/docs/http/ngx_http_ssl_module.html (2026-11-27)
 */
export function webServerSteps(host: HardenedHost): string[] {
  if (!runs(host, webServer)) return [];
  const settings = settingsOf(host);
  const keys = [...settings.keys()].join('|');
  const written = [...settings].map(([key, value]) => `'  ${key} ${value};'`);
  return [
    'apply rm -f /etc/nginx/sites-enabled/default',
    `apply place ${configuration} '^[ \t]*(${keys})[ \t]' '^http[ \t]*[{]' ${written.join(' ')}`,
  ];
}

function settingsOf(host: HardenedHost): Map<string, string> {
  const { tls } = host.baseline;
  const suites = tls.cipherSuites;
  return new Map([
    ...(stateOf(host, 'nginx-version-hidden') === undefined ? [] : [['server_tokens', 'off'] as const]),
    [
      'ssl_protocols',
      versionsOf(tls)
        .map((version) => `TLSv${version}`)
        .join(' '),
    ],
    ['ssl_prefer_server_ciphers', 'on'],
    ['ssl_ciphers', suites['1.2'].join(':')],
    ['ssl_conf_command', `Ciphersuites ${suites['1.3'].join(':')}`],
  ]);
}

/** Versions that a server may offer, the oldest first. */
function versionsOf({ minimumVersion }: TlsBaseline): string[] {
  return ['1.2', '1.3'].filter((version) => version >= minimumVersion);
}
