import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Command, CommanderError } from 'commander';
import { addTenantCommands } from '../../lib/cli/tenant/program';
import type { ExitCode } from '../../lib/findings/exit-code';
import { RecordedTerminal } from './recorded-terminal';
import { temporaryFolder } from './temporary-folder';

const root = path.resolve(__dirname, '../..');
/** The last minute of 24 November 2026 in Japan. */
const now = Date.parse('2026-11-24T14:59:00Z');

/** A tenant in service, one that is overdue, one that is gone. */
export const register = `# Customers.
tenants:
  - id: hana # the first
    name: { ja: 花屋株式会社, en: Hanaya }
    slot: 0
    state: active
    since: 2026-04-01
    host: hana.cloud.example.jp
    machines: { app: 2, db: 1 }
  - id: yuki
    name: { ja: 雪株式会社, en: Yuki }
    slot: 2
    state: terminating
    since: 2026-04-01
    terminatedOn: 2026-10-20
    host: yuki.cloud.example.jp
    machines: { app: 1, db: 1 }
  - id: kaze
    name: { ja: 風株式会社, en: Kaze }
    slot: 1
    state: deleted
    since: 2025-04-01
    terminatedOn: 2026-03-31
    deletedOn: 2026-04-16
    deletionRecord: records/kaze.json
    host: kaze.cloud.example.jp
    machines: { app: 1, db: 1 }
`;

interface Run {
  readonly code: ExitCode | string | undefined;
  readonly out: string;
  readonly errors: string[];
  readonly text: string;
}

/** A project that has these tenants, and what the command line says there. */
export class TenantsProject {
  readonly folder: string;
  readonly file: string;

  constructor(text = register) {
    this.folder = temporaryFolder({ 'stacks/registers/tenants.yaml': text });
    cpSync(path.join(root, 'baselines'), path.join(this.folder, 'baselines'), { recursive: true });
    this.file = path.join(this.folder, 'stacks/registers/tenants.yaml');
  }

  run(...args: readonly string[]): Run {
    const terminal = new RecordedTerminal();
    let code: Run['code'];
    const program = new Command('yosai')
      .exitOverride()
      .configureOutput({ writeOut: terminal.write, writeErr: terminal.writeError });
    addTenantCommands(
      program,
      terminal,
      (end) => {
        code = end;
      },
      () => now,
    );
    try {
      program.parse(['tenant', ...args, '-C', this.folder], { from: 'user' });
    } catch (error) {
      if (!(error instanceof CommanderError)) throw error;
      code = error.code;
    }
    const short = (text: string) =>
      [this.folder, path.relative(process.cwd(), this.folder)].reduce(
        (shown, folder) => shown.replaceAll(`${folder}/`, ''),
        text,
      );
    return {
      code,
      out: short(terminal.out),
      errors: short(terminal.errors).split('\n').filter(Boolean),
      text: readFileSync(this.file, 'utf8'),
    };
  }
}
