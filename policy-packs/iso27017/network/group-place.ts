import { describeRule, type ReadRule } from '../../../lib/network-model/security-rule';
import type { Resource } from '../../../lib/resources/resource';
import { operatorsOf } from '../azure/offices';
import { tagOf } from '../azure/tags';
import { undetermined, violated } from '../framework/expect';
import type { Context, Result } from '../framework/rule';
import { GroupJudgement } from './group-judgement';
import { placeOf } from './place';

const facts = ['network', 'subnetRole', 'slot'] as const;

/** What can be asked of a group's rules once it is known, or not, on which subnet the group stands. */
export interface GroupJudge {
  ofRule(read: ReadRule): Result[];
  ofDenials(): Result[];
}

const rulesPath = 'securityRules';

/**
 * Finds the subnet of a network security group by its tags and returns who judges its rules. Where the tags name
 * no subnet of the plan, nothing is listed for the group: each Allow rule is too much, and without any the tag is
 * what is wrong.
 */
export function judgeOf(group: Resource, rules: readonly ReadRule[], context: Context): GroupJudge {
  const [kind, role, slot] = facts.map((fact) => tagOf(group, fact, context));
  const unknown = [kind, role, slot].find((tag) => tag?.isUnknown);
  if (unknown !== undefined) {
    const open = [undetermined(unknown, 'the tag of a subnet in the address plan')];
    return { ofRule: () => [], ofDenials: () => open };
  }
  const tags = {
    ...(kind?.text !== undefined && { kind: kind.text }),
    ...(role?.text !== undefined && { role: role.text }),
    ...(slot?.number !== undefined && { slot: slot.number }),
  };
  const operators = operatorsOf(context);
  const place = placeOf(context.baseline.network, tags, operators);
  if (place !== undefined) {
    const judgement = new GroupJudgement(place, rules, context);
    return { ofRule: (read) => judgement.ofRule(read), ofDenials: () => judgement.ofDenials(rulesPath) };
  }
  const { keys } = context.baseline.tags;
  const named = `a subnet of the address plan by ${facts.map((fact) => keys[fact]).join(', ')}`;
  const admits = (read: ReadRule) => read.kind !== 'unknown' && read.rule?.access === 'Allow';
  return {
    ofRule(read) {
      const expected = `in a group whose tags name ${named}`;
      if (read.kind === 'unknown') return [undetermined(read.place, expected)];
      const refused = read.kind === 'wrong' ? [violated(read.place, read.expected, 'something else')] : [];
      return read.rule?.access === 'Allow'
        ? [...refused, violated(read.rule.place, expected, describeRule(read.rule))]
        : refused;
    },
    ofDenials: () =>
      rules.some(admits)
        ? []
        : [
            violated(
              'tags',
              named,
              JSON.stringify(tags) === '{}' ? 'nothing' : Object.values(tags).join(', '),
            ),
          ],
  };
}

/** The subnet that a group's tags name, such as `tenant app 0`; `undefined` while one of them is not known. */
export function describePlace(group: Resource, context: Context): string | undefined {
  const tags = facts.map((fact) => tagOf(group, fact, context));
  if (tags.some(({ isUnknown }) => isUnknown)) return undefined;
  const said = tags.flatMap(({ text, number }) => text ?? number ?? []);
  return said.length === 0 ? 'no subnet' : said.join(' ');
}
