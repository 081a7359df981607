import { nearest } from '../../../lib/baseline/nearest';
import type { ExceptionsBaseline, PolicyException } from '../../../lib/baseline/types.generated';
import type { Excuse } from '../../../lib/findings/finding';
import { addDays, type Day, daysBetween } from '../../../lib/lifecycle/calendar';
import type { Resource } from '../../../lib/resources/resource';
import type { Result } from './rule';

/** Something to tell of the register itself, and what to do about it. */
export interface RegisterNote {
  readonly result: Extract<Result, { verdict: 'violated' }>;
  readonly fix: string;
}

type Subject = Pick<Resource, 'urn' | 'name' | 'type'>;

interface Entry {
  readonly exception: PolicyException;
  readonly place: string;
  /** Whether a violation was there that the exception is about, valid or not. */
  isMet: boolean;
  /** Where else the policy found its resource violated, when the exception names a path. */
  readonly otherPaths: Set<string>;
}

const fixes = {
  unused: 'Remove the exception from the register.',
  elsewhere: 'Write the path as the finding has it, or remove the exception from the register.',
  wrong: 'Write the resource as findings name it, or remove the exception from the register.',
  ended: 'Mend the resource and remove the exception, or have it approved anew.',
  early: 'Mend the resource, or wait until the exception is valid.',
  soon: 'Mend the resource before the exception ends, or have it approved anew.',
};

/** The exceptions that count on a day, and what became of each. */
export class Exceptions {
  readonly #entries: readonly Entry[];

  constructor(
    register: readonly PolicyException[],
    readonly today: Day,
    private readonly baseline: ExceptionsBaseline,
  ) {
    this.#entries = register.map((exception, index) => ({
      exception,
      place: `exceptions[${index}]`,
      isMet: false,
      otherPaths: new Set(),
    }));
  }

  /** What excuses a violation by a resource at a path today, if anything does. */
  excuse(policy: string, subject: Subject, path: string): Excuse | undefined {
    let excuse: Excuse | undefined;
    for (const entry of this.#entries) {
      const { exception } = entry;
      if (exception.policy !== policy || !isOf(entry, subject)) continue;
      if (exception.path !== undefined && exception.path !== path) {
        entry.otherPaths.add(path);
        continue;
      }
      entry.isMet = true;
      if (!this.#isValid(exception)) continue;
      const { approvedBy, reason, validUntil } = exception;
      if (excuse === undefined || excuse.until < validUntil)
        excuse = { approvedBy, reason, until: validUntil };
    }
    return excuse;
  }

  /** What to tell of the exceptions that are about a stack, when everything in it has been judged. */
  notes(stack: readonly Subject[]): RegisterNote[] {
    return this.#entries.flatMap((entry) => (isAboutStack(entry, stack) ? this.#note(entry, stack) : []));
  }

  #isValid({ validFrom, validUntil }: PolicyException): boolean {
    return validFrom <= this.today && this.today <= validUntil;
  }

  #note(entry: Entry, stack: readonly Subject[]): RegisterNote[] {
    const { exception, isMet } = entry;
    const { policy, validFrom, validUntil, subject } = exception;
    const note = (expected: string, found: string, fix: string): RegisterNote[] => [
      { result: { verdict: 'violated', path: entry.place, expected, found }, fix },
    ];
    const needed = 'needed by a violation in this stack';
    if (validUntil < this.today)
      return note(`valid on ${this.today}`, `one that ended on ${validUntil}`, fixes.ended);
    if (this.today < validFrom) {
      if (!isMet) return [];
      return note(`valid on ${this.today}`, `one that begins on ${validFrom}`, fixes.early);
    }
    if (!stack.some((one) => isOf(entry, one))) {
      const names = stack.filter(({ type }) => type === subject.type).map(({ name }) => name);
      const near = nearest(subject.name, names);
      const alike = stack.find(({ name }) => name === subject.name);
      const hint =
        alike !== undefined
          ? `; ${alike.name} is a ${alike.type}`
          : near === undefined
            ? ''
            : `; nearest is ${near}`;
      return note(needed, `no ${subject.type} of the name ${subject.name}${hint}`, fixes.wrong);
    }
    if (!isMet) {
      const where = exception.path === undefined ? '' : ` at ${exception.path}`;
      const found = `no violation of ${policy} by ${subject.name}${where}`;
      if (entry.otherPaths.size === 0) return note(needed, found, fixes.unused);
      return note(needed, `${found}, but at ${[...entry.otherPaths].join(', ')}`, fixes.elsewhere);
    }
    if (validUntil > addDays(this.today, this.baseline.endsSoonDays)) return [];
    const days = daysBetween(this.today, validUntil);
    const left = days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`;
    return note('dispensable before it ends', `one that ends ${left}, on ${validUntil}`, fixes.soon);
  }
}

function isOf({ exception: { subject } }: Entry, resource: Subject): boolean {
  return (
    resource.name === subject.name &&
    resource.type === subject.type &&
    // A tenant's resources are named after it, in whatever stack they are.
    (subject.stack === undefined || subject.stack === stackOf(resource))
  );
}

function isAboutStack({ exception: { subject } }: Entry, stack: readonly Subject[]): boolean {
  return subject.stack === undefined
    ? stack.some(({ name }) => name.startsWith(`${subject.tenant}-`))
    : stack.some((resource) => stackOf(resource) === subject.stack);
}

/** `urn:pulumi:<stack>::<project>::<types>::<name>` */
function stackOf({ urn }: Subject): string {
  return urn.slice('urn:pulumi:'.length, urn.indexOf('::'));
}
