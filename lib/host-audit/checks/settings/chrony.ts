import type { FileLine } from '../../facts/file-lines';
import { inAnyCase, placeOf, type ReadSetting, whenKnown } from './reading';

/** Of directives that hold one value the last counts, in the order in which chronyd reads its files; chrony.conf(5). */
export const chrony: ReadSetting = (key, { facts }) =>
  whenKnown(facts.chronyDirectives, (directives) => {
    const values = directives.flatMap((directive) => {
      const [, written, value = ''] = /^(\S+)(?:\s+(.*?))?\s*$/.exec(directive) ?? [];
      return written !== undefined && inAnyCase(key)(written) ? [value] : [];
    });
    const value = values.at(-1);
    if (value === undefined) return { value: [{ values: [] }] };
    const lines = 'value' in facts.settingLines ? facts.settingLines.value : [];
    const candidates = lines.filter((line) => isDirective(line, key, value));
    const [only] = candidates.length === 1 ? candidates : [];
    return { value: [{ values: [{ value, ...(only !== undefined && { at: placeOf(only) }) }] }] };
  });

function isDirective({ file, text }: FileLine, key: string, value: string): boolean {
  const [written = '', ...rest] = text.trim().split(/\s+/);
  return file.startsWith('/etc/chrony/') && inAnyCase(key)(written) && rest.join(' ') === value;
}
