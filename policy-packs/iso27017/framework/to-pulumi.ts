import type {
  Policies,
  PolicyConfigSchema,
  ReportViolation,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from '@pulumi/policy';
import type { PolicyException } from '../../../lib/baseline/types.generated';
import { renderLine } from '../../../lib/findings/render-line';
import { dayAt } from '../../../lib/lifecycle/calendar';
import type { Resource } from '../../../lib/resources/resource';
import { StackView } from '../../../lib/resources/stack-view';
import { parseToken } from '../../../lib/resources/token';
import { SecretForms } from '../azure/secret-forms';
import { type CatalogueEntry, edition, type PackContent } from './catalogue';
import { type PackConfiguration, received } from './configuration';
import { Exceptions } from './exceptions';
import { FindingsStore, type StoredLine } from './findings-store';
import { exceptionsConfig, exceptionsPolicy, propertiesOf, undeterminedPolicy } from './own-policies';
import type { Context, Located, NotApplicable, Result, Rule } from './rule';
import { sharedWith } from './shared-config';
import { ShownResources } from './shown-resources';

const stackSubject = 'the stack';

/**
 * The rules as policies of Pulumi's SDK, in alphabetical order, and last those that report what is excused and what
 * could not be determined. Violations are reported with the enforcement of their policy; excused ones with that of
 * `exceptions`, and what is undetermined with that of `undetermined` or, where the configuration of the policy says
 * so, of the policy itself. Both are advisory unless the pack's configuration says otherwise.
 *
 * Stack rules judge the inputs as they were shown resource by resource: outputs leave out what names a resource
 * and its holders. A resource that was not shown is judged by its outputs.
 */
export function toPulumi(
  content: PackContent,
  configuration: () => PackConfiguration = () => received.configuration,
  shown = new ShownResources(),
): readonly PackPolicy[] {
  const names = Object.keys(content.rules).sort();
  const runner = new Runner(content, configuration, shown);
  return [
    ...names.map((name) => runner.policy(name, content.rules[name] ?? {}, entryOf(content, name))),
    runner.exceptions(),
    runner.undetermined(),
  ];
}

/** A policy as the SDK takes it. */
export type PackPolicy = Policies[number] & {
  /** Types of resources that it is for, which the SDK does not ask; left out, it is for every one. */
  readonly types?: readonly string[];
};

class Runner {
  readonly #store = new FindingsStore();
  readonly #excused = new FindingsStore();
  #exceptions: { readonly of: PackConfiguration; readonly value: Exceptions } | undefined;
  #shared: { readonly of: PackConfiguration; readonly by: Map<string, Context['config']> } | undefined;
  #view: { readonly stack: StackView; readonly seenBy: Set<string> } | undefined;

  constructor(
    private readonly content: PackContent,
    private readonly configuration: () => PackConfiguration,
    private readonly shown: ShownResources,
  ) {}

  policy(name: string, rule: Rule, entry: CatalogueEntry): PackPolicy {
    const { check, checkStack } = rule;
    const types = (rule.types ?? []).join(', ');
    const validateResource: ResourceValidationPolicy['validateResource'] = (args, report) => {
      const resource = this.shown.show(args);
      if (!isFor(rule, resource)) return decline(args, notForReason(rule.types ?? []));
      this.#forget(resource.urn, name);
      const context = this.#context(name, args);
      const results = check?.(resource, context) ?? [];
      if (isNotApplicable(results)) return decline(args, results.notApplicable);
      this.#tell({
        subject: resource.urn,
        policy: name,
        entry,
        context,
        results: results.map((result) => ({ resource, result })),
        report,
      });
    };
    const validateStack: StackValidationPolicy['validateStack'] = (args, report) => {
      const stack = this.#stack(name, args);
      this.#forget(stackSubject, name);
      if (!stack.resources.some((resource) => isFor(rule, resource))) {
        return decline(args, `the stack has none of ${types}`);
      }
      const context = this.#context(name, args);
      const results = checkStack?.(stack, context) ?? [];
      if (isNotApplicable(results)) return decline(args, results.notApplicable);
      this.#tell({ subject: stackSubject, policy: name, entry, context, results, report });
    };
    return {
      ...this.#description(name, rule, entry),
      ...(rule.types && { types: rule.types }),
      ...(check && { validateResource }),
      ...(checkStack && { validateStack }),
    } as PackPolicy;
  }

  exceptions(): PackPolicy {
    return {
      name: exceptionsPolicy,
      description: 'A violation is excused only as long as an exception needs',
      displayName: 'A violation is excused only as long as an exception needs',
      severity: 'medium',
      enforcementLevel: 'advisory',
      remediationSteps: 'Mend what is excused before its exception ends, and remove the exception.',
      configSchema: { properties: exceptionsConfig as NonNullable<PolicyConfigSchema['properties']> },
      validateResource: (args, report) => tellAll(this.#excused.take(args.urn), report),
      validateStack: (args, report) => {
        tellAll(this.#excused.take(stackSubject), report);
        const resources = args.resources.map(({ urn, name, type }) => ({
          urn,
          name,
          type: parseToken(type).type,
        }));
        for (const { result, fix } of this.#exceptionsOf()?.notes(resources) ?? []) {
          const subject = 'the register of exceptions';
          report(
            renderLine({ subject, fix, controls: [], policy: exceptionsPolicy, ...this.#masked(result) }),
          );
        }
      },
    } satisfies ResourceValidationPolicy & StackValidationPolicy;
  }

  undetermined(): PackPolicy {
    return {
      name: undeterminedPolicy,
      description: 'Every requirement can be judged before deployment',
      displayName: 'Every requirement can be judged before deployment',
      severity: 'medium',
      enforcementLevel: 'advisory',
      remediationSteps: 'Derive the value in the program, or look at the finding again when it is known.',
      validateResource: (args, report) => tellAll(this.#store.take(this.shown.show(args).urn), report),
      validateStack: (_args, report) => tellAll(this.#store.take(stackSubject), report),
    } satisfies ResourceValidationPolicy & StackValidationPolicy;
  }

  #description(name: string, rule: Rule, entry: CatalogueEntry) {
    const { title, severity, enforcement, fix, promises, clauses } = entry;
    const [standard = '', version = ''] = edition.split(':');
    return {
      name,
      description: title,
      displayName: title,
      severity,
      enforcementLevel: enforcement,
      remediationSteps: fix,
      tags: promises.map((promise) => `promise-${promise}`),
      framework: {
        name: `ISO/IEC ${standard}`,
        version,
        reference: clauses.join(', '),
        specification: `ISO/IEC ${edition}`,
      },
      configSchema: { properties: propertiesOf(rule) } as PolicyConfigSchema,
    };
  }

  #context(policy: string, args: ResourceValidationArgs | StackValidationArgs): Context {
    const { baseline, operators, access } = this.content;
    return {
      baseline,
      operators,
      access,
      config: { ...this.#sharedWith(policy), ...args.getConfig<Record<string, unknown>>() },
      now: Date.now(),
    };
  }

  #sharedWith(policy: string): Readonly<Record<string, unknown>> {
    const of = this.configuration();
    if (this.#shared?.of !== of) this.#shared = { of, by: new Map() };
    const known = this.#shared.by.get(policy) ?? sharedWith(policy, this.content.rules, of);
    this.#shared.by.set(policy, known);
    return known;
  }

  /** The stack, put together once for all policies: the SDK asks each one once about the same stack. */
  #stack(policy: string, args: StackValidationArgs): StackView {
    if (this.#view === undefined || this.#view.seenBy.has(policy)) {
      this.#view = { stack: this.#viewOf(args), seenBy: new Set() };
    }
    this.#view.seenBy.add(policy);
    return this.#view.stack;
  }

  #viewOf({ resources }: StackValidationArgs): StackView {
    const byUrn = new Map(resources.map((source) => [source.urn, this.shown.find(source)]));
    const madeFrom = new Map(
      resources.map(({ urn, propertyDependencies }) => [
        urn,
        new Map(
          Object.entries(propertyDependencies).map(([property, dependencies]) => [
            property,
            dependencies.flatMap((dependency) => byUrn.get(dependency.urn) ?? []),
          ]),
        ),
      ]),
    );
    return new StackView([...byUrn.values()], ({ urn }, property) => madeFrom.get(urn)?.get(property) ?? []);
  }

  #forget(subject: string, policy: string): void {
    this.#store.put(subject, policy, []);
    this.#excused.put(subject, policy, []);
  }

  #tell({ subject, policy, entry, context, results, report }: Telling): void {
    const told = new Set<string>();
    const open: StoredLine[] = [];
    const excused: StoredLine[] = [];
    for (const { resource, result: plain } of results) {
      const { urn, name } = resource;
      const result = this.#masked(plain);
      const isViolated = result.verdict === 'violated';
      const exception =
        isViolated && entry.excusable !== false
          ? this.#exceptionsOf()?.excuse(policy, resource, result.path)
          : undefined;
      const { fix, promises: controls } = entry;
      const line = renderLine({
        subject: name,
        fix,
        controls,
        policy,
        ...result,
        ...(exception && { exception }),
      });
      if (told.has(`${urn} ${line}`)) continue;
      told.add(`${urn} ${line}`);
      if (exception !== undefined) excused.push({ urn, line });
      else if (isViolated || context.config['blockUndetermined'] === true) report(line, urn);
      else open.push({ urn, line });
    }
    this.#store.put(subject, policy, open);
    this.#excused.put(subject, policy, excused);
  }

  /** The exceptions as the configuration has them; none when their policy is switched off. */
  #exceptionsOf(): Exceptions | undefined {
    const configuration = this.configuration();
    if (configuration[exceptionsPolicy]?.enforcement === 'disabled') return undefined;
    if (this.#exceptions?.of !== configuration) {
      const { register, asOf } = configuration[exceptionsPolicy]?.properties ?? {};
      const entries = Array.isArray(register) ? (register as PolicyException[]) : this.content.exceptions;
      const today = typeof asOf === 'string' ? asOf : dayAt(Date.now());
      const value = new Exceptions(entries, today, this.content.baseline.exceptions);
      this.#exceptions = { of: configuration, value };
    }
    return this.#exceptions.value;
  }

  /** A result without anything that looks like a secret. */
  #masked<R extends Result>(result: R): R {
    const forms = SecretForms.of(this.content.baseline.secrets);
    const { path, expected } = result;
    return {
      ...result,
      path: forms.masked(path),
      expected: forms.masked(expected),
      ...(result.verdict === 'violated' && { found: forms.masked(result.found) }),
    };
  }
}

