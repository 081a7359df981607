import path from 'node:path';
import { loadAccess } from '../../../lib/baseline';
import type { PlannedResource } from '../../../lib/resources/from-plan';
import type { Resource } from '../../../lib/resources/resource';
import type { StackView } from '../../../lib/resources/stack-view';
import { parseToken } from '../../../lib/resources/token';
import { at } from '../../../policy-packs/iso27017/framework/located';
import type { Context, Located, NotApplicable, Rule } from '../../../policy-packs/iso27017/framework/rule';
import { baseline, operators } from '../../policy-packs/iso27017/support/pack-run';
import { today } from './day';
import type { Edit, World } from './world';

const register = loadAccess(path.resolve(__dirname, '../../../stacks/registers/access.yaml'), baseline);
if (!register.ok) throw new Error('the access register cannot be read: run `npm run preview` to see why');

const context: Omit<Context, 'config'> = {
  baseline,
  operators,
  access: register.value,
  now: Date.parse(`${today}T00:00:00+09:00`),
};

/** What a policy says of a plan after an edit: of the resources that the edit puts there, and of the stack. */
export function judge(rule: Rule, world: World, config: Context['config'], edit: Edit): Located[] {
  return [
    ...edit.put.flatMap((planned) => judgeOne(rule, world.seen(planned, edit), config)),
    ...(rule.checkStack === undefined ? [] : judgeStack(rule, world.view(edit), config)),
  ];
}

/** What a policy says of a plan as it is. */
export function judgeAll(rule: Rule, world: World, config: Context['config']): Located[] {
  return judge(rule, world, config, { put: world.resources });
}

/** As the pack does: a rule sees resources of its types. */
export function judgeOne(rule: Rule, resource: Resource, config: Context['config']): Located[] {
  if (rule.check === undefined || !isFor(rule, resource)) return [];
  return at(resource, applied(rule.check(resource, { ...context, config })));
}

/** As the pack does: a rule about the stack is asked when the stack holds one of its types. */
export function judgeStack(rule: Rule, stack: StackView, config: Context['config']): Located[] {
  if (rule.checkStack === undefined || !stack.resources.some((resource) => isFor(rule, resource))) return [];
  return [...applied(rule.checkStack(stack, { ...context, config }))];
}

export function isFor({ types }: Rule, resource: Pick<Resource | PlannedResource, 'type'>): boolean {
  return types === undefined || types.includes(parseToken(resource.type).type);
}

function applied<T>(results: readonly T[] | NotApplicable): readonly T[] {
  return 'notApplicable' in results ? [] : results;
}
