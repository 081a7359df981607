import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Result } from '../baseline/mistake';
import { readDocument } from '../baseline/read-document';

/** A policy pack on disk, ready to be started. */
export interface PackProject {
  readonly directory: string;
  /** What the launcher is given: the folder, or the file that `main` names. */
  readonly entry: string;
  /** Path of the SDK's pack launcher, as the pack's own dependencies resolve it. */
  readonly launcher: string;
}

const projectFile = 'PulumiPolicy.yaml';

/**
 * Reads `PulumiPolicy.yaml` and finds the launcher. Only Node.js packs are supported.
 * https://www.pulumi.com/docs/iac/packages-and-automation/crossguard/
 */
export function readPackProject(directory: string): Result<PackProject> {
  const at = (text: string, path?: string): Result<PackProject> => ({
    ok: false,
    mistakes: [{ file: path ?? directory, text }],
  });
  if (!existsSync(directory) || !statSync(directory).isDirectory()) {
    return at('found no such folder, expected a policy pack. Give the folder that holds PulumiPolicy.yaml');
  }
  const file = path.join(directory, projectFile);
  if (!existsSync(file)) {
    return at(`found no ${projectFile} in this folder, so it is not a policy pack`);
  }
  const document = readDocument<PackFile>(file, packSchema);
  if (!document.ok) return document;
  const { runtime, main } = document.value.value;
  const runtimeName = typeof runtime === 'string' ? runtime : runtime.name;
  if (runtimeName !== 'nodejs') {
    return at(`found the runtime '${runtimeName}'; yosai preview supports policy packs of nodejs`, file);
  }
  const resolve = createRequire(path.join(directory, 'index.js')).resolve;
  try {
    return {
      ok: true,
      value: {
        directory,
        entry: main === undefined ? directory : path.resolve(directory, main),
        launcher: resolve('@pulumi/pulumi/cmd/run-policy-pack'),
      },
    };
  } catch {
    return at('found no @pulumi/pulumi that this pack can load. Run `npm install` in the folder');
  }
}

interface PackFile {
  readonly runtime: string | { readonly name: string };
  readonly main?: string;
}

/** Only what a preview reads is checked; the file belongs to Pulumi, which knows more keys. */
const packSchema = {
  $id: 'PulumiPolicy.yaml',
  type: 'object',
  required: ['runtime'],
  properties: {
    runtime: {
      type: ['string', 'object'],
      required: ['name'],
      properties: { name: { type: 'string' } },
    },
    main: { type: 'string' },
  },
};
