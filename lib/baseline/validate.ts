import { explainErrors } from './explain';
import type { Result } from './mistake';
import { readYaml } from './read-yaml';
import { type SchemaName, type SchemaTypes, schemaErrors, schemas } from './schemas';
import type { YamlDocument } from './yaml-document';

/** A document that is of its schema's type. */
export interface Valid<T> {
  readonly document: YamlDocument;
  readonly value: T;
}

/** Checks a document against a schema; every error becomes a mistake with its place. */
export function validate<N extends SchemaName>(
  document: YamlDocument,
  name: N,
): Result<Valid<SchemaTypes[N]>> {
  const errors = schemaErrors(schemas[name], document.value);
  if (errors.length > 0) return { ok: false, mistakes: explainErrors(errors, document) };
  // The schema has just said so; its type is generated from it.
  return { ok: true, value: { document, value: document.value as SchemaTypes[N] } };
}

/** Reads a file and checks it against a schema. */
export function readValid<N extends SchemaName>(file: string, name: N): Result<Valid<SchemaTypes[N]>> {
  const document = readYaml(file);
  return document.ok ? validate(document.value, name) : document;
}
