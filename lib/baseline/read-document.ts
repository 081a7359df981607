import Ajv from 'ajv';
import { explainErrors } from './explain';
import type { Result } from './mistake';
import { readYaml } from './read-yaml';
import type { Valid } from './validate';

/**
 * Reads a file of somebody else's format (Pulumi's own files, for example) and checks it against a JSON Schema
 * that states what we read of it.
 */
export function readDocument<T>(file: string, schema: object): Result<Valid<T>> {
  const document = readYaml(file);
  if (!document.ok) return document;
  const check = new Ajv({ allErrors: true, verbose: true, ownProperties: true, strict: false }).compile<T>(
    schema,
  );
  const value = document.value.value;
  if (check(value)) return { ok: true, value: { document: document.value, value } };
  return { ok: false, mistakes: explainErrors(check.errors ?? [], document.value) };
}
