import type { Finding, Severity } from '../findings/finding';
import type { FindingLine } from '../findings/line';
import { compareFindings } from '../findings/order';
import { parseLine } from '../findings/parse-line';
import type { AnalysisResult } from './analysis';
import type { Pack, PackDiagnostic } from './pack';
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
  // A policy that may remediate and still finds something blocks like a mandatory one.
  const enforcement = level === 'remediate' ? 'mandatory' : level;
  const line = lineOf(pack, diagnostic);
  if (line !== undefined) {
    return {
      verdict: line.verdict,
      controls: line.controls,
      source: source(line.policy),
      severity: severityIn(pack, line.policy) ?? diagnostic.severity,
      enforcement,
      subject,
      at: { path: line.path },
      expected: line.expected,
      ...(line.found === undefined ? {} : { found: line.found }),
      fix: line.fix,
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

/** Name of the policy by which a pack reports what it could not decide, for all of its policies. */
const undeterminedPolicy = 'undetermined';

/**
 * The message in parts, when the policy speaks of itself; what could not be decided only the pack's own policy for
 * that may tell. Otherwise a name in a message of another pack could make a violation look harmless.
 */
function lineOf(pack: Pack, { policy, message }: PackDiagnostic): FindingLine | undefined {
  const line = parseLine(message);
  if (line?.verdict === 'violated') return line.policy === policy ? line : undefined;
  const known = pack.policies.some(({ name }) => name === line?.policy);
  return policy === undeterminedPolicy && known ? line : undefined;
}

function severityIn(pack: Pack, policy: string): Severity | undefined {
  return pack.policies.find(({ name }) => name === policy)?.severity;
}

/** The SDK puts the policy's description before what the policy reported, on a line of its own. */
function withoutDescription({ message, description }: PackDiagnostic): string {
  const text = message.startsWith(`${description}\n`) ? message.slice(description.length + 1) : message;
  return text.trim() === '' ? description : text.trim();
}
