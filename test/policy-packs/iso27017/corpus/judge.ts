import { parseLine } from '../../../../lib/findings/parse-line';
import type { Rule } from '../../../../policy-packs/iso27017/framework/rule';
import { PackRun, type Shown } from '../support/pack-run';

/** Places as `resource: path`, sorted, each once. */
export interface Places {
  readonly violated: readonly string[];
  readonly undetermined: readonly string[];
}

/** Where policies find something: in each resource by itself, and in all of them together. */
export function placesFound(
  rules: Readonly<Record<string, Rule>>,
  stack: readonly Shown[],
  config?: Readonly<Record<string, unknown>>,
): Places {
  const run = new PackRun(rules, config);
  const answers = [...stack.map((resource) => run.analyze(resource)), run.analyzeOutputs(stack)];
  return {
    violated: placesOf(answers.flatMap(({ violated }) => violated)),
    undetermined: placesOf(answers.flatMap(({ undetermined }) => undetermined)),
  };
}

function placesOf(lines: readonly string[]): string[] {
  const places = lines.map((line) => {
    const parsed = parseLine(line);
    if (parsed === undefined) throw new Error(`the pack says a line that cannot be read: ${line}`);
    return `${parsed.subject}: ${parsed.path}`;
  });
  return [...new Set(places)].toSorted();
}
