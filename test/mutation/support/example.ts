import type { PlannedResource } from '../../../lib/resources/from-plan';
import type { Rule } from '../../../policy-packs/iso27017/framework/rule';
import { judge, judgeAll } from './judge';
import { isObject, isUnknown, mapTexts } from './places';
import type { PolicyMutants } from './policy-mutants';
import type { World } from './world';

/** A resource of which a policy says no, and the same one as it is accepted; only what the policy looks at. */
export interface Example {
  readonly type: string;
  /** Absent where the resource as such is what is refused. */
  readonly compliant?: unknown;
  /** Absent where it is refused that the resource is missing. */
  readonly violating?: unknown;
  /** Where and how the finding says it. */
  readonly finding: string;
}

/**
 * The first mutant of a policy as an example; throws unless the policy refuses it and accepts the same resource before. So an
 * example in docs/policies.md is never only thought out.
 */
export function exampleOf(policy: string, rule: Rule, plan: World, mutants: PolicyMutants): Example {
  const world = plan.with(mutants.specimens?.(plan.resources) ?? []);
  const mutant = mutants.broken[0]?.(world)[0];
  if (mutant === undefined) throw new Error(`${policy} has no mutant to show: correct its table`);
  const config = mutant.config ?? mutants.config ?? {};
  const finding = judge(rule, world, config, mutant.edit).find(
    ({ resource, result }) => mutant.at.includes(resource.urn) && result.verdict === 'violated',
  );
  const isRefusedBefore = judgeAll(rule, world, config).some(({ resource }) =>
    mutant.at.includes(resource.urn),
  );
  if (finding === undefined || isRefusedBefore) {
    throw new Error(`${policy} does not tell its example from the plan: correct its table or its rule`);
  }
  const { result } = finding;
  const [after] = mutant.edit.put;
  const [gone] = mutant.edit.drop ?? [];
  const before = world.urn(after?.urn ?? gone ?? '');
  const found = result.verdict === 'violated' ? `, found ${result.found}` : '';
  return {
    type: mutant.type,
    ...shown(before, after),
    finding: `${result.path} must be ${result.expected}${found}`,
  };
}

function shown(
  before: PlannedResource | undefined,
  after: PlannedResource | undefined,
): Omit<Example, 'type' | 'finding'> {
  if (before === undefined || after === undefined) {
    const only = trimmed((before ?? after)?.inputs);
    return before === undefined ? { violating: only } : { compliant: only };
  }
  if (before.protect !== after.protect) {
    return {
      compliant: { options: { protect: before.protect === true } },
      violating: { options: { protect: after.protect === true } },
    };
  }
  const [compliant, violating] = differing(before.inputs, after.inputs);
  return { compliant: trimmed(compliant), violating: trimmed(violating) };
}

/** The innermost objects that differ, with the scalar properties beside the difference, and the way to them. */
function differing(before: unknown, after: unknown, isRoot = true): [unknown, unknown] {
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    const index = before.findIndex((item, other) => !isSame(item, after[other]));
    const [left, right] = differing(before[index], after[index], false);
    return [[left], [right]];
  }
  if (!isObject(before) || !isObject(after)) return [before, after];
  const keys = Object.keys({ ...before, ...after });
  const key = keys.find((name) => !isSame(before[name], after[name])) ?? '';
  const [left, right] = differing(before[key], after[key], false);
  const isInner = isObject(before[key]) || Array.isArray(before[key]);
  const beside =
    isRoot || isInner ? [] : Object.entries(before).filter(([name, value]) => name !== key && isPlain(value));
  const side = (value: unknown) => ({
    ...Object.fromEntries(beside),
    ...(value !== undefined && { [key]: value }),
  });
  return [side(left), side(right)];
}

const isSame = (left: unknown, right: unknown) => JSON.stringify(left) === JSON.stringify(right);
const isPlain = (value: unknown) => typeof value !== 'object' && !isUnknown(value);

/** Texts of a length that a reader takes in; a secret that nobody knows yet by what it is. */
function trimmed(value: unknown): unknown {
  return mapTexts(value, (text) => (text.length > 90 ? `${text.slice(0, 60)}…` : text));
}
