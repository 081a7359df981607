import { Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import type { Mistake, Result } from '../../baseline/mistake';
import { readText } from '../../baseline/read-file';
import { show } from '../../baseline/show';
import type { FactName } from '../collector/all-commands';
import { type FactsDocument, factsForm, factsSchema } from './document';
import { explainForm } from './explain-form';
import { type Fact, factSchema } from './fact';
import { readers } from './readers';

/** Facts of one host as they were kept; what is missing was not collected. */
export type KeptDocument = Omit<FactsDocument, 'facts'> & {
  readonly facts: Readonly<Partial<Record<FactName, Fact<unknown>>>>;
};

/** What a collector may print at most is far less. */
const mostBytes = 64 * 1024 * 1024;

const isNone = { path: '', text: 'is no document of facts' };
const whatToDo = 'take it as `yosai audit` wrote it, or collect anew';

/** The document without a word on the facts, whose forms may be those of another version. */
const envelope = Type.Object(
  { ...Type.Omit(factsSchema, ['facts']).properties, facts: Type.Record(Type.String(), Type.Unknown()) },
  { additionalProperties: false },
);

/**
 * Reads a document of facts that was kept as evidence. A fact in a form that this version does not know is unknown; a
 * document that is none is a mistake. Never throws for what the file holds.
 */
export function readDocument(file: string): Result<KeptDocument> {
  const text = readText(file, mostBytes);
  if (!text.ok) return text;
  let document: unknown;
  try {
    document = JSON.parse(text.value);
  } catch (error) {
    return refuse(file, `could not be read as JSON: ${(error as Error).message}`);
  }
  const { form, findings } = (document ?? {}) as { form?: unknown; findings?: unknown };
  if (form !== factsForm) {
    if (Array.isArray(findings)) {
      return refuse(file, 'is a result, as it holds findings; facts stand in files that end in .facts.json');
    }
    return refuse(file, `found the form ${show(form)}, expected "${factsForm}"`);
  }
  if (Value.Check(envelope, document)) {
    const { at } = document.collected;
    if (Number.isNaN(Date.parse(at))) {
      return { ok: false, mistakes: [{ file, path: 'collected.at', text: `${at} is no date` }] };
    }
    const facts = Object.entries(readers).flatMap(([name, { schema }]) => {
      const kept = document.facts[name];
      if (kept === undefined) return [];
      const isKnown = Value.Check(factSchema(schema), kept);
      return [[name, isKnown ? kept : { unknown: 'it was kept in another form; collect anew' }]];
    });
    return { ok: true, value: { ...document, facts: Object.fromEntries(facts) } };
  }
  const error = Value.Errors(envelope, document).First();
  const { path, text: wrong } = error === undefined ? isNone : explainForm(error);
  return { ok: false, mistakes: [{ file, ...(path !== '' && { path }), text: `${wrong}; ${whatToDo}` }] };
}

function refuse(file: string, text: string): { ok: false; mistakes: Mistake[] } {
  return { ok: false, mistakes: [{ file, text }] };
}
