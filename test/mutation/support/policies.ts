import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inject } from 'vitest';
import type { Rule } from '../../../policy-packs/iso27017/framework/rule';
import type { PolicyMutants } from './policy-mutants';
import { World } from './world';

const root = path.resolve(__dirname, '../../..');
const rules = path.join(root, 'policy-packs/iso27017/policies');
const tables = path.resolve(__dirname, '../policies');
const named = (folder: string) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length));

/** Names of the policies of the pack, and of the files of mutants. */
export const policyNames = named(rules);
export const tableNames = named(tables);

export async function ruleOf(policy: string): Promise<Rule> {
  const [rule] = Object.values((await import(path.join(rules, `${policy}.ts`))) as Record<string, Rule>);
  if (rule === undefined) throw new Error(`policies/${policy}.ts exports no rule`);
  return rule;
}

export async function mutantsOf(policy: string): Promise<PolicyMutants> {
  const { mutants } = (await import(path.join(tables, `${policy}.ts`))) as { mutants?: PolicyMutants };
  if (mutants === undefined) throw new Error(`test/mutation/policies/${policy}.ts has to export \`mutants\``);
  return mutants;
}

/** The dev stack's plan, as the setup of the suite has made it. */
export function devPlan(): World {
  const { resources } = JSON.parse(readFileSync(inject('plan'), 'utf8'));
  return new World(resources);
}
