import { isDate } from './is-date';
import { nearest } from './nearest';
import { type Path, show } from './show';
import type { ExceptionSubject, PolicyException } from './types.generated';

/** What an exception is checked against. */
export interface ExceptionRules {
  /** By policy name. */
  readonly policies: Readonly<Record<string, { readonly excusable?: boolean }>>;
  /** Days that it lasts at most, its first and its last counted. */
  readonly longestDays: number;
  /** Ids of all tenants; left out, they are not looked up. */
  readonly tenants?: readonly string[] | undefined;
}

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
    ...(mailbox(entry.requestedBy) === mailbox(entry.approvedBy)
      ? [
          {
            path: ['approvedBy'],
            text: `${show(entry.approvedBy)} asked for it; somebody else has to approve`,
          },
        ]
      : []),
    ...dayFaults(entry, rules.longestDays),
  ];
}

/**
 * The mailbox that an address leads to: without case, and without the detail after a plus sign (RFC 5233), by which one
 * person has many addresses. Characters that only look different, such as those of full width, count as the same.
 */
function mailbox(address: string): string {
  return address
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\+[^@]*(?=@)/, '');
}

function policyFaults(policy: string, { policies }: ExceptionRules): ExceptionFault[] {
  const path = ['policy'];
  const words = Object.hasOwn(policies, policy) ? policies[policy] : undefined;
  if (words === undefined) {
    const suggestion = nearest(policy, Object.keys(policies));
    return [{ path, text: `there is no policy ${show(policy)}`, ...(suggestion && { suggestion }) }];
  }
  return words.excusable === false ? [{ path, text: `nothing excuses a violation of ${policy}` }] : [];
}

function subjectFaults(
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

function dayFaults(entry: PolicyException, longestDays: number): ExceptionFault[] {
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

/** What an exception is about, in one text: the same for two that excuse the same. */
export function exceptionKey({ policy, subject, path }: PolicyException): string {
  const { stack, tenant, type, name } = subject;
  const owner = stack === undefined ? `tenant ${tenant}` : `stack ${stack}`;
  return [policy, owner, type, name, ...(path === undefined ? [] : [path])].join(' ');
}
