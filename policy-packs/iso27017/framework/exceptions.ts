import { nearest } from '../../../lib/baseline/nearest';
import type { ExceptionsBaseline, PolicyException } from '../../../lib/baseline/types.generated';
import type { Excuse } from '../../../lib/findings/finding';
import type { Day } from '../../../lib/lifecycle/calendar';
import {
  ExceptionDays,
  excuseOn,
  type RegisterNote as Note,
  removeIt,
} from '../../../lib/lifecycle/exception-days';
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
  elsewhere: 'Write the path as the finding has it, or remove the exception from the register.',
  wrong: 'Write the resource as findings name it, or remove the exception from the register.',
};

/** The exceptions that count on a day, and what became of each. */
export class Exceptions {
  readonly #entries: readonly Entry[];
  readonly #days: ExceptionDays;

  constructor(
    register: readonly PolicyException[],
    private readonly today: Day,
    { endsSoonDays }: ExceptionsBaseline,
  ) {
    this.#days = new ExceptionDays(today, endsSoonDays, 'resource');
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
      const found = excuseOn(this.today, exception);
      if (found !== undefined && (excuse === undefined || excuse.until < found.until)) excuse = found;
    }
    return excuse;
  }

  /** What to tell of the exceptions that are about a stack, when everything in it has been judged. */
  notes(stack: readonly Subject[]): RegisterNote[] {
    return this.#entries.flatMap((entry) => {
      const note = isAboutStack(entry, stack) ? this.#note(entry, stack) : undefined;
      if (note === undefined) return [];
      const { fix, ...words } = note;
      return [{ result: { verdict: 'violated', path: entry.place, ...words }, fix }];
    });
  }

  #note(entry: Entry, stack: readonly Subject[]): Note | undefined {
    const { exception, isMet } = entry;
    const { policy, validFrom, validUntil, subject } = exception;
    const expected = 'needed by a violation in this stack';
    if (validUntil < this.today || this.today < validFrom) return this.#days.outside(exception, isMet);
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
      return { expected, found: `no ${subject.type} of the name ${subject.name}${hint}`, fix: fixes.wrong };
    }
    if (!isMet) {
      const where = exception.path === undefined ? '' : ` at ${exception.path}`;
      const found = `no violation of ${policy} by ${subject.name}${where}`;
      if (entry.otherPaths.size === 0) return { expected, found, fix: removeIt };
      const others = [...entry.otherPaths].join(', ');
      return { expected, found: `${found}, but at ${others}`, fix: fixes.elsewhere };
    }
    return this.#days.endsSoon(exception);
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
