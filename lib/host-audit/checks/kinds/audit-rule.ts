import type { FileLine } from '../../facts/file-lines';
import { type AuditRule, covers, hides, parseAuditRule } from '../audit-rule';
import type { CheckedHost } from '../host';
import { compliant, judge, type Outcome, undetermined, violated, worst } from '../outcome';

/**
 * A rule of auditd or one of its limits: what the kernel follows now, and what the files will make it follow after the
 * next start. Nothing but a restart changes rules that are locked, and then the files count.
 */
export function checkAuditRule(line: string, host: CheckedHost): Outcome {
  const [, option = '', value = ''] = /^-([bfe]) (\d+)$/.exec(line) ?? [];
  if (option !== '') return checkLimit(option, Number(value), host);
  const asked = parseAuditRule(line);
  if (asked === undefined) return undetermined(`the baseline's rule ${line} is not understood`);
  const { facts } = host;
  return worst([
    judge(facts.auditRules, (rules) => {
      const wrong = missing(asked, parsedRules(rules));
      return wrong === undefined ? compliant : violated(`in the kernel ${wrong}`, { expected: line });
    }),
    judge(facts.auditRuleLines, (lines) => {
      const wrong = missing(asked, parsedLines(lines));
      if (wrong === undefined) return compliant;
      return violated(`in /etc/audit/rules.d, which counts from the next start, ${wrong}`, {
        expected: line,
      });
    }),
  ]);
}

interface Written {
  readonly text: string;
  readonly rule: AuditRule | undefined;
}

const parsedRules = once((rules: readonly string[]): Written[] =>
  rules.map((text) => ({ text, rule: parseAuditRule(text) })),
);

const parsedLines = once((lines: readonly FileLine[]): Written[] => {
  const written = inOrder(lines).map(({ file, line, text }) => ({
    text: `${text.trim()} (${file}:${line})`,
    rule: parseAuditRule(text),
  }));
  // By -A each comes before all that were there.
  const isFirst = ({ text }: Written) => /^-A\s/.test(text);
  return [...written.filter(isFirst).reverse(), ...written.filter((one) => !isFirst(one))];
});

/** Each of some thirty requirements asks for the same lists: what was made of one is kept as long as the list is. */
function once<L extends object, R>(make: (list: L) => R): (list: L) => R {
  const made = new WeakMap<L, R>();
  return (list) => {
    const known = made.get(list) ?? make(list);
    made.set(list, known);
    return known;
  };
}

/** What is wrong with a list of rules in their order, in words. */
function missing(asked: AuditRule, rules: readonly Written[]): string | undefined {
  const left = new Set(asked.syscalls ?? ['all']);
  // Which rules such a line takes away again depends on how they are spelt.
  const removing = rules.find(({ rule, text }) => rule === undefined && /^-[dW]\s/.test(text));
  if (removing !== undefined) return `rules are taken away again: ${removing.text}`;
  for (const { rule, text } of rules) {
    if (rule === undefined) continue;
    if (hides(rule, asked)) return `an earlier rule keeps its records away: ${text}`;
    const covered = covers(rule, asked);
    for (const name of covered === 'all' ? left : covered) left.delete(name);
    if (left.size === 0) return undefined;
  }
  const isPart = asked.syscalls !== undefined && left.size < asked.syscalls.size;
  return isPart ? `no rule records ${[...left].join(', ')}` : 'there is no such rule';
}

const limits = {
  b: { name: 'backlog_limit', isGood: (found: number, asked: number) => found >= asked },
  f: { name: 'failure', isGood: (found: number, asked: number) => found === asked },
} as const;

/** The lock is judged by the files alone: whether it is on now, `audit-enabled` says. */
function checkLimit(option: string, value: number, { facts }: CheckedHost): Outcome {
  const expected = `-${option} ${value}`;
  const limit = limits[option as keyof typeof limits];
  const isGood = limit?.isGood ?? ((found: number, asked: number) => found === asked);
  return worst([
    limit === undefined
      ? compliant
      : judge(facts.auditStatus, (status) => {
          const found = status[limit.name];
          if (found === undefined) return undetermined(`auditctl does not say ${limit.name}`);
          return isGood(found, value) ? compliant : violated(`${limit.name} ${found}`, { expected });
        }),
    judge(facts.auditRuleLines, (lines) => {
      const start = new RegExp(`^\\s*-${option}\\s+(\\d+)\\s*$`);
      const last = inOrder(lines).findLast(({ text }) => start.test(text));
      if (last === undefined) return violated(`no -${option} in /etc/audit/rules.d`, { expected });
      const found = Number(start.exec(last.text)?.[1]);
      if (isGood(found, value)) return compliant;
      return violated(last.text.trim(), { expected, at: { file: last.file, line: last.line } });
    }),
  ]);
}

const naturally = new Intl.Collator('en', { numeric: true });

/** As augenrules puts them together: files in the natural order of `ls -v`, lines as they stand. */
function inOrder(lines: readonly FileLine[]): FileLine[] {
  const order = (a: FileLine, b: FileLine) => naturally.compare(a.file, b.file) || a.line - b.line;
  return lines.filter(({ text }) => !/^\s*(#|$)/.test(text)).sort(order);
}
