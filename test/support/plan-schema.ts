import Ajv from 'ajv';
import type { Plan } from '../../lib/preview/plan';
import planSchema from '../../lib/preview/plan.schema.json';

const validate = new Ajv({ allErrors: true, strict: false }).compile(planSchema);

/** What is wrong with a plan's shape, by the schema that is published for it; nothing when it is right. */
export function planMistakes(plan: Plan): string[] {
  if (validate(JSON.parse(JSON.stringify(plan)))) return [];
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}
