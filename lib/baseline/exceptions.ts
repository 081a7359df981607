import { isDate } from './is-date';
import { nearest } from './nearest';
import { type Path, show } from './show';
import type { ExceptionSubject, HostException, PolicyException } from './types.generated';

/** What an exception is checked against. */
export interface ExceptionRules {
  /** By policy name. */
  readonly policies: Readonly<Record<string, { readonly excusable?: boolean }>>;
  /** Days that it lasts at most, its first and its last counted. */
  readonly longestDays: number;
  /** Ids of all tenants; left out, they are not looked up. */
  readonly tenants?: readonly string[] | undefined;
}

/** What an exception of a host is checked against. */
export interface HostExceptionRules extends Pick<ExceptionRules, 'longestDays'> {
  /** Ids of all requirements of hosts. */
  readonly requirements: readonly string[];
}

/** What all exceptions have, whatever they excuse. */
export type Approval = Pick<HostException, keyof HostException & keyof PolicyException>;

/** What is wrong with an exception, and where in it. */
export interface ExceptionFault {
  readonly path: Path;
  readonly text: string;
  /** The nearest valid word, when one is near. */
  readonly suggestion?: string;
}

/**
 * Everything that is wrong with an exception of the right form: it is of a policy that there is and that admits one, of
 * one resource, approved by somebody else than who asked, and for no longer than the baseline admits.
 */
export function exceptionFaults(entry: PolicyException, rules: ExceptionRules): ExceptionFault[] {
  return [
    ...policyFaults(entry.policy, rules),
    ...subjectFaults(entry.subject, rules),
    ...approvalFaults(entry, rules.longestDays),
  ];
}

/** The same of an exception of a host: it is of a requirement that there is. */
export function hostExceptionFaults(
  entry: HostException,
  { requirements, longestDays }: HostExceptionRules,
): ExceptionFault[] {
  return [
    ...(requirements.includes(entry.requirement)
      ? []
      : [unknownName('requirement', entry.requirement, requirements)]),
    ...approvalFaults(entry, longestDays),
  ];
}

function approvalFaults(entry: Approval, longestDays: number): ExceptionFault[] {
  const isOwn = mailbox(entry.requestedBy) === mailbox(entry.approvedBy);
  const text = `${show(entry.approvedBy)} asked for it; somebody else has to approve`;
  return [...(isOwn ? [{ path: ['approvedBy'], text }] : []), ...dayFaults(entry, longestDays)];
}

function unknownName(key: 'policy' | 'requirement', name: string, known: readonly string[]): ExceptionFault {
  const suggestion = nearest(name, known);
  return { path: [key], text: `there is no ${key} ${show(name)}`, ...(suggestion && { suggestion }) };
}

/**
 * The mailbox that an address leads to: without case, and without the detail after a plus sign (RFC 5233), by which one
 * person has many addresses. Characters that only look different, such as those of full width, count as the same, those
 * that nobody sees do not count, and quotation marks change nothing (RFC 5321, 4.1.2).
 */
