import type { PlannedResource } from '../../../lib/resources/from-plan';
import type { Located, Rule } from '../../../policy-packs/iso27017/framework/rule';
import { harmlessChanges, harmlessEdits } from './harmless';
import { isFor, judge, judgeAll } from './judge';
import { isLookup } from './lookups';
import type { PolicyMutants } from './policy-mutants';
import { isBelow, readsOf } from './reads';
import type { Mutant } from './rows';
import type { Score } from './score';
import type { Edit, World } from './world';

/** What came out of the trial of one policy; survivors and refusals as lines for people. */
export interface Trial {
  readonly score: Score;
  /** What the policy says of the plan before anything is changed; has to be empty. */
  readonly before: readonly string[];
  readonly survivors: readonly string[];
  readonly refusals: readonly string[];
  /** Properties that the rule reads, of which there is no mutant and no reason for it. */
  readonly uncovered: readonly string[];
  /** Types of the rule with no mutant and no reason. */
  readonly untried: readonly string[];
  /** Reasons that are about nothing that the rule reads. */
  readonly idle: readonly string[];
  /** The first mutant of the first row, which docs/policies.md shows. */
  readonly example: Mutant | undefined;
}

/**
 * Tries all mutants and harmless changes of a policy on a plan, each in a view of its own: in one view with others, a
 * finding that another change causes could hide that this one causes none.
 */
export function tryPolicy(policy: string, rule: Rule, plan: World, mutants: PolicyMutants): Trial {
  const { broken, harmless = [], config = {} } = mutants;
  const world = plan.with(mutants.specimens?.(plan.resources) ?? []);
  const hostile = broken.flatMap((row) => row(world));
  const judged = ({ edit, config: own }: Pick<Mutant, 'edit' | 'config'>) =>
    judge(rule, world, own ?? config, edit);
  const survivors = hostile.filter((mutant) => !isKilled(mutant, judged(mutant)));
  const refused = <T extends Pick<Mutant, 'edit' | 'config'>>(changes: readonly T[]) =>
    changes.flatMap((change) => {
      const results = judged(change);
      return results.length === 0 ? [] : [{ change, results }];
    });
  const own = harmless.flatMap((row) => row(world));
  const common = commonChanges(rule, world);
  const [ownRefused, commonRefused] = [refused(own), refused(common)];
  const all = own.length + common.length;
  return {
    score: {
      policy,
      mutants: hostile.length,
      killed: hostile.length - survivors.length,
      harmless: all,
      passed: all - ownRefused.length - commonRefused.length,
    },
    before: judgeAll(rule, world, config).map(lineOf),
    survivors: survivors.map(mutantLine),
    refusals: [
      ...ownRefused.map(
        ({ change, results }) => `${mutantLine(change)} → ${results.slice(0, 1).map(lineOf)}`,
      ),
      ...commonRefused.map(({ change, results }) => `${change.words} → ${results.slice(0, 1).map(lineOf)}`),
    ],
    ...coverage(rule, world, mutants, hostile),
    example: hostile[0],
  };
}

/** Whether a mutant is refused at a resource that it names. */
function isKilled({ at, isOpen }: Mutant, results: readonly Located[]): boolean {
  return results.some(
    ({ resource, result }) => at.includes(resource.urn) && (result.verdict === 'violated' || isOpen),
  );
}

interface CommonChange {
  readonly words: string;
  readonly edit: Edit;
}

/**
 * The changes that are harmless to every promise: to each resource that the rule judges by itself; for a rule about the
 * stack to one resource of each type, to all resources at once, and to the plan as a whole.
 */
function commonChanges(rule: Rule, world: World): CommonChange[] {
  const onlyFirst = rule.check === undefined ? firstOfEachType(world.resources) : world.resources;
  const single = onlyFirst.filter((resource) => isFor(rule, resource) || isHolder(rule));
  const ofResources = Object.entries(harmlessChanges).flatMap(([words, change]) => {
    const put = world.resources.flatMap((resource) => change(resource) ?? []);
    const each = single.flatMap((resource) => {
      const to = change(resource);
      return to === undefined ? [] : [{ words: `${resource.name}: ${words}`, edit: { put: [to] } }];
    });
    return [...each, { words: `all resources: ${words}`, edit: { put } }];
  });
  const ofPlan = Object.entries(harmlessEdits).map(([words, edit]) => ({ words, edit: edit(world) }));
  return [...ofResources, ...ofPlan];
}

/** A rule about the stack may read any resource, whatever its types. */
function isHolder({ checkStack, check }: Rule): boolean {
  return checkStack !== undefined && check === undefined;
}

function firstOfEachType(resources: readonly PlannedResource[]): PlannedResource[] {
  return [...new Map(resources.toReversed().map((resource) => [resource.type, resource])).values()];
}

function coverage(
  rule: Rule,
  world: World,
  { config = {}, unbroken = [] }: PolicyMutants,
  hostile: readonly Mutant[],
) {
  const tried = new Map<string, Set<string>>();
  for (const { type, path } of hostile) tried.set(type, (tried.get(type) ?? new Set()).add(path));
  const used = new Set<number>();
  const isExcused = (type: string, path: string): boolean => {
    if (isLookup(type, path)) return true;
    const reason = unbroken.findIndex(
      ({ of, paths }) =>
        (of === undefined || [of].flat().includes(type)) && paths.some((pattern) => fits(path, pattern)),
    );
    if (reason >= 0) used.add(reason);
    return reason >= 0;
  };
  const reads = readsOf(rule, world, config);
  const uncovered = [...reads]
    .filter(([type]) => type.startsWith('azure-native:'))
    .flatMap(([type, paths]) => {
      const changed = [...(tried.get(type) ?? [])];
      return [...paths]
        .filter(
          (path) => !changed.some((other) => other === path || isBelow(other, path) || path === `${other}[]`),
        )
        .filter((path) => !isExcused(type, path))
        .map((path) => `${type} ${path} is read, but no mutant changes it`);
    });
  const untried = (rule.types ?? []).filter((type) => !tried.has(type) && !isExcused(type, ''));
  return {
    uncovered,
    untried: untried.map((type) => `${type} is of the policy, but no mutant changes one`),
    idle: unbroken
      .filter((_reason, index) => !used.has(index))
      .map(({ because }) => `nothing that is read needs the reason "${because}"`),
  };
}

function fits(path: string, pattern: string): boolean {
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}

function mutantLine({ resource, type, path, value }: Mutant): string {
  return `${type} ${resource}: ${path} = ${value}`;
}

function lineOf({ resource, result }: Located): string {
  return `${result.verdict} ${resource.name}: ${result.path} must be ${result.expected}`;
}