/** What a policy found about a subject of a request, and how it is reported. */
interface Telling {
  readonly subject: string;
  readonly policy: string;
  readonly entry: CatalogueEntry;
  readonly context: Context;
  readonly results: readonly Located[];
  readonly report: ReportViolation;
}

function tellAll(lines: readonly StoredLine[], report: ReportViolation): void {
  for (const { urn, line } of lines) report(line, urn);
}

/**
 * Says that the policy has nothing to do with the subject. The SDK says it with an error, most often of all that it
 * does, so that it is spared the stack trace that nobody reads.
 */
function decline(args: ResourceValidationArgs | StackValidationArgs, reason: string): void {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    args.notApplicable(reason);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Why a policy says nothing of a resource that is of none of its types. */
export function notForReason(types: readonly string[]): string {
  return `the policy is for ${types.join(', ')}`;
}

function entryOf({ catalogue }: PackContent, name: string): CatalogueEntry {
  const entry = catalogue[name];
  if (entry === undefined) throw new Error(`policy ${name} has no words in the catalogue`);
  return entry;
}

function isFor({ types }: Rule, { type }: Pick<Resource, 'type'>): boolean {
  return types === undefined || types.includes(type);
}

function isNotApplicable(results: readonly unknown[] | NotApplicable): results is NotApplicable {
  return !Array.isArray(results);
}