function mailbox(address: string): string {
  return address
    .normalize('NFKC')
    .replace(/[\p{Default_Ignorable_Code_Point}"\\]/gu, '')
    .toLowerCase()
    .replace(/\+[^@]*(?=@)/, '');
}

function policyFaults(policy: string, { policies }: ExceptionRules): ExceptionFault[] {
  const words = Object.hasOwn(policies, policy) ? policies[policy] : undefined;
  if (words === undefined) return [unknownName('policy', policy, Object.keys(policies))];
  return words.excusable === false
    ? [{ path: ['policy'], text: `nothing excuses a violation of ${policy}` }]
    : [];
}

/**
 * How Azure Native writes an API version into a type token, in the module or in the package.
 * https://www.pulumi.com/registry/packages/azure-native/version-guide/ (2026-11-23)
 */
const apiVersion = /(_[a-z0-9]+_|\/)v\d{8}[a-z]*(?=:)/gi;

function subjectFaults(subject: ExceptionSubject, rules: ExceptionRules): ExceptionFault[] {
  const { type } = subject;
  const suggestion = type.replace(apiVersion, '');
  const text = `${show(type)} has an API version; a resource is meant in whatever version`;
  return [
    ...ownerFaults(subject, rules),
    ...(suggestion === type ? [] : [{ path: ['subject', 'type'], text, suggestion }]),
  ];
}

function ownerFaults(
  { stack, tenant, name }: ExceptionSubject,
  { tenants }: ExceptionRules,
): ExceptionFault[] {
  const path = ['subject'];
  if (stack !== undefined && tenant !== undefined) {
    return [{ path, text: 'names a stack and a tenant; one of them is expected' }];
  }
  if (tenant === undefined) {
    return stack === undefined ? [{ path, text: '`stack` or `tenant` is missing' }] : [];
  }
  const suggestion = nearest(tenant, tenants ?? []);
  return [
    ...(tenants === undefined || tenants.includes(tenant)
      ? []
      : [
          {
            path: [...path, 'tenant'],
            text: `there is no tenant ${show(tenant)}`,
            ...(suggestion && { suggestion }),
          },
        ]),
    ...(name.startsWith(`${tenant}-`)
      ? []
      : [
          {
            path: [...path, 'name'],
            text: `${show(name)} is no resource of tenant ${tenant}, whose names begin with ${tenant}-`,
          },
        ]),
  ];
}

const dayInMilliseconds = 24 * 60 * 60 * 1000;

function dayFaults(entry: Approval, longestDays: number): ExceptionFault[] {
  const { validFrom, validUntil } = entry;
  const impossible = (['validFrom', 'validUntil'] as const)
    .filter((key) => !isDate(entry[key]))
    .map((key) => ({ path: [key], text: `${show(entry[key])} is not a date of the calendar` }));
  if (impossible.length > 0) return impossible;
  const path = ['validUntil'];
  // Dates of this form are in the order of their letters.
  if (validUntil < validFrom) return [{ path, text: `${validUntil} is before validFrom ${validFrom}` }];
  const length = (Date.parse(validUntil) - Date.parse(validFrom)) / dayInMilliseconds + 1;
  if (length <= longestDays) return [];
  const text = `${length} days from ${validFrom} to ${validUntil} are more than ${longestDays}, for which a violation is excused at most`;
  return [{ path, text }];
}

/** The indices of an exception and of an earlier one that may excuse the same. */
export interface Repeated {
  readonly index: number;
  readonly earlier: number;
}

/**
 * For each exception that may excuse what an earlier one excuses, the indices of both. One violation is listed once,
 * whatever the days: two entries together would excuse it for longer than one may last. A resource is the same by its
 * tenant as by a stack that may hold it, where the name tells one tenant from another; and an exception without a path
 * is of every path.
 */
export function repeatedExceptions(register: readonly PolicyException[]): Repeated[] {
  return repeatedIn(register, mayCoincide);
}

/** The same of exceptions of hosts, whose names no two hosts of an audit have in common, whatever the case. */
export function repeatedHostExceptions(register: readonly HostException[]): Repeated[] {
  return repeatedIn(
    register,
    (one, other) =>
      one.requirement === other.requirement && one.host.toLowerCase() === other.host.toLowerCase(),
  );
}

function repeatedIn<T>(register: readonly T[], coincide: (one: T, other: T) => boolean): Repeated[] {
  return register.flatMap((later, index) => {
    const earlier = register.slice(0, index).findIndex((one) => coincide(one, later));
    return earlier < 0 ? [] : [{ index, earlier }];
  });
}

function mayCoincide(one: PolicyException, other: PolicyException): boolean {
  const [own, others] = [one.subject, other.subject];
  return (
    one.policy === other.policy &&
    own.name === others.name &&
    own.type === others.type &&
    (own.stack === undefined || others.stack === undefined || own.stack === others.stack) &&
    (one.path === undefined || other.path === undefined || one.path === other.path)
  );
}

/** What is wrong with an exception of which an earlier one, at the given place, excuses the same. */
export function describeRepeated({ policy, subject: { name } }: PolicyException, earlier: string): string {
  return `${excusedAlready(policy, name, earlier)}, or give each a path or a stack of its own`;
}

/** The same of an exception of a host. */
export function describeRepeatedHost({ requirement, host }: HostException, earlier: string): string {
  return excusedAlready(requirement, host, earlier);
}

function excusedAlready(what: string, by: string, earlier: string): string {
  return `what it excuses, ${what} by ${by}, is excused ${earlier} already; change the days there when it is approved anew`;
}
