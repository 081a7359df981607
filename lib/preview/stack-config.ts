import type { Mistake, Result } from '../baseline/mistake';
import { readDocument } from '../baseline/read-document';
import { findStackFile, type Project } from './project';
import { unknownValue } from './values';

/** The configuration that the program gets, as the SDK wants it: every value is a text. */
export interface StackConfig {
  readonly values: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
  /** Keys with an encrypted value: nobody decrypts it here, so it is a secret that is not known. */
  readonly encryptedKeys: readonly string[];
}

interface StackFile {
  readonly config?: Readonly<Record<string, unknown>>;
  readonly environment?: unknown;
}

const stackSchema = {
  $id: 'Pulumi.stack.yaml',
  type: ['object', 'null'],
  additionalProperties: false,
  properties: {
    config: { type: 'object' },
    secretsprovider: { type: 'string' },
    encryptedkey: { type: 'string' },
    encryptionsalt: { type: 'string' },
    environment: {},
  },
};

/**
 * Reads the stack's file, over it the project's defaults below and the command line above.
 * @param overrides `key=value` as given with `--config`; a key without a namespace belongs to the project.
 * https://www.pulumi.com/docs/iac/concepts/config/
 */
export function readStackConfig(
  project: Project,
  stack: string,
  overrides: readonly string[],
): Result<StackConfig> {
  const found = findStackFile(project, stack);
  if (!found.ok) return found;
  const read = readDocument<StackFile | null>(found.value, stackSchema);
  if (!read.ok) return read;
  const { document, value: file } = read.value;
  const mistakes: Mistake[] = [];
  if (file?.environment !== undefined) {
    const text =
      'yosai preview does not read Pulumi ESC environments. Give the values with --config for a preview';
    mistakes.push(document.mistake(['environment'], text));
  }
  const values: Record<string, string> = {};
  const secretKeys = new Set<string>();
  const encryptedKeys = new Set<string>();
  const set = (rawKey: string, value: unknown) => {
    const key = rawKey.replace(':config:', ':');
    secretKeys.delete(key);
    encryptedKeys.delete(key);
    const { plain, encrypted } = withoutCipher(value);
    values[key] = typeof plain === 'string' ? plain : JSON.stringify(plain);
    if (!encrypted) return;
    secretKeys.add(key);
    encryptedKeys.add(key);
  };
  for (const [key, value] of project.defaults) set(key, value);
  for (const [key, value] of Object.entries(file?.config ?? {})) {
    if (!key.includes(':')) {
      mistakes.push(document.mistake(['config', key], 'the key has no namespace', `${project.name}:${key}`));
    } else if (value === null) {
      mistakes.push(document.mistake(['config', key], 'found nothing, expected a value'));
    } else {
      set(key, value);
    }
  }
  for (const override of overrides) {
    const [, key, value] = /^([^=]+)=(.*)$/s.exec(override) ?? [];
    if (key === undefined || value === undefined) {
      mistakes.push({ file: '--config', text: `found '${override}', expected key=value` });
    } else {
      set(key.includes(':') ? key : `${project.name}:${key}`, value);
    }
  }
  if (mistakes.length > 0) return { ok: false, mistakes };
  return {
    ok: true,
    value: { values, secretKeys: [...secretKeys], encryptedKeys: [...encryptedKeys] },
  };
}

/** Replaces `{ secure: … }`, at any depth, by the sign for a value that is not known. */
function withoutCipher(value: unknown): { plain: unknown; encrypted: boolean } {
  if (Array.isArray(value)) {
    const items = value.map(withoutCipher);
    return { plain: items.map(({ plain }) => plain), encrypted: items.some(({ encrypted }) => encrypted) };
  }
  if (typeof value !== 'object' || value === null) return { plain: value, encrypted: false };
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first?.[0] === 'secure' && typeof first[1] === 'string') {
    return { plain: unknownValue, encrypted: true };
  }
  const items = entries.map(([key, item]) => [key, withoutCipher(item)] as const);
  return {
    plain: Object.fromEntries(items.map(([key, { plain }]) => [key, plain])),
    encrypted: items.some(([, { encrypted }]) => encrypted),
  };
}
