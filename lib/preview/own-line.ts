import type { FindingLine } from '../findings/line';
import { parseLine } from '../findings/parse-line';
import type { Pack, PackDiagnostic } from './pack';

/** Name of the policy by which a pack reports what it could not decide, for all of its policies. */
const undeterminedPolicy = 'undetermined';

/** Name of the policy by which a pack reports what is excused, for all of its policies. */
const exceptionsPolicy = 'exceptions';

/**
 * The message in parts, when the policy speaks of itself. What could not be decided, and what is excused, only the
 * pack's own policies for that may tell of others. Otherwise a name in a message of another pack could make a violation
 * look harmless. A policy that lets what it could not decide block says so with nothing beside its description.
 */
export function ownLine(
  pack: Pick<Pack, 'policies'>,
  { policy, message, description }: Pick<PackDiagnostic, 'policy' | 'message' | 'description'>,
): FindingLine | undefined {
  const line = parseLine(message);
  if (line === undefined) return undefined;
  const isKnown = pack.policies.some(({ name }) => name === line.policy);
  if (line.exception !== undefined) return policy === exceptionsPolicy && isKnown ? line : undefined;
  if (line.verdict === 'violated') return line.policy === policy ? line : undefined;
  if (policy === undeterminedPolicy) return isKnown ? line : undefined;
  return line.policy === policy && message.lastIndexOf('\n') <= description.length ? line : undefined;
}
