import type { TSchema } from '@sinclair/typebox';
import { type ValueError, ValueErrorType } from '@sinclair/typebox/value';
import { type Path, show, showPath, showWithKind } from '../../baseline/show';

/** What a document has that its schema does not admit: where, empty for the whole of it, and what is expected there. */
export function explainForm({ type, path, value, schema }: ValueError): { path: string; text: string } {
  const steps: Path = path
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return { path: showPath(steps), text: textOf(type, value, schema) };
}

function textOf(type: ValueErrorType, value: unknown, schema: TSchema): string {
  switch (type) {
    case ValueErrorType.ObjectRequiredProperty:
      return `is missing; expected ${expected(schema)}`;
    case ValueErrorType.ObjectAdditionalProperties:
      return 'has no place in the document';
    default:
      return `expected ${expected(schema)}, found ${showWithKind(value)}`;
  }
}

/** The words of JSON Schema that typebox uses for what a document says of its host. */
function expected({ type, const: only, anyOf, pattern, minLength, minimum, maximum }: TSchema): string {
  if (only !== undefined) return show(only);
  if (Array.isArray(anyOf)) return anyOf.map(expected).join(' or ');
  switch (type) {
    case 'string':
      if (pattern !== undefined) return `a text like ${pattern}`;
      return minLength === undefined ? 'a text' : 'a text that is not empty';
    case 'integer':
    case 'number': {
      const range = maximum === undefined ? ` from ${minimum} on` : ` from ${minimum} to ${maximum}`;
      return `a ${type === 'integer' ? 'whole ' : ''}number${minimum === undefined ? '' : range}`;
    }
    case 'boolean':
      return 'true or false';
    case 'array':
      return 'a list';
    default:
      return 'a mapping';
  }
}
