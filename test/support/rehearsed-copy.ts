import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { readProject } from '../../lib/preview/project';
import { readStackConfig } from '../../lib/preview/stack-config';
import { Cloud } from '../../lib/rehearsal/cloud/cloud';
import type { FaultSettings } from '../../lib/rehearsal/cloud/faults';
import { Rehearsal } from '../../lib/rehearsal/rehearse';
import type { EngineEnd } from '../../lib/rehearsal/run-engine';
import { officialEngine } from './lab';
import { RepositoryCopy, repositoryRoot } from './repository-copy';
import { expectValue } from './results';

/** One tenant of the register, with a machine of each role. */
export const tenantEntry = (id: string, slot: number) => `
  - id: ${id}
    name: { ja: 顧客${slot}, en: Customer ${slot} }
    slot: ${slot}
    state: active
    since: 2026-04-01
    host: ${id}.cloud.example.jp
    machines: { app: 1, db: 1 }
`;

/** The repository's own dev stack in a copy, to be changed and rehearsed. */
export class RehearsedCopy {
  readonly copy = new RepositoryCopy();
  readonly folder = path.join(this.copy.root, 'out/rehearsal');

  constructor(...tenants: readonly string[]) {
    this.tenants(...tenants);
    this.build();
  }

  /** Bundles the policy pack anew, as the command line does by itself when a source has changed. */
  build(): void {
    execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: this.copy.root });
  }

  /** Makes the register hold these tenants, slot by slot. */
  tenants(...ids: readonly string[]): void {
    this.copy.change(
      'stacks/registers/tenants.yaml',
      /^tenants:[\s\S]*$/m,
      `tenants:${ids.map((id, slot) => tenantEntry(id, slot)).join('') || ' []\n'}`,
    );
  }

  async rehearsal(options: { faults?: FaultSettings; packs?: readonly string[] } = {}): Promise<Rehearsal> {
    const project = expectValue(readProject(this.copy.root));
    const rehearsal = await Rehearsal.prepare({
      engine: officialEngine(),
      project,
      stack: 'dev',
      config: expectValue(readStackConfig(project, 'dev', [])).values,
      packs: options.packs ?? [path.join(this.copy.root, 'policy-packs/iso27017')],
      folder: this.folder,
      bundles: path.join(repositoryRoot, 'dist/rehearsal'),
      env: process.env,
      ...(options.faults === undefined ? {} : { faults: options.faults }),
    });
    if (!(rehearsal instanceof Rehearsal)) throw new Error(rehearsal.output);
    return rehearsal;
  }

  /** The simulated cloud, to look into or to change behind the engine's back. */
  cloud(): Cloud {
    return new Cloud(path.join(this.folder, 'cloud'));
  }

  remove(): void {
    this.copy.remove();
  }
}

/** What the engine did with custom resources: `created azure-native:network:VirtualNetwork name`, in order. */
export function changesIn({ output }: EngineEnd): string[] {
  const done = /^ [-+~]+\s+(\S+) (\S+) (created|updated|deleted|replaced)\b/gm;
  const lines = [...output.matchAll(done)].map(([, type, name, what]) => `${what} ${type} ${name}`);
  return [...new Set(lines)].filter((line) => !/ (yosai|pulumi):/.test(line)).sort();
}
