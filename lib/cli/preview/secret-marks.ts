import type { SecretsBaseline } from '../../baseline';
import { secretSinks } from '../../baseline/secret-sinks';
import { type Path, showPath } from '../../baseline/show';
import type { Finding } from '../../findings/finding';
import type { Plan, PlanResource } from '../../preview/plan';
import { replacement } from '../../preview/secret-filter';
import { parseToken } from '../../resources/token';
import { markerKey, type PlanValue } from '../../wire/values';
import type { Catalogue } from '../catalogue';
import { inNameOf } from './in-name-of';
import type { JudgingPack } from './judges';

/** The policy that judges secrets by their form; by their marks, which it cannot see, they are judged here. */
const policy = 'secret-value-stays-in-vault';

/** What is wrong with one place, or not known of it. */
interface Mark {
  readonly verdict: 'violated' | 'undetermined';
  readonly path: string;
  readonly expected: string;
  readonly found?: string;
}

/**
 * Finds secrets by the marks that the engine keeps, beside what the policy finds by their form: a value that the program
 * marks as secret stands only where the baseline admits it, also where only its content is known from another place, and
 * what stands there is marked. As the policy's own findings they carry its promises, severity and enforcement; where no
 * pack has the policy, or it is switched off, there are none.
 *
 * The SDK sends no mark with a value that is not known yet. So such a value counts as a secret when everything from which
 * its property is made gives out nothing but secrets (`makers`); when some does, it is undetermined.
 */
export function judgeSecretMarks(
  { plan, packs }: { readonly plan: Plan; readonly packs: readonly JudgingPack[] },
  catalogue: Pick<Catalogue, 'promises' | 'policies' | 'secrets'>,
): Finding[] {
  const says = inNameOf(policy, packs, catalogue);
  if (says === undefined) return [];
  const byUrn = new Map(plan.resources.map((resource) => [resource.urn, resource]));
  return plan.resources
    .filter(({ custom }) => custom)
    .flatMap((resource) =>
      marksOf(resource, catalogue.secrets, byUrn).map(({ verdict, path, expected, found }) => ({
        ...says,
        verdict,
        subject: { kind: 'resource' as const, id: resource.urn, name: resource.name },
        at: { path },
        expected,
        ...(found !== undefined && { found }),
      })),
    );
}

function marksOf(
  resource: PlanResource,
  secrets: SecretsBaseline,
  byUrn: ReadonlyMap<string, PlanResource>,
): Mark[] {
  const sinks = secretSinks(secrets, parseToken(resource.type).type);
  const makersOf = (property: string) =>
    (resource.propertyDependencies?.[property] ?? []).flatMap((urn) => byUrn.get(urn) ?? []);
  return Object.entries(resource.inputs).flatMap(([property, input]) => {
    const makers = makersOf(property);
    return leavesOf(input, [property]).flatMap(({ kind, path }) => {
      const place = showPath(path);
      if (sinks.isAdmitted(place)) return judgeSink(kind, place, makers);
      const expected = 'in a vault';
      if (kind === 'secret' && sinks.holdsAdmitted(place)) {
        return [
          { verdict: 'undetermined' as const, path: place, expected: 'secret only where it holds a secret' },
        ];
      }
      const found = foundAt(kind, makers, secrets);
      if (found === undefined) return [];
      return [{ path: place, expected, ...found }];
    });
  });
}

function judgeSink(kind: Leaf['kind'], path: string, makers: readonly PlanResource[]): Mark[] {
  const expected = 'marked as secret by the program';
  if (kind === 'secret') return [];
  if (kind !== 'unknown') return [{ verdict: 'violated', path, expected, found: 'a value in plain text' }];
  // The SDK carries the mark of what a value is made from, though it sends it only with the value.
  return makers.some(givesSecrets) ? [] : [{ verdict: 'undetermined', path, expected }];
}

/** Whether anything that a resource gives out is declared secret. */
function givesSecrets({ outputs = {} }: PlanResource): boolean {
  return Object.entries(outputs).some(([property, value]) =>
    leavesOf(value, [property]).some(({ kind }) => kind === 'secret'),
  );
}

function foundAt(
  kind: Leaf['kind'],
  makers: readonly PlanResource[],
  secrets: SecretsBaseline,
): Pick<Mark, 'verdict' | 'found'> | undefined {
  if (kind === 'secret') return { verdict: 'violated', found: 'a value that the program marks as secret' };
  if (kind === 'content') return { verdict: 'violated', found: 'the content of a secret, without its mark' };
  if (kind !== 'unknown') return undefined;
  const secret = makers.filter(({ type }) => secrets.makers.includes(parseToken(type).type));
  if (secret.length === 0) return undefined;
  const names = secret.map(({ name }) => name).join(', ');
  return secret.length === makers.length
    ? { verdict: 'violated', found: `a value made from ${names}` }
    : { verdict: 'undetermined' };
}

interface Leaf {
  /** `content`: a text in which the engine has hidden a secret that it knows from elsewhere. */
  readonly kind: 'secret' | 'unknown' | 'content' | 'plain';
  readonly path: Path;
}

/** Every value of a plan's property that holds no other, with what its marker says. */
function leavesOf(value: PlanValue, path: Path): Leaf[] {
  if (typeof value === 'string') return [{ kind: value.includes(replacement) ? 'content' : 'plain', path }];
  if (value === null || typeof value !== 'object') return value === null ? [] : [{ kind: 'plain', path }];
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, [...path, index]));
  const marker = value[markerKey];
  if (marker === 'secret' || marker === 'secretUnknown') return [{ kind: 'secret', path }];
  if (marker === 'unknown') return [{ kind: 'unknown', path }];
  if (marker === 'object') return leavesOf(value['entries'] ?? null, path);
  const entries = Object.entries(value).filter(([name]) => name !== markerKey);
  return entries.flatMap(([name, item]) => leavesOf(item, [...path, name]));
}
