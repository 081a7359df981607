import { describe, expect, it } from 'vitest';
import { auditedHost, hostBaseline, judged, type Said } from '../../../support/audited-host';
import { hostOutput, type Recorded } from '../../../support/host-output';

const listener = 'sshd: /usr/sbin/sshd -D [listener] 0 of 10-60 startups\n';

/** A host on which sshd said so, as a real one does for everybody, where nothing else is given. */
function host(system: Recorded, change: Readonly<Record<string, Said>> = {}) {
  const sshd = hostOutput(system, 'sshd');
  return auditedHost({
    sshd,
    sshdForAdministrator: sshd,
    sshdForAuditor: sshd,
    sshdForRoot: sshd,
    sshdLines: hostOutput(system, 'sshdLines'),
    sshdListeners: listener,
    ...change,
  });
}

const ids = Object.values(hostBaseline.hostAreas)
  .flatMap(({ requirements }) => requirements)
  .filter(({ sshd }) => sshd !== undefined)
  .map(({ id }) => id);

const lines = hostOutput('debian-12-hardened', 'sshdLines');
const added = (...texts: string[]) =>
  lines + texts.map((text, index) => `/etc/ssh/sshd_config.d/90-more.conf\0${index + 1}:${text}\n`).join('');
const changed = (from: string, to: string) => hostOutput('debian-12-hardened', 'sshd').replace(from, to);

describe.each(['debian-12', 'debian-13'] as const)('sshd of %s', (release) => {
  it('is as it must be when hardened, in every respect', () => {
    const found = ids.map((id) => [id, judged(id, host(`${release}-hardened`))]);
    expect(found.filter(([, said]) => said !== 'compliant')).toEqual([]);
    expect(found.length).toBeGreaterThan(30);
  });

  it('is not as it must be when it is as Debian brings it', () => {
    const wrong = ids.filter((id) => judged(id, host(`${release}-plain`)) !== 'compliant');
    expect(wrong).toEqual([
      'sshd-host-key-algorithms',
      'sshd-public-key-algorithms',
      'sshd-ca-signature-algorithms',
      'sshd-key-exchange',
      'sshd-ciphers',
      'sshd-macs',
      'sshd-required-rsa-size',
      'sshd-root-login',
      'sshd-address-family',
      'sshd-password-authentication',
      'sshd-authentication-methods',
      'sshd-max-auth-tries',
      'sshd-max-sessions',
      'sshd-max-startups',
      'sshd-login-grace-time',
      'sshd-client-alive-interval',
      'sshd-client-alive-count',
      'sshd-tcp-forwarding',
      'sshd-agent-forwarding',
      'sshd-stream-local-forwarding',
      'sshd-user-rc',
      'sshd-x11-forwarding',
      'sshd-log-level',
    ]);
  });
});

