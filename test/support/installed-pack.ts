import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { repositoryRoot } from './repository-copy';

const packageName = '@yosai/policy-iso27017';

/** The policy pack as somebody has it who installed its tarball: in a project of theirs, outside of this repository. */
export class InstalledPack {
  /** A project with nothing in it but the pack and what the pack declares that it needs. */
  readonly project = realpathSync(mkdtempSync(path.join(tmpdir(), 'yosai-elsewhere-')));
  readonly tarball: string;
  /** Why npm could not install it, where its registry cannot be reached. */
  readonly unreachable: string | undefined;

  constructor() {
    const script = path.join(repositoryRoot, 'scripts/pack-policies.mjs');
    execFileSync(process.execPath, [script, '--out', this.project], { cwd: repositoryRoot });
    this.tarball = path.join(this.project, `yosai-policy-iso27017-${this.version}.tgz`);
    writeFileSync(path.join(this.project, 'package.json'), '{ "name": "elsewhere", "private": true }\n');
    const quiet = ['--prefer-offline', '--no-audit', '--no-fund'];
    const { status, stderr } = spawnSync('npm', ['install', ...quiet, this.tarball], {
      cwd: this.project,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    if (status === 0) return;
    if (!/ENOTCACHED|ENOTFOUND|ECONNREFUSED|ECONNRESET|EAI_AGAIN|ETIMEDOUT|E40[13]/.test(stderr))
      throw new Error(stderr);
    if (process.env['CI'] !== undefined) throw new Error(`npm reaches no registry\n${stderr}`);
    this.unreachable = 'npm reaches no registry, from which the dependencies of the pack are installed';
  }

  /** The one place where the version is written. */
  get version(): string {
    const file = path.join(repositoryRoot, 'policy-packs/iso27017/package.json');
    return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  }

  get folder(): string {
    return path.join(this.project, 'node_modules', packageName);
  }

  /** A file with this configuration, to be passed to an engine. */
  configuration(value: unknown): string {
    const file = path.join(this.project, 'policies.json');
    writeFileSync(file, JSON.stringify(value, undefined, 2));
    return file;
  }

  remove(): void {
    rmSync(this.project, { recursive: true, force: true });
  }
}

/** Registers that admit what the program 073-offices asks for; all other policies are switched off. */
export const registers = {
  all: 'disabled',
  'nsg-rules-match-role': { enforcementLevel: 'mandatory', operators: ['198.51.100.16/28'] },
  'customer-role-denies-backup': {
    enforcementLevel: 'mandatory',
    groups: [{ id: 'staff', objectId: '00000000-0000-4000-8000-000000000777' }],
  },
};

/** Registers of another office and another group. */
export const otherRegisters = {
  ...registers,
  'nsg-rules-match-role': { enforcementLevel: 'mandatory', operators: ['203.0.113.0/28'] },
  'customer-role-denies-backup': {
    enforcementLevel: 'mandatory',
    groups: [{ id: 'staff', objectId: '00000000-0000-4000-8000-000000000778' }],
  },
};
