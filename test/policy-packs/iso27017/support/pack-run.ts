import { createRequire } from 'node:module';
import path from 'node:path';
import type { PolicyResource, ResourceValidationArgs, StackValidationArgs } from '@pulumi/policy';
import {
  type AccessGrant,
  type AccessPlace,
  type AccessRegister,
  loadBaseline,
  loadOffices,
  type Result,
  renderMistake,
} from '../../../../lib/baseline';
import { renderLine } from '../../../../lib/findings/render-line';
import { catalogueOf } from '../../../../policy-packs/iso27017/framework/catalogue';
import type { PackConfiguration } from '../../../../policy-packs/iso27017/framework/configuration';
import {
  exceptionsPolicy,
  undeterminedPolicy,
} from '../../../../policy-packs/iso27017/framework/own-policies';
import type { Rule } from '../../../../policy-packs/iso27017/framework/rule';
import { toPulumi } from '../../../../policy-packs/iso27017/framework/to-pulumi';

/** The SDK's own proxy, which throws when a policy reads a value that is not known, and the mark of such a value. */
const sdk = createRequire(__filename)('@pulumi/policy/proxy') as {
  unknownCheckingProxy(properties: object): Record<string, unknown>;
  unknownStringValue: string;
};

const words = { name: { ja: '人', en: 'People' }, purpose: { ja: '仕事', en: 'Work' } };

const grant = (group: string, role: string, place: AccessPlace, tenants?: string[]): AccessGrant => ({
  group,
  role,
  place,
  ...(tenants && { tenants }),
  approvedBy: 'a@example.jp',
  validFrom: '2026-11-01',
  validUntil: '2999-12-31',
  reviewOn: '2999-12-31',
});

/** A value that is not known before deployment, as the engine sends it. */
export const unknown = sdk.unknownStringValue;

const root = path.resolve(__dirname, '../../../..');
export const baseline = unwrap(loadBaseline(path.join(root, 'baselines')));
export const catalogue = catalogueOf(baseline);
export const operators = unwrap(
  loadOffices(path.join(root, 'stacks/registers/offices.yaml')),
).offices.flatMap(({ ranges }) => ranges);

/** A register whose dates no test outlives. */
export const access: AccessRegister = {
  groups: [
    { id: 'operators', objectId: '00000000-0000-4000-8000-000000000101', ...words, owner: 'a@example.jp' },
    {
      id: 'aoba-staff',
      objectId: '00000000-0000-4000-8000-000000000201',
      ...words,
      owner: 'a@example.jp',
      tenant: 'aoba',
    },
  ],
  grants: [
    grant('operators', 'reader', 'platformHub'),
    grant('operators', 'reader', 'corporateNetwork'),
    grant('operators', 'reader', 'customerAssets', ['aoba']),
    grant('operators', 'virtualMachineUserLogin', 'operatorAssets', ['*']),
    grant('operators', 'logAnalyticsReader', 'auditLog'),
    grant('aoba-staff', 'logAnalyticsReader', 'tenantLogs', ['aoba']),
  ],
};

/** A resource as a row of a test describes it. */
export interface Shown {
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** `it` when left out. */
  readonly name?: string;
  /** The provider's configuration. */
  readonly provider?: Readonly<Record<string, unknown>>;
  /** Whether the engine is told not to delete it. */
  readonly protect?: boolean;
  /** Names of the resources from which a property was made. */
  readonly madeFrom?: Readonly<Record<string, readonly string[]>>;
}

/** What the pack says; lines carry the resource's name and everything that is the same for the policy. */
export interface Answer {
  readonly violated: readonly string[];
  readonly undetermined: readonly string[];
  /** What the policy about exceptions says, where it says anything. */
  readonly excused?: readonly string[];
  readonly notApplicable?: string;
}

/** The value of what could be read; the tests need one that can. */
function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(result.mistakes.map(renderMistake).join('\n'));
}

class NotApplicable extends Error {
  constructor(readonly reason: string) {
    super(reason);
  }
}

