import { expect, it } from 'vitest';
import { placedLines } from '../../../../lib/host-audit/facts/topics/lines';
import {
  aptSettings,
  chronyDirectives,
  systemdSettings,
} from '../../../../lib/host-audit/facts/topics/settings';
import { sudoersCheck, sudoRules } from '../../../../lib/host-audit/facts/topics/sudo';

it('keeps the place of each line', () => {
  expect(placedLines.read('/etc/a:12: key = a:b \n')).toEqual([
    { file: '/etc/a', line: 12, text: ' key = a:b ' },
  ]);
  expect(() => placedLines.read('key = value')).toThrow('expected file:line:text, found "key = value"');
});

it('counts the lines of each file of systemd', () => {
  const printed = [
    '# /etc/systemd/journald.conf',
    '#  This file is part of systemd.',
    '',
    '[Journal]',
    '#Storage=auto',
    '',
    '# /usr/lib/systemd/journald.conf.d/syslog.conf',
    '[Journal]',
    'ForwardToSyslog=yes',
  ];
  expect(
    systemdSettings.read(printed.join('\n')).map(({ file, line, text }) => `${file}:${line}:${text}`),
  ).toEqual([
    '/etc/systemd/journald.conf:3:[Journal]',
    '/usr/lib/systemd/journald.conf.d/syslog.conf:1:[Journal]',
    '/usr/lib/systemd/journald.conf.d/syslog.conf:2:ForwardToSyslog=yes',
  ]);
  expect(() => systemdSettings.read('Storage=auto')).toThrow('expected a number sign and the path of a file');
});

it('reads what chronyd, apt and sudo print', () => {
  expect(chronyDirectives.read('rtcsync\nmakestep 1 3\n')).toEqual(['rtcsync', 'makestep 1 3']);
  expect(() => chronyDirectives.read('chronyd: 1 error')).toThrow('a directive of chrony.conf(5)');
  expect(aptSettings.read(`APT::Periodic::Unattended-Upgrade='it'\\''s'\n`)).toEqual({
    'APT::Periodic::Unattended-Upgrade': `it's`,
  });
  expect(() => aptSettings.read('E: no')).toThrow(`expected key='value'`);
  expect(sudoRules.read('{}')).toEqual({});
  expect(() => sudoRules.read('{')).toThrow('expected JSON');
  expect(() => sudoRules.read('{"User_Specs": 1}')).toThrow('expected rules as cvtsudoers(1) prints them');
  expect(sudoersCheck.read('/etc/sudoers\n')).toBe(true);
  expect(sudoersCheck.read('')).toBe(false);
  expect(() => sudoersCheck.read('parse error')).toThrow('expected /etc/sudoers, or nothing');
});
