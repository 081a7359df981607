import type { Enforcement, Finding, Severity } from '../findings/finding';
import { compareFindings } from '../findings/order';
import type { AnalysisResult } from './analysis';
import { ownLine } from './own-line';
import type { Pack, PackDiagnostic } from './pack';
import type { PackEnforcement } from './pack-messages';
import type { SecretFilter } from './secret-filter';
import { nameOf, stackType, typeOf } from './urn';

/**
 * What the SDK writes when a policy of any pack read a value that is not known yet: the policy did not decide.
 * https://github.com/pulumi/pulumi-policy/blob/master/sdk/nodejs/policy/server.ts
 */
const undecided = /^can't run policy '([^']+)' from policy pack/;

/** The packs' answers as findings, in order and with every secret taken out. */
export function toFindings(analysis: AnalysisResult, filter: SecretFilter): Finding[] {
  return analysis.diagnostics
    .map(({ pack, diagnostic }) =>
      toFinding(pack, { ...diagnostic, message: filter.clean(diagnostic.message) }),
    )
    .map((finding) => filter.cleanAll(finding))
    .sort(compareFindings);
}

function toFinding(pack: Pack, diagnostic: PackDiagnostic): Finding {
  const isStack = typeOf(diagnostic.urn) === stackType;
  const subject = {
    kind: isStack ? ('stack' as const) : ('resource' as const),
    id: diagnostic.urn,
    name: nameOf(diagnostic.urn),
  };
  const source = (policy: string) => ({
    kind: 'policy' as const,
    id: policy,
    pack: `${pack.name}@${pack.version}`,
  });
  const open = undecided.exec(diagnostic.message);
  // The SDK calls what it could not decide advisory; whether it matters is for the policy's own level to say.
  const level = open === null ? diagnostic.enforcement : pack.enforcement(diagnostic.policy);
  const enforcement = blockingLevel(level);
  const line = ownLine(pack, diagnostic);
  if (line !== undefined) {
    return {
      verdict: line.verdict,
      controls: line.controls,
      ...(line.claims === undefined ? {} : { claims: line.claims }),
      source: source(line.policy),
      severity: severityIn(pack, line.policy) ?? diagnostic.severity,
      ...(line.verdict === 'undetermined' ? openLevel(pack, line.policy, enforcement) : { enforcement }),
      subject,
      at: { path: line.path },
      expected: line.expected,
      ...(line.found === undefined ? {} : { found: line.found }),
      fix: line.fix,
      ...(line.exception === undefined ? {} : { exception: line.exception }),
    };
  }
  const policy = pack.policies.find(({ name }) => name === diagnostic.policy);
  return {
    verdict: open === null ? 'violated' : 'undetermined',
    controls: [],
    source: source(diagnostic.policy),
    severity: diagnostic.severity,
    enforcement,
    subject,
    message: withoutDescription(diagnostic),
    ...(policy === undefined || policy.fix === '' ? {} : { fix: policy.fix }),
  };
}

/**
 * What is not decided is reported at a level of the pack's configuration: mandatory, it blocks whatever the policy. Else
 * the policy's own level says whether it does when the command asks for it.
 */
function openLevel(
  pack: Pack,
  policy: string,
  reported: Enforcement,
): Pick<Finding, 'enforcement' | 'blocksUndetermined'> {
  return reported === 'mandatory'
    ? { enforcement: reported, blocksUndetermined: true }
    : { enforcement: blockingLevel(pack.enforcement(policy)) };
}

/** A policy that may remediate and still finds something blocks like a mandatory one. */
function blockingLevel(level: PackEnforcement): Enforcement {
  return level === 'remediate' ? 'mandatory' : level;
}

function severityIn(pack: Pack, policy: string): Severity | undefined {
  return pack.policies.find(({ name }) => name === policy)?.severity;
}

/** The SDK puts the policy's description before what the policy reported, on a line of its own. */
function withoutDescription({ message, description }: PackDiagnostic): string {
  const text = message.startsWith(`${description}\n`) ? message.slice(description.length + 1) : message;
  return text.trim() === '' ? description : text.trim();
}