/** Runs one rule as the SDK does: through the policies that are made of it, each resource behind the SDK's proxy. */
export class PackRun {
  readonly #policies;

  constructor(
    rules: Readonly<Record<string, Rule>>,
    private readonly config: Readonly<Record<string, unknown>> = {},
    configuration: PackConfiguration = {},
  ) {
    const content = { baseline, operators, access, exceptions: [], catalogue, rules };
    this.#policies = toPulumi(content, () => configuration);
  }

  /** Judges one resource, as the engine does before it is made. */
  analyze(shown: Shown): Answer {
    return this.#run('validateResource', argsOf(shown, this.config));
  }

  /** Judges the stack, after showing each resource. */
  analyzeStack(shown: readonly Shown[]): Answer {
    for (const resource of shown) this.analyze(resource);
    return this.analyzeOutputs(shown);
  }

  /** Judges the stack, none of whose resources has been shown. */
  analyzeOutputs(shown: readonly Shown[]): Answer {
    const resources = shown.map((resource) => ({
      ...argsOf(resource, this.config),
      dependencies: [],
      propertyDependencies: {},
    })) as unknown as PolicyResource[];
    for (const [index, { madeFrom = {} }] of shown.entries()) {
      const byProperty = resources[index]?.propertyDependencies ?? {};
      for (const [property, names] of Object.entries(madeFrom)) {
        byProperty[property] = resources.filter(({ name }) => names.includes(name));
      }
    }
    return this.#run('validateStack', {
      resources,
      ...common(this.config),
    } as unknown as StackValidationArgs);
  }

  #run(
    kind: 'validateResource' | 'validateStack',
    args: ResourceValidationArgs | StackValidationArgs,
  ): Answer {
    const said: Record<'violated' | 'undetermined', string[]> = { violated: [], undetermined: [] };
    const excused: string[] = [];
    let notApplicable: string | undefined;
    for (const policy of this.#policies) {
      const validate = (policy as unknown as Record<string, unknown>)[kind];
      if (typeof validate !== 'function') continue;
      const list =
        policy.name === undeterminedPolicy
          ? said.undetermined
          : policy.name === exceptionsPolicy
            ? excused
            : said.violated;
      try {
        validate(args, (line: string) => list.push(line));
      } catch (error) {
        if (!(error instanceof NotApplicable)) throw error;
        notApplicable = error.reason;
      }
    }
    return {
      ...said,
      ...(excused.length > 0 && { excused }),
      ...(notApplicable !== undefined && { notApplicable }),
    };
  }
}

/** A whole line from the part of it that differs: name, place, what is expected and what was found. */
export function lineOf(policy: string, told: string): string {
  const entry = catalogue[policy];
  if (entry === undefined) throw new Error(`the catalogue has no policy ${policy}`);
  // The claims of which a line speaks it carries as data, too.
  const [, ids] = /\bas the claims? (.+?) says?\b/.exec(told) ?? [];
  const whole = renderLine({
    verdict: 'violated',
    subject: '',
    path: '',
    expected: '',
    found: '',
    fix: entry.fix,
    controls: entry.promises,
    claims: ids?.split(', ') ?? [],
    policy,
  });
  return `${told}${whole.slice(whole.indexOf('. Fix: '))}`;
}

function argsOf(
  { type, properties, name = 'it', provider, protect = false }: Shown,
  config: Readonly<Record<string, unknown>>,
): ResourceValidationArgs {
  return {
    type,
    name,
    urn: `urn:pulumi:test::test::${type}::${name}`,
    opts: { protect },
    props: sdk.unknownCheckingProxy(properties),
    ...(provider && { provider: { props: sdk.unknownCheckingProxy(provider) } }),
    ...common(config),
  } as unknown as ResourceValidationArgs;
}

function common(config: Readonly<Record<string, unknown>>) {
  return {
    getConfig: () => config,
    notApplicable(reason: string): never {
      throw new NotApplicable(reason);
    },
  };
}