describe('an option of sshd', () => {
  it('names the line that sets it', () => {
    expect(judged('sshd-x11-forwarding', host('debian-12-plain'))).toBe(
      'violated: X11Forwarding yes (/etc/ssh/sshd_config:90)',
    );
  });

  it.each([
    ['a number below', 'sshd-max-sessions', 'maxsessions 4', 'maxsessions 1', 'compliant'],
    ['a number above', 'sshd-max-sessions', 'maxsessions 4', 'maxsessions 5', 'violated: MaxSessions 5'],
    [
      'never',
      'sshd-client-alive-interval',
      'clientaliveinterval 300',
      'clientaliveinterval 0',
      'violated: ClientAliveInterval 0',
    ],
    ['a longer key', 'sshd-required-rsa-size', 'requiredrsasize 2048', 'requiredrsasize 3072', 'compliant'],
    [
      'a shorter key',
      'sshd-required-rsa-size',
      'requiredrsasize 2048',
      'requiredrsasize 1024',
      'violated: RequiredRSASize 1024',
    ],
    [
      'what newer releases know besides',
      'sshd-key-exchange',
      'kexalgorithms ',
      'kexalgorithms mlkem768x25519-sha256,sntrup761x25519-sha512,',
      'compliant',
    ],
    ['a part of a list', 'sshd-macs', ',hmac-sha2-256-etm@openssh.com', '', 'compliant'],
    [
      'another word for the same',
      'sshd-tcp-forwarding',
      'allowtcpforwarding no',
      'allowtcpforwarding No',
      'compliant',
    ],
    [
      'nothing',
      'sshd-gssapi',
      'gssapiauthentication no\n',
      '',
      'undetermined: sshd -T says nothing of GSSAPIAuthentication',
    ],
  ])('may have %s, or must not', (_, id, from, to, expected) => {
    const found = judged(id, host('debian-12-hardened', { sshd: changed(from, to) }));
    expect(found.replace(/ \(.*\)$/, '')).toBe(expected);
  });

  it.each(['sshdForRoot', 'sshdForAdministrator', 'sshdForAuditor'])('counts for whom %s asks', (name) => {
    const sshd = changed('passwordauthentication no', 'passwordauthentication yes');
    expect(judged('sshd-password-authentication', host('debian-12-hardened', { [name]: sshd }))).toMatch(
      /^violated: PasswordAuthentication yes for (root|yosai-admin|yosai-audit)$/,
    );
  });

  it.each([
    ['for somebody', ['Match User backup', '  X11Forwarding yes'], 'yes'],
    ['for everybody', ['Match all', '  X11Forwarding = "Yes" # why not'], 'Yes'],
    ['for somebody, in quotation marks', ['"Match" User backup', '"X11Forwarding"yes'], 'yes'],
    ['in the second of two', ['Match User a', 'UseDNS no', 'match group b', 'x11forwarding yes'], 'yes'],
  ])('must not be loosened by a Match %s', (_, texts, value) => {
    const sshdLines = added(...texts);
    expect(judged('sshd-x11-forwarding', host('debian-12-hardened', { sshdLines }))).toBe(
      `violated: X11Forwarding ${value} for whom a Match names (/etc/ssh/sshd_config.d/90-more.conf:${texts.length})`,
    );
  });

  it.each([
    ['tightens it', ['Match User backup', 'MaxSessions 1']],
    ['sets it a second time, which does not count', ['Match User backup', 'MaxSessions 2', 'MaxSessions 9']],
    ['is about something else', ['Match User backup', 'Banner none']],
  ])('may stand in a Match that %s', (_, texts) => {
    expect(judged('sshd-max-sessions', host('debian-12-hardened', { sshdLines: added(...texts) }))).toBe(
      'compliant',
    );
  });

  it.each([
    ['sshd-keyboard-interactive', 'ChallengeResponseAuthentication yes', 'KbdInteractiveAuthentication yes'],
    ['sshd-keyboard-interactive', 'SkeyAuthentication yes', 'KbdInteractiveAuthentication yes'],
    ['sshd-public-key-algorithms', 'PubkeyAcceptedKeyTypes +ssh-rsa', 'PubkeyAcceptedAlgorithms +ssh-rsa'],
  ])('must not be loosened by an earlier name either: %s, %s', (id, text, expected) => {
    expect(judged(id, host('debian-12-hardened', { sshdLines: added('Match all', text) }))).toBe(
      `violated: ${expected} for whom a Match names (/etc/ssh/sshd_config.d/90-more.conf:2)`,
    );
  });

  it('understands times with their units in a Match', () => {
    const asked = (time: string) =>
      judged(
        'sshd-client-alive-interval',
        host('debian-12-hardened', { sshdLines: added('Match all', `ClientAliveInterval ${time}`) }),
      );
    expect(asked('5m')).toBe('compliant');
    expect(asked('1m1m')).toBe('compliant');
    expect(asked('1h')).toContain('violated: ClientAliveInterval 1h');
  });

  it('is not known where the same files are included again and again', () => {
    const sshdLines =
      lines + `/etc/ssh/sshd_config\0${200}:Include /etc/ssh/sshd_config.d/*.conf\n`.repeat(20);
    expect(judged('sshd-max-sessions', host('debian-12-hardened', { sshdLines }))).toContain(
      'undetermined: /etc/ssh/sshd_config:200 includes files that were not read',
    );
  });

  it('is not known where other files are included', () => {
    const sshdLines = added('Include /srv/sshd/*.conf');
    expect(judged('sshd-max-sessions', host('debian-12-hardened', { sshdLines }))).toBe(
      'undetermined: /etc/ssh/sshd_config.d/90-more.conf:1 includes files that were not read: Include /srv/sshd/*.conf',
    );
  });

  it.each([
    ['-o PermitRootLogin=yes', 'violated: PermitRootLogin yes on the command line of sshd'],
    ['-oPermitRootLogin=yes', 'violated: PermitRootLogin yes on the command line of sshd'],
    ['-o permitrootlogin yes', 'violated: PermitRootLogin yes on the command line of sshd'],
    [
      '-o Banner=[listener] -oPermitRootLogin=yes',
      'violated: PermitRootLogin yes on the command line of sshd',
    ],
    ['-o PermitRootLogin=no', 'compliant'],
    ['-o MaxSessions=99', 'compliant'],
    ['-o ChallengeResponseAuthentication=yes', 'compliant'],
    [
      '-f /srv/sshd_config',
      'undetermined: sshd was started with -D -f /srv/sshd_config, of which sshd -T knows nothing',
    ],
  ])('follows the command line %s', (words, expected) => {
    const sshdListeners = `${listener}sshd: /usr/sbin/sshd -D ${words} [listener] 1 of 10-60 startups\n`;
    expect(judged('sshd-root-login', host('debian-12-hardened', { sshdListeners }))).toBe(expected);
  });

  it('is not judged by files that started none', () => {
    const sshdListeners = 'sshd: /usr/sbin/sshd -f /srv/sshd_config [listener] 0 of 10-60 startups\n';
    expect(judged('sshd-x11-forwarding', host('debian-12-plain', { sshdListeners }))).toBe(
      'undetermined: sshd was started with -f /srv/sshd_config, of which sshd -T knows nothing',
    );
  });

  it.each([
    [
      'sshd',
      { code: 255, message: 'Bad configuration option' },
      '/usr/sbin/sshd ended with 255: Bad configuration option',
    ],
    ['sshd', 'hello\n', '/usr/sbin/sshd: expected the options of sshd with its port, found "hello\\n"'],
    ['sshdLines', 'hello\n', '/usr/bin/find: expected a line of a file, found "hello"'],
    ['sshdListeners', '', 'no sshd was seen that listens'],
    ['sshdListeners', 'hello\n', 'sh: expected the title of an sshd that listens, found "hello"'],
  ])('is not known without %s: %j', (name, said, reason) => {
    expect(judged('sshd-root-login', host('debian-12-hardened', { [name]: said }))).toBe(
      `undetermined: ${reason}`,
    );
  });
});
