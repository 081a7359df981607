import { explainErrors } from './explain';
import type { Result } from './mistake';
import { readYaml, yamlLimits } from './read-yaml';
import { schemaErrors } from './schemas';
import type { Valid } from './validate';

/**
 * Reads a file of somebody else's format (Pulumi's own files, for example) and checks it against a JSON Schema
 * that states what we read of it.
 * @param limits how much of it is admitted; as much as of a baseline when left out.
 */
export function readDocument<T>(file: string, schema: object, limits = yamlLimits): Result<Valid<T>> {
  const document = readYaml(file, limits);
  if (!document.ok) return document;
  const { value } = document.value;
  const errors = schemaErrors(schema, value);
  if (errors.length > 0) return { ok: false, mistakes: explainErrors(errors, document.value) };
  return { ok: true, value: { document: document.value, value: value as T } };
}
