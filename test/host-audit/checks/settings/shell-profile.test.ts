import { expect, it } from 'vitest';
import { followed, replacing } from '../../../support/debian-host';
import { judgedSetting, lines, type SettingRow } from '../../../support/judged-setting';

const ours = '/etc/profile.d/50-yosai.sh';
it.each<SettingRow>([
  [
    'a later file when ours is not read-only',
    'shell-profile',
    'TMOUT',
    lines(
      (printed) =>
        `${printed.replace(`${ours}:2:readonly TMOUT\n`, '')}\n/etc/profile.d/90-x.sh:4:[ -n "$PS1" ] && export TMOUT=7200`,
    ),
    'TMOUT = 7200 at /etc/profile.d/90-x.sh:4, expected TMOUT = 900 or less',
  ],
  [
    'a later file behind what is read-only',
    'shell-profile',
    'TMOUT',
    lines(followed('/etc/profile.d/90-x.sh:4:TMOUT=0')),
    'compliant',
  ],
  [
    'an earlier file that is read-only',
    'shell-profile',
    'TMOUT',
    lines(followed('/etc/bash.bashrc:9:declare -xr TMOUT="3600"')),
    'TMOUT = 3600 at /etc/bash.bashrc:9, expected TMOUT = 900 or less',
  ],
  [
    'a line with two values, of which the last counts, and a comment with another',
    'shell-profile',
    'TMOUT',
    lines(replacing(`${ours}:1:TMOUT=900`, `${ours}:1:TMOUT=900; TMOUT=0 # not TMOUT=900`)),
    `TMOUT = 0 at ${ours}:1, expected TMOUT = 900 or less`,
  ],
  [
    'a line that takes it back again',
    'shell-profile',
    'TMOUT',
    lines(replacing(`${ours}:1:TMOUT=900`, `${ours}:1:echo "a #b"; TMOUT=900; unset TMOUT`)),
    'TMOUT is not set, expected TMOUT = 900 or less',
  ],
  [
    'a later file behind what only makes another variable read-only',
    'shell-profile',
    'TMOUT',
    lines(
      (printed) =>
        `${printed.replace(`${ours}:2:readonly TMOUT\n`, `${ours}:2:readonly A; : $TMOUT\n`)}\n/etc/profile.d/90-x.sh:1:TMOUT=0`,
    ),
    'TMOUT = 0 at /etc/profile.d/90-x.sh:1, expected TMOUT = 900 or less',
  ],
  [
    'no limit',
    'shell-profile',
    'TMOUT',
    lines(replacing('TMOUT=900', 'TMOUT=0')),
    `TMOUT = 0 at ${ours}:1, expected TMOUT = 900 or less`,
  ],
  [
    'taken back',
    'shell-profile',
    'TMOUT',
    lines((printed) => printed.replace('2:readonly TMOUT', '2:unset TMOUT')),
    'TMOUT is not set, expected TMOUT = 900 or less',
  ],
  [
    'a profile that does not read the folder',
    'shell-profile',
    'TMOUT',
    lines((printed) =>
      printed.replaceAll('/etc/profile.d ', '/etc/nothing ').replaceAll('/etc/profile.d/*', '/etc/nothing/*'),
    ),
    'TMOUT is not set, expected TMOUT = 900 or less',
  ],
])('%s', (_, file, key, changes, line) => {
  expect(judgedSetting(file, key, changes)).toBe(line);
});
