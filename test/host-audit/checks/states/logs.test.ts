import { describe, expect, it } from 'vitest';
import { auditedHost, judged, type Said } from '../../../support/audited-host';

describe('the journal', () => {
  const file = '/var/log/journal/4f1c2d3e4f5a4b6c8d9e0f1a2b3c4d5e/system.journal';
  it.each<[string, Said, string]>([
    ['has a file', `8388608 ${file}\n`, 'compliant'],
    ['has none', '', 'violated: 0 files in /var/log/journal'],
    ['has an empty one', `0 ${file}\n`, 'violated: 0 files in /var/log/journal'],
    [
      'is of another form',
      'system.journal\n',
      'undetermined: /usr/bin/find: expected the size and path of a file, found "system.journal"',
    ],
  ])('%s', (_, journalFiles, expected) => {
    expect(judged('journal-reaches-back', auditedHost({ journalFiles }))).toBe(expected);
  });
});

describe('logs', () => {
  const toAgent = '0      0      127.0.0.1:41234   127.0.0.1:28330 users:(("rsyslogd",pid=611,fd=9))\n';
  const ofAgent = '0      0      127.0.0.1:28330   127.0.0.1:41234 users:(("mdsd",pid=900,fd=31))\n';
  const out = '0      0      10.64.1.4:50000   20.38.1.1:443 users:(("mdsd",pid=900,fd=40))\n';
  it.each<[string, Said, string]>([
    ['leave by the agent', toAgent + ofAgent + out, 'compliant'],
    ['are handed to nobody', ofAgent + out, 'violated: rsyslogd is connected with no agent on this machine'],
    [
      'are handed to nobody any more',
      toAgent + out,
      'violated: rsyslogd is connected with no agent on this machine',
    ],
    [
      'are handed to an agent that is connected with itself alone',
      `${toAgent + ofAgent}0 0 127.0.0.1:50000 127.0.0.1:443 users:(("mdsd",pid=900,fd=41))\n`,
      'undetermined: mdsd holds no connection to the outside now',
    ],
    [
      'are handed to an agent while another program is connected',
      toAgent + ofAgent + out.replace('mdsd', 'curl'),
      'undetermined: mdsd holds no connection to the outside now',
    ],
    ['of another form', 'ESTAB\n', 'undetermined: /usr/bin/ss: expected a connection of ss, found "ESTAB"'],
  ])('%s', (_, openConnections, expected) => {
    expect(judged('logs-leave-the-machine', auditedHost({ openConnections }))).toBe(expected);
  });
});
