import {
  AnalyzeDiagnostic,
  type AnalyzerInfo,
  type ConfigureAnalyzerRequest,
  EnforcementLevel,
  type PolicyConfig,
  PolicyNotApplicable,
} from '@pulumi/pulumi/proto/analyzer_pb';
import type { PackConfiguration, PolicyConfiguration } from '../framework/configuration';

/** One policy as it speaks to the engine: as the SDK describes it, enforced and configured as the engine says. */
export class Speaker {
  constructor(
    readonly policy: string,
    private readonly pack: AnalyzerInfo,
    readonly level: EnforcementLevel,
    readonly config: Readonly<Record<string, unknown>>,
  ) {}

  /** What a policy reports, as the SDK sends it: the words of the policy, and below them the line. */
  reports(line: string, urn: string | undefined): AnalyzeDiagnostic {
    const info = this.pack.getPoliciesList().find((policy) => policy.getName() === this.policy);
    const description = info?.getDescription() ?? '';
    const diagnostic = new AnalyzeDiagnostic();
    diagnostic.setPolicyname(this.policy);
    diagnostic.setPolicypackname(this.pack.getName());
    diagnostic.setPolicypackversion(this.pack.getVersion());
    diagnostic.setDescription(description);
    diagnostic.setMessage(`${description}\n${line}`);
    diagnostic.setEnforcementlevel(this.level);
    if (info !== undefined) diagnostic.setSeverity(info.getSeverity());
    if (urn !== undefined) diagnostic.setUrn(urn);
    return diagnostic;
  }

  declines(reason: string): PolicyNotApplicable {
    const entry = new PolicyNotApplicable();
    entry.setPolicyName(this.policy);
    entry.setReason(reason);
    return entry;
  }

  /** How errors of the policy name it. */
  get title(): string {
    return `policy '${this.policy}' from policy pack '${this.pack.getName()}@v${this.pack.getVersion()}'`;
  }
}

const enforcements: ReadonlyMap<EnforcementLevel, NonNullable<PolicyConfiguration['enforcement']>> = new Map([
  [EnforcementLevel.ADVISORY, 'advisory'],
  [EnforcementLevel.MANDATORY, 'mandatory'],
  [EnforcementLevel.REMEDIATE, 'remediate'],
  [EnforcementLevel.DISABLED, 'disabled'],
]);

/** The configuration as the rules know it. */
export function configurationOf(request: ConfigureAnalyzerRequest): PackConfiguration {
  return Object.fromEntries(
    [...request.getPolicyconfigMap().entries()].map(([name, config]) => {
      const enforcement = enforcements.get(config.getEnforcementlevel());
      return [name, { ...(enforcement && { enforcement }), properties: propertiesOf(config) }];
    }),
  );
}

function propertiesOf(config: PolicyConfig | undefined): Readonly<Record<string, unknown>> {
  return config?.getProperties()?.toJavaScript() ?? {};
}

/** Whether the configuration lets a policy change resources. */
export function mayRemediate(configuration: ConfigureAnalyzerRequest | undefined): boolean {
  const settings = [...(configuration?.getPolicyconfigMap().entries() ?? [])];
  return settings.some(([, setting]) => setting.getEnforcementlevel() === EnforcementLevel.REMEDIATE);
}

/** The policies that are not switched off, by name. What may mend resources, and cannot, is enforced as mandatory. */
export function speakersOf(
  pack: AnalyzerInfo,
  configuration: ConfigureAnalyzerRequest | undefined,
): ReadonlyMap<string, Speaker> {
  const speakers = new Map<string, Speaker>();
  for (const policy of pack.getPoliciesList()) {
    const name = policy.getName();
    const setting = configuration?.getPolicyconfigMap().get(name);
    const level = (setting ?? policy).getEnforcementlevel();
    if (level === EnforcementLevel.DISABLED) continue;
    const effective = level === EnforcementLevel.REMEDIATE ? EnforcementLevel.MANDATORY : level;
    speakers.set(name, new Speaker(name, pack, effective, propertiesOf(setting)));
  }
  return speakers;
}
