import { describe, expect, it } from 'vitest';
import { auditedHost, judged, type Said } from '../../../support/audited-host';

describe('units', () => {
  it.each<[string, Said, string]>([
    ['that are well', '', 'compliant'],
    [
      'that failed',
      'clamav-clamonacc.service loaded failed failed ClamAV On-Access Scanner\ncloud-final.service      loaded failed failed Execute cloud user/final scripts\n',
      'violated: clamav-clamonacc.service has failed, cloud-final.service has failed',
    ],
    [
      'that failed, with a dot',
      '● exim4.service loaded failed failed x\n',
      'violated: exim4.service has failed',
    ],
    [
      'of another form',
      'two units\n',
      'undetermined: systemctl: expected a unit that failed, found "two units"',
    ],
    [
      'that nobody could ask for',
      { code: 1, message: 'Failed to connect to bus' },
      'undetermined: systemctl ended with 1: Failed to connect to bus',
    ],
  ])('%s', (_, failedUnits, expected) => {
    expect(judged('no-failed-units', auditedHost({ failedUnits }))).toBe(expected);
  });
});

describe('hardening', () => {
  const digest = 'a'.repeat(64);
  const mark = (failures: number | string, script = digest) =>
    `script=${script}\nat=1795780800\nsince=1795700000\nfailures=${failures}\n`;
  const script = `${digest}  /usr/local/sbin/yosai-harden\n`;

  it.each<[string, Said, Said, string]>([
    ['that ended well', mark(0), script, 'compliant'],
    ['with failures', mark(2), script, 'violated: the last hardening ended with 2 failures'],
    ['that never ended', '', script, 'violated: the hardening script never came to its end'],
    ['whose script is gone', mark(0), '', 'violated: the hardening script is not there'],
    [
      'by another script',
      mark(0, 'b'.repeat(64)),
      script,
      'violated: the hardening script is another than the one that ran',
    ],
    [
      'with a mark of another form',
      mark('few'),
      script,
      'undetermined: /usr/bin/find: expected a number for failures, found "few"',
    ],
    [
      'with a mark of half a form',
      'done\n',
      script,
      'undetermined: /usr/bin/find: expected a number for at, found ""',
    ],
    [
      'that nobody could ask for',
      { code: 1, message: 'sudo: a password is required' },
      script,
      'undetermined: /usr/bin/find may not be run as root: sudo: a password is required',
    ],
  ])('%s', (_, hardeningMark, hardeningScript, expected) => {
    expect(judged('hardening-is-applied', auditedHost({ hardeningMark, hardeningScript }))).toBe(expected);
  });
});
