import type {
  Policies,
  PolicyConfigSchema,
  ReportViolation,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from '@pulumi/policy';
import { renderLine } from '../../../lib/findings/render-line';
import type { Resource } from '../../../lib/resources/resource';
import { StackView } from '../../../lib/resources/stack-view';
import { SecretForms } from '../azure/secret-forms';
import { type CatalogueEntry, edition, type PackContent } from './catalogue';
import { FindingsStore, type StoredLine } from './findings-store';
import type { Context, Located, NotApplicable, Result, Rule } from './rule';
import { ShownResources } from './shown-resources';

/** The policy that reports what others could not determine. */
export const undeterminedPolicy = 'undetermined';
const stackSubject = 'the stack';

/**
 * The rules as policies of Pulumi's SDK, in alphabetical order, and last the one that reports what could not be
 * determined. Violations are reported with the enforcement of their policy; what is undetermined with that of
 * `undetermined`, advisory unless the pack's configuration says otherwise.
 *
 * Stack rules judge the inputs as they were shown resource by resource: outputs leave out what names a resource
 * and its holders. A resource that was not shown is judged by its outputs.
 */
export function toPulumi(content: PackContent, shown = new ShownResources()): readonly PackPolicy[] {
  const names = Object.keys(content.rules).sort();
  const runner = new Runner(content, shown);
  return [
    ...names.map((name) => runner.policy(name, content.rules[name] ?? {}, entryOf(content, name))),
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
  #view: { readonly stack: StackView; readonly seenBy: Set<string> } | undefined;

  constructor(
    private readonly content: PackContent,
    private readonly shown: ShownResources,
  ) {}

  policy(name: string, rule: Rule, entry: CatalogueEntry): PackPolicy {
    const said = (located: Located) => this.#line(name, entry, located);
    const { check, checkStack } = rule;
    const types = (rule.types ?? []).join(', ');
    const validateResource: ResourceValidationPolicy['validateResource'] = (args, report) => {
      const resource = this.shown.show(args);
      if (!isFor(rule, resource)) return decline(args, notForReason(rule.types ?? []));
      this.#store.put(resource.urn, name, []);
      const results = check?.(resource, this.#context(args)) ?? [];
      if (isNotApplicable(results)) return decline(args, results.notApplicable);
      this.#tell(
        resource.urn,
        name,
        results.map((result) => ({ resource, result })),
        said,
        report,
      );
    };
    const validateStack: StackValidationPolicy['validateStack'] = (args, report) => {
      const stack = this.#stack(name, args);
      this.#store.put(stackSubject, name, []);
      if (!stack.resources.some((resource) => isFor(rule, resource))) {
        return decline(args, `the stack has none of ${types}`);
      }
      const results = checkStack?.(stack, this.#context(args)) ?? [];
      if (isNotApplicable(results)) return decline(args, results.notApplicable);
      this.#tell(stackSubject, name, results, said, report);
    };
    return {
      ...this.#description(name, rule, entry),
      ...(rule.types && { types: rule.types }),
      ...(check && { validateResource }),
      ...(checkStack && { validateStack }),
    } as PackPolicy;
  }

  undetermined(): PackPolicy {
    const tell = (lines: readonly StoredLine[], report: ReportViolation) => {
      for (const { urn, line } of lines) report(line, urn);
    };
    return {
      name: undeterminedPolicy,
      description: 'Every requirement can be judged before deployment',
      displayName: 'Every requirement can be judged before deployment',
      severity: 'medium',
      enforcementLevel: 'advisory',
      remediationSteps: 'Derive the value in the program, or look at the finding again when it is known.',
      validateResource: (args, report) => tell(this.#store.take(this.shown.show(args).urn), report),
      validateStack: (_args, report) => tell(this.#store.take(stackSubject), report),
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
      ...(rule.config && { configSchema: { properties: rule.config } as PolicyConfigSchema }),
    };
  }

  #context(args: ResourceValidationArgs | StackValidationArgs): Context {
    const { baseline, operators, access } = this.content;
    return {
      baseline,
      operators,
      access,
      config: args.getConfig<Record<string, unknown>>(),
      now: Date.now(),
    };
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

  #tell(
    subject: string,
    policy: string,
    results: readonly Located[],
    said: (located: Located) => string,
    report: ReportViolation,
  ): void {
    const told = new Set<string>();
    const open: StoredLine[] = [];
    for (const located of results) {
      const line = said(located);
      const { urn } = located.resource;
      if (told.has(`${urn} ${line}`)) continue;
      told.add(`${urn} ${line}`);
      if (located.result.verdict === 'violated') report(line, urn);
      else open.push({ urn, line });
    }
    this.#store.put(subject, policy, open);
  }

  #line(policy: string, { fix, promises }: CatalogueEntry, { resource, result }: Located): string {
    const forms = SecretForms.of(this.content.baseline.secrets);
    return renderLine({
      subject: resource.name,
      fix,
      controls: promises,
      policy,
      ...masked(result, (text) => forms.masked(text)),
    });
  }
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

function masked(result: Result, mask: (text: string) => string): Result {
  const { path, expected } = result;
  const common = { path: mask(path), expected: mask(expected) };
  return result.verdict === 'violated'
    ? { verdict: result.verdict, ...common, found: mask(result.found) }
    : { verdict: result.verdict, ...common };
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
