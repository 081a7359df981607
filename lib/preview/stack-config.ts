import { readFileSync, statSync } from 'node:fs';
import type { Mistake, Result } from '../baseline/mistake';
import { readDocument } from '../baseline/read-document';
import { yamlLimits } from '../baseline/read-yaml';
import type { Valid } from '../baseline/validate';
import { unknownValue } from '../wire/values';
import { findStackFile, type Project } from './project';

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
  const blank = isBlank(found.value);
  const read = blank ? undefined : readDocument<StackFile | null>(found.value, stackSchema);
  if (read?.ok === false) return read;
  const mistakes: Mistake[] = [];
  const values: Record<string, string> = {};
  const secretKeys = new Set<string>();
  const encryptedKeys = new Set<string>();
  const set = (rawKey: string, value: unknown, keepsSecret = false) => {
    const key = rawKey.replace(':config:', ':');
    // What the stack file encrypts stays a secret when the command line gives it in clear.
    if (!keepsSecret) secretKeys.delete(key);
    encryptedKeys.delete(key);
    const { plain, encrypted } = withoutCipher(value);
    values[key] = typeof plain === 'string' ? plain : JSON.stringify(plain);
    if (!encrypted) return;
    secretKeys.add(key);
    encryptedKeys.add(key);
  };
  for (const [key, value] of project.defaults) set(key, value);
  if (read !== undefined) mistakes.push(...setFromFile(read.value, project.name, set));
  for (const override of overrides) {
    const [, key, value] = /^([^=]+)=(.*)$/s.exec(override) ?? [];
    if (key === undefined || value === undefined) {
      mistakes.push({ file: '--config', text: `found '${override}', expected key=value` });
    } else {
      set(key.includes(':') ? key : `${project.name}:${key}`, value, true);
    }
  }
  if (mistakes.length > 0) return { ok: false, mistakes };
  return {
    ok: true,
    value: { values, secretKeys: [...secretKeys], encryptedKeys: [...encryptedKeys] },
  };
}

/** Pulumi makes an empty file for a stack without configuration, and takes one with comments only. */
function isBlank(file: string): boolean {
  const { size } = statSync(file);
  return (
    size <= yamlLimits.maximumBytes &&
    readFileSync(file, 'utf8')
      .split('\n')
      .every((line) => /^\s*(#|$)/.test(line))
  );
}

/** Sets what a stack file says, and returns what is wrong with it. */
function setFromFile(
  { document, value: file }: Valid<StackFile | null>,
  project: string,
  set: (key: string, value: unknown) => void,
): Mistake[] {
  const mistakes: Mistake[] = [];
  if (file?.environment !== undefined) {
    const text =
      'yosai preview does not read Pulumi ESC environments. Give the values with --config for a preview';
    mistakes.push(document.mistake(['environment'], text));
  }
  for (const [key, value] of Object.entries(file?.config ?? {})) {
    if (!key.includes(':')) {
      mistakes.push(document.mistake(['config', key], 'the key has no namespace', `${project}:${key}`));
    } else if (value === null) {
      mistakes.push(document.mistake(['config', key], 'found nothing, expected a value'));
    } else {
      set(key, value);
    }
  }
  return mistakes;
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
