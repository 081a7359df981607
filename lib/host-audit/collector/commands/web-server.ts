import type { Asked, Command } from '../command';

/** Directives of nginx whose words are needed; others may hold passwords, and none of them leaves the host. */
const directives = [
  'include',
  'listen',
  'server_tokens',
  'ssl',
  'ssl_ciphers',
  'ssl_conf_command',
  'ssl_protocols',
];

/**
 * Takes nginx's whole configuration apart on the host: prints file, line and words, apart by tabs, of the directives
 * above, and of each block only its name with `{`, and `}` at its end. One line, because no sudoers rule holds two.
 * https://nginx.org/en/docs/dev/development_guide.html (2026-11-27), and `ngx_conf_read_token` of ngx_conf_file.c
 */
const takeApart = [
  'function word() { if (w != "" || quoted) { words++; all = all "\\t" w; if (words == 1) { name = w; at = n } }',
  'w = ""; quoted = 0 }',
  'function end(c) { if (c == "{") print file "\\t" at "\\t" name "\\t{";',
  'else if (c == "}") print file "\\t" n "\\t}"; else if (name in kept) print file "\\t" at all;',
  'all = ""; words = 0; name = "" }',
  `BEGIN { count = split("${directives.join(' ')}", list, " "); for (i = 1; i <= count; i++) kept[list[i]] = 1;`,
  'while (("/usr/sbin/nginx -T 2>/dev/null" | getline line) > 0) {',
  'if (q == "" && line ~ /^# configuration file .*:$/) { file = substr(line, 22, length(line) - 22); n = 0; continue }',
  'n++; for (i = 1; i <= length(line); i++) { c = substr(line, i, 1);',
  'if (c == "\\\\") { w = w substr(line, i, 2); i++ }',
  'else if (q != "") { if (c == q) q = ""; else w = w c }',
  'else if (variable) { w = w c; if (c == "}") variable = 0 }',
  'else if (c == "#" && w == "" && !quoted) break;',
  `else if ((c == "\\"" || c == "'") && w == "") { q = c; quoted = 1 }`,
  'else if (c == "$" && substr(line, i + 1, 1) == "{") { w = w c; variable = 1 }',
  'else if (c == " " || c == "\\t" || c == "\\r") word();',
  'else if (c == ";" || c == "{" || c == "}") { word(); end(c) } else w = w c }',
  'if (q == "") word(); else w = w " " } }',
].join(' ');

/** What nginx serves by TLS and tells of itself; nothing is printed when its configuration is not sound. */
export const webServer: Command = { run: ['/usr/bin/awk', takeApart], asRoot: true };

/** Until when the certificate is good that the service of the role shows; nothing is printed when none is shown. */
export const shownCertificate = ({ network }: Asked): Command => {
  const [port] = network.services['https']?.ports ?? [];
  if (port === undefined) throw new RangeError('network.yaml must have a service https');
  return {
    run: [
      'sh',
      '-c',
      `openssl s_client -connect 127.0.0.1:${port} </dev/null 2>/dev/null | openssl x509 -noout -enddate`,
    ],
    // 1 without a certificate.
    good: [0, 1],
  };
};
