import { isInstalled } from '../../facts/topics/packages';
import type { Directive } from '../../facts/topics/web-server';
import type { CheckedHost } from '../host';
import {
  compliant,
  judge,
  judgeBoth,
  notApplicable,
  type Outcome,
  undetermined,
  violated,
  worst,
} from '../outcome';
import { serversOf, type WebServer } from '../web-server/servers';
import { fromOutside, programsOf, serviceOf } from './sockets';
import type { StateCheck } from './state-check';

const nginx = '/usr/sbin/nginx';
const tooManyIncludes = 'the files of nginx include each other too often to be followed';

/** Whether every server of nginx that speaks TLS takes the versions of the baseline and no others. */
const nginxTlsVersions: StateCheck = (_, host) =>
  eachTlsServer(host, (server) => {
    const expected = `TLS ${host.baseline.tls.minimumVersion} and newer`;
    const settings = server.of('ssl_protocols');
    // Before 1.27.3 nginx then takes TLS 1.0: https://nginx.org/en/CHANGES (2026-11-27)
    if (settings.length === 0) return violated('no ssl_protocols', { expected, at: placeOf(server.at) });
    return worst([
      ...settings.map((directive) => {
        const old = directive.words.slice(1).find((word) => isOlder(word, host.baseline.tls.minimumVersion));
        return old === undefined ? compliant : violated(old, { expected, at: placeOf(directive) });
      }),
      otherCommands(server),
    ]);
  });

/** Commands to OpenSSL that may say something else than nginx's own settings: of those that are known, none does. */
function otherCommands(server: WebServer): Outcome {
  const known = ['Ciphersuites', 'Options'];
  const other = server.of('ssl_conf_command').find(({ words }) => !known.includes(words[1] ?? ''));
  return other === undefined ? compliant : undetermined(`${other.words.join(' ')} changes what is taken`);
}

/** `TLSv1` is version 1.0; everything that is not TLS is older. */
function isOlder(word: string, minimum: string): boolean {
  const [, version] = /^TLSv(\d(?:\.\d)?)$/.exec(word) ?? [];
  return version === undefined || Number(version) < Number(minimum);
}

/**
 * Whether every server of nginx that speaks TLS takes suites of the baseline and no others, named one by one: what a
 * word such as HIGH stands for changes with each OpenSSL.
 */
const nginxCipherSuites: StateCheck = (_, host) =>
  eachTlsServer(host, (server) => {
    const { '1.2': older, '1.3': newer } = host.baseline.tls.cipherSuites;
    const commands = server.of('ssl_conf_command');
    const suites = commands.filter(({ words }) => words[1] === 'Ciphersuites');
    return worst([
      judgeSuites('ssl_ciphers', server.of('ssl_ciphers'), older, server),
      judgeSuites('ssl_conf_command Ciphersuites', suites, newer, server),
      otherCommands(server),
    ]);
  });

function judgeSuites(
  name: string,
  settings: readonly Directive[],
  listed: readonly string[],
  server: WebServer,
): Outcome {
  const expected = `${name} of nothing but ${listed.join(':')}`;
  if (settings.length === 0) return violated(`no ${name}`, { expected, at: placeOf(server.at) });
  return worst(
    settings.map((directive) => {
      const suites = (directive.words.at(-1) ?? '').split(':');
      const other = suites.find((suite) => !listed.includes(suite));
      return other === undefined ? compliant : violated(other, { expected, at: placeOf(directive) });
    }),
  );
}

/** Whether no server of nginx tells which version it is. */
const nginxVersionHidden: StateCheck = (_, host) =>
  withNginx(host, (directives) => {
    const servers = serversOf(directives);
    if (servers === undefined) return undetermined(tooManyIncludes);
    if (servers.length === 0) return notApplicable('nginx has no server');
    return worst(
      servers.map((server) => {
        const settings = server.of('server_tokens');
        const expected = 'server_tokens off';
        if (settings.length === 0) return violated('no server_tokens', { expected, at: placeOf(server.at) });
        const open = [...settings, ...server.within('server_tokens')].find(({ words }) => words[1] !== 'off');
        return open === undefined
          ? compliant
          : violated(open.words.join(' '), { expected, at: placeOf(open) });
      }),
    );
  });

/** For how many days the certificate is good that is shown on the role's https port. */
const backendCertificateDays: StateCheck = ({ atLeast = 0 }, host) =>
  judgeBoth(host.facts.shownCertificate, host.facts.listeningSockets, ({ notAfter }, sockets) => {
    const isServed = fromOutside(sockets).some((socket) => serviceOf(socket, host) === 'https');
    if (notAfter === undefined) {
      return isServed
        ? undetermined('the https port of the role shows no certificate')
        : notApplicable('nothing listens on the https port of the role');
    }
    const days = Math.floor((Date.parse(notAfter) - host.collectedAt) / 86_400_000);
    if (days >= atLeast) return compliant;
    return violated(`good until ${notAfter} (${days} days)`, { expected: `${atLeast} days or more` });
  });

function eachTlsServer(host: CheckedHost, decide: (server: WebServer) => Outcome): Outcome {
  return withNginx(host, (directives) => {
    const servers = serversOf(directives);
    if (servers === undefined) return undetermined(tooManyIncludes);
    const speaking = servers.filter(({ hasTls }) => hasTls);
    return speaking.length === 0
      ? notApplicable('no server of nginx speaks TLS')
      : worst(speaking.map(decide));
  });
}

/** Where nginx is not what serves the role's https port, its settings say nothing of what does. */
function withNginx(host: CheckedHost, decide: (directives: readonly Directive[]) => Outcome): Outcome {
  const { listeningSockets, programs, packages, webServer } = host.facts;
  return judgeBoth(listeningSockets, programs, (sockets, known) => {
    const holders = fromOutside(sockets)
      .filter((socket) => serviceOf(socket, host) === 'https')
      .flatMap((socket) => programsOf(socket, known));
    const others = holders.filter((program) => program !== nginx);
    if (others.length > 0) {
      const unread = undetermined(
        `${others[0] ?? 'an unknown program'} serves https, whose settings are not read`,
      );
      return holders.includes(nginx) ? worst([judge(webServer, decide), unread]) : unread;
    }
    if (holders.length > 0) return judge(webServer, decide);
    return judge(packages, (installed) =>
      !isInstalled(installed['nginx'])
        ? notApplicable('nginx is not installed, and nothing listens on the https port of the role')
        : judge(webServer, decide),
    );
  });
}

const placeOf = ({ file, line }: Directive) => ({ file, line });

export const webServerStates: Readonly<Record<string, StateCheck>> = {
  'backend-certificate-days': backendCertificateDays,
  'nginx-cipher-suites': nginxCipherSuites,
  'nginx-tls-versions': nginxTlsVersions,
  'nginx-version-hidden': nginxVersionHidden,
};
