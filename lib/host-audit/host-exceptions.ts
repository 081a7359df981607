import type { HostException } from '../baseline/types.generated';
import type { Finding, Place } from '../findings/finding';
import type { Day } from '../lifecycle/calendar';
import { ExceptionDays, excuseOn, type RegisterNote, removeIt } from '../lifecycle/exception-days';

/** An exception, and where in the register it stands. */
export interface RegisteredException {
  readonly exception: HostException;
  readonly at: Place;
}

/** A host's findings, with those that are excused, and what is to tell of the exceptions that are about it. */
export interface Excused {
  readonly findings: readonly Finding[];
  /** How many of them are excused. */
  readonly excused: number;
  /** Findings about the register, of the check `host-exceptions`. */
  readonly notes: readonly Finding[];
}

/** The exceptions of hosts as they count on a day. */
export class HostExceptions {
  readonly #byHost = new Map<string, RegisteredException[]>();
  readonly #days: ExceptionDays;
  readonly #today: Day;

  /** @param entries of which no two are of the same requirement and host. */
  constructor(
    entries: readonly RegisteredException[],
    { today, endsSoonDays }: { readonly today: Day; readonly endsSoonDays: number },
  ) {
    this.#today = today;
    this.#days = new ExceptionDays(today, endsSoonDays, 'host');
    for (const entry of entries) {
      const { host } = entry.exception;
      this.#byHost.set(host, [...(this.#byHost.get(host) ?? []), entry]);
    }
  }

  /**
   * Excuses what a host violates. It stays a violation, and is advisory as one that the policy pack excuses, so that it
   * does not block. What is undetermined nobody can approve.
   * @param isWhole whether the host was read to its end.
   */
  apply(host: string, findings: readonly Finding[], isWhole: boolean): Excused {
    const entries = this.#byHost.get(host) ?? [];
    if (entries.length === 0) return { findings, excused: 0, notes: [] };
    const byRequirement = new Map(entries.map(({ exception }) => [exception.requirement, exception]));
    const judged = findings.map((finding) => {
      const approval = finding.verdict === 'violated' ? byRequirement.get(finding.source.id) : undefined;
      const exception = approval && excuseOn(this.#today, approval);
      return exception === undefined
        ? finding
        : ({ ...finding, enforcement: 'advisory', exception } as const);
    });
    return {
      findings: judged,
      excused: judged.filter(({ exception }) => exception !== undefined).length,
      notes: entries.flatMap((entry) => this.#note(entry, findings, isWhole) ?? []),
    };
  }

  /** Hosts of exceptions that are none of these: of other audits, or misspelt. */
  hostsBesides(hosts: readonly string[]): string[] {
    return [...this.#byHost.keys()].filter((host) => !hosts.includes(host));
  }

  #note(
    { exception, at }: RegisteredException,
    findings: readonly Finding[],
    isWhole: boolean,
  ): Finding | undefined {
    const finding = findings.find(({ source }) => source.id === exception.requirement);
    const words = this.#words(exception, finding, isWhole);
    if (words === undefined) return undefined;
    return {
      verdict: 'violated',
      controls: [],
      source: { kind: 'check', id: 'host-exceptions' },
      severity: 'medium',
      enforcement: 'advisory',
      subject: { kind: 'host', id: exception.host },
      at,
      ...words,
    };
  }

  #words(exception: HostException, finding: Finding | undefined, isWhole: boolean): RegisterNote | undefined {
    const { requirement, host, validFrom, validUntil } = exception;
    const isMet = finding?.verdict === 'violated';
    const one = `one of ${requirement}`;
    if (validUntil < this.#today || this.#today < validFrom) return this.#days.outside(exception, isMet, one);
    if (isMet) return this.#days.endsSoon(exception, one);
    // What is not known may be violated.
    if (!isWhole || finding?.verdict === 'undetermined') return undefined;
    const found =
      finding === undefined
        ? `${requirement}, which is not asked of ${host}`
        : `no violation of ${requirement} by ${host}`;
    return { expected: 'needed by a violation of this host', found, fix: removeIt };
  }
}
