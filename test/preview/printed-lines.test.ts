import { describe, expect, it } from 'vitest';
import type { LogEntry } from '../../lib/preview/engine-service';
import { PrintedLines } from '../../lib/preview/printed-lines';

describe('lines that a program prints', () => {
  it('are one message as long as nothing else comes between them', () => {
    const messages: LogEntry[] = [];
    const printed = new PrintedLines(messages);
    printed.add('user=admin', 'stdout');
    printed.add('pass=short', 'stdout');
    printed.add('a warning', 'stderr');
    messages.push({ severity: 'warning', text: 'logged', urn: 'urn' });
    printed.add('another', 'stderr');
    expect(messages.map(({ severity, text }) => `${severity} ${text}`)).toEqual([
      'info user=admin\npass=short',
      'warning a warning',
      'warning logged',
      'warning another',
    ]);
  });
});
