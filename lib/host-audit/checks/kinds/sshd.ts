import type { SshdOption } from '../../../baseline/types.generated';
import type { Place } from '../../../findings/finding';
import type { Fact } from '../../facts/fact';
import type { FileLine } from '../../facts/file-lines';
import type { FactValues } from '../../facts/readers';
import type { CheckedHost } from '../host';
import { compliant, judge, type Outcome, undetermined, violated, worst } from '../outcome';
import { readSshdConfig } from '../sshd/config';
import { noListener, readCommandLine, startedByOther } from '../sshd/listener';
import { expectedOf, meets } from '../sshd/values';

/**
 * What sshd makes of its configuration, for everybody and for the accounts that matter; every value that a Match could
 * give to somebody; and what the sshd that runs was told on its command line.
 */
export function checkSshd(asked: SshdOption, { facts, baseline }: CheckedHost): Outcome {
  const { sshd, sshdForAdministrator, sshdForAuditor, sshdForRoot, sshdLines, sshdListeners } = facts;
  const { adminUser } = baseline.virtualMachines;
  const ofListeners = judge(sshdListeners, (listeners) => onCommandLines(asked, listeners));
  // Files by which no sshd was started say nothing, also nothing bad.
  if ('value' in sshdListeners && sshdListeners.value.length > 0 && sshdListeners.value.every(isOther)) {
    return ofListeners;
  }
  return worst([
    effective(asked, sshd, '', sshdLines),
    effective(asked, sshdForRoot, ' for root'),
    effective(asked, sshdForAdministrator, ` for ${adminUser}`),
    effective(asked, sshdForAuditor, ` for ${baseline.hosts.auditAccount}`),
    judge(sshdLines, (lines) => inMatches(asked, lines)),
    ofListeners,
  ]);
}

const isOther = (words: readonly string[]) => readCommandLine(words).others.length > 0;

function effective(
  asked: SshdOption,
  fact: Fact<FactValues['sshd']>,
  whom: string,
  lines?: Fact<FileLine[]>,
): Outcome {
  const { keyword } = asked;
  const key = keyword.toLowerCase();
  return judge(fact, (options) => {
    const found = options[key]?.join(' ');
    if (found === undefined) return undetermined(`sshd -T says nothing of ${keyword}`);
    if (meets(asked, found)) return compliant;
    const line = lines !== undefined && 'value' in lines && readSshdConfig(lines.value).outside.get(key);
    const at = line ? { at: placeOf(line.at) } : {};
    return violated(`${keyword} ${found}${whom}`, { expected: expectedOf(asked), ...at });
  });
}

function inMatches(asked: SshdOption, lines: readonly FileLine[]): Outcome {
  const { keyword } = asked;
  const { inMatches: options, unread } = readSshdConfig(lines);
  const wrong = options.find(
    (option) => option.keyword === keyword.toLowerCase() && !meets(asked, option.value),
  );
  if (wrong !== undefined) {
    return violated(`${keyword} ${wrong.value} for whom a Match names`, {
      expected: expectedOf(asked),
      at: placeOf(wrong.at),
    });
  }
  const [other] = unread;
  if (other === undefined) return compliant;
  return undetermined(`${other.file}:${other.line} includes files that were not read: ${other.text.trim()}`);
}

function onCommandLines(asked: SshdOption, listeners: FactValues['sshdListeners']): Outcome {
  if (listeners.length === 0) return noListener;
  return worst(
    listeners.map((words) => {
      const { options, others } = readCommandLine(words);
      const found = options.get(asked.keyword.toLowerCase());
      if (found !== undefined && !meets(asked, found)) {
        return violated(`${asked.keyword} ${found} on the command line of sshd`, {
          expected: expectedOf(asked),
        });
      }
      if (others.length === 0) return compliant;
      return startedByOther(words);
    }),
  );
}

const placeOf = ({ file, line }: FileLine): Place => ({ file, line });
