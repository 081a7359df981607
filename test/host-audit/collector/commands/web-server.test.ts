import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { webServer } from '../../../../lib/host-audit/collector/commands/web-server';

/** What the command prints of a configuration that nginx gives out, which stands in for nginx. */
function takenApart(...dump: string[]): string[] {
  const [program, script = ''] = webServer.run;
  const instead = script.replace('/usr/sbin/nginx -T 2>/dev/null', 'cat');
  expect(instead).not.toBe(script);
  const { stdout, stderr } = spawnSync(program, [instead], { input: dump.join('\n') });
  expect(stderr.toString()).toBe('');
  return stdout.toString().trimEnd().split('\n');
}

describe('what is taken of a configuration of nginx', () => {
  it('has the words that are needed, with their places, and blocks', () => {
    expect(
      takenApart(
        '# configuration file /etc/nginx/nginx.conf:',
        'user www-data;',
        'http {',
        '  ssl_protocols TLSv1.2',
        '      TLSv1.3; server_tokens off;',
        '  include conf.d/*.conf;',
        '}',
        '',
        '# configuration file /etc/nginx/conf.d/a.conf:',
        'server { listen 443 ssl; ssl_ciphers "A:B"; }',
      ),
    ).toEqual([
      '/etc/nginx/nginx.conf\t2\thttp\t{',
      '/etc/nginx/nginx.conf\t3\tssl_protocols\tTLSv1.2\tTLSv1.3',
      '/etc/nginx/nginx.conf\t4\tserver_tokens\toff',
      '/etc/nginx/nginx.conf\t5\tinclude\tconf.d/*.conf',
      '/etc/nginx/nginx.conf\t6\t}',
      '/etc/nginx/conf.d/a.conf\t1\tserver\t{',
      '/etc/nginx/conf.d/a.conf\t1\tlisten\t443\tssl',
      '/etc/nginx/conf.d/a.conf\t1\tssl_ciphers\tA:B',
      '/etc/nginx/conf.d/a.conf\t1\t}',
    ]);
  });

  it('has no word of anything else, whatever that looks like', () => {
    expect(
      takenApart(
        '# configuration file /etc/nginx/nginx.conf:',
        'proxy_set_header Authorization "Basic c2VjcmV0; ssl_protocols x {";',
        "set $x 'it\\'s {; secret';",
        `set $y "\${secret}; }";`,
        `set $z \${secret};`,
        'set $w a#secret; # ssl_protocols secret;',
        'log_format x "two',
        'lines secret;";',
        'location ~ "^/secret{2}" { }',
      ),
    ).toEqual(['/etc/nginx/nginx.conf\t8\tlocation\t{', '/etc/nginx/nginx.conf\t8\t}']);
  });
});
