import { describe, expect, it } from 'vitest';
import { webServerFiles, webServerSteps } from '../../../components/hardening/web-server';
import { exampleHost, without } from '../support/host';

const host = exampleHost('app');
const contentOf = (path: string, changed = host) =>
  webServerFiles(changed).find((file) => file.path === path)?.content;

describe('the web server', () => {
  it('listens on the https ports of its role and no others, with the backend’s certificate', () => {
    const site = contentOf('/etc/nginx/conf.d/50-yosai.conf') ?? '';
    expect(site.match(/listen .*/g)).toEqual(['listen 443 ssl default_server;']);
    expect(site).toContain('ssl_certificate /etc/yosai/backend.pem;');
    const changed = exampleHost('app');
    changed.baseline.network.services['https'] = { ports: [8443], protocol: 'Tcp' };
    expect(contentOf('/etc/nginx/conf.d/50-yosai.conf', changed)).toContain('listen 8443 ssl');
  });

  it('waits for its certificate', () => {
    expect(contentOf('/etc/systemd/system/nginx.service.d/50-yosai.conf')).toBe(
      '[Unit]\nConditionPathExists=/etc/yosai/backend.pem\n',
    );
  });

  it('takes versions and suites from the TLS baseline, in the place of Debian’s', () => {
    const [removed, placed] = webServerSteps(host);
    expect(removed).toBe('apply rm -f /etc/nginx/sites-enabled/default');
    expect(placed).toMatch(/^apply place \/etc\/nginx\/nginx.conf '.*ssl_protocols.*' '\^http/);
    expect(placed).toContain("'  ssl_protocols TLSv1.2 TLSv1.3;'");
    expect(placed).toContain("'  server_tokens off;'");
    expect(placed).toMatch(/' {2}ssl_ciphers ECDHE-ECDSA-AES256-GCM-SHA384:.*;'/);
    const changed = exampleHost('app');
    changed.baseline.tls.minimumVersion = '1.3';
    changed.baseline.tls.cipherSuites['1.3'] = ['TLS_AES_128_GCM_SHA256'];
    expect(webServerSteps(changed)[1]).toContain("'  ssl_protocols TLSv1.3;'");
    expect(webServerSteps(changed)[1]).toContain("'  ssl_conf_command Ciphersuites TLS_AES_128_GCM_SHA256;'");
  });

  it('is nothing for a role that serves no web', () => {
    const db = exampleHost('db');
    const unasked = exampleHost('app');
    without(unasked, 'unit-nginx-service');
    expect([db, unasked].map((one) => [webServerFiles(one), webServerSteps(one)])).toEqual([
      [[], []],
      [[], []],
    ]);
  });
});
