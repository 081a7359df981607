import { InvalidArgumentError } from 'commander';

/** What every command about tenants is told. */
export interface TenantOptions {
  /** Folder of the project. */
  readonly cwd: string;
  /** Folder of the registers, from the project's folder. */
  readonly registers: string;
  readonly json: boolean;
}

export interface ListOptions extends TenantOptions {
  /** The day to look at; today when left out. */
  readonly asOf?: string;
}

export interface ChangeOptions extends TenantOptions {
  readonly dryRun: boolean;
  readonly allowPast: boolean;
}

export interface AddOptions extends ChangeOptions {
  readonly nameJa: string;
  readonly nameEn: string;
  readonly host: string;
  readonly since: string;
  readonly machines: Readonly<Record<string, number>>;
  readonly slot?: number;
  readonly planned: boolean;
}

export interface DayOptions extends ChangeOptions {
  /** Left out for a suspension from today on. */
  readonly on?: string;
}

/** What a change that needs no day is told. */
export type ResumeOptions = Omit<ChangeOptions, 'allowPast'>;

export interface DeleteOptions extends ResumeOptions {
  /** File that `yosai tenant record` has written. */
  readonly record: string;
}

export interface RecordOptions extends TenantOptions {
  /** Folder that `yosai rehearse --evidence` has written; otherwise the three that follow say where things are. */
  readonly evidence?: string;
  /** Files of `pulumi stack export` before and after, and of the engine's event logs between them. */
  readonly before?: string;
  readonly after?: string;
  readonly events?: readonly string[];
  /** File to write the record to. */
  readonly out?: string;
}

/** Reads `app=2,db=1`. */
export function parseMachines(text: string): Record<string, number> {
  const counts = text.split(',').map((part) => {
    const [, role = '', count = ''] = /^\s*([A-Za-z][\w-]*)=(\d{1,4})\s*$/.exec(part) ?? [];
    return [role, Number(count)] as const;
  });
  const roles = new Set(counts.map(([role]) => role));
  if (roles.has('') || roles.size !== counts.length) {
    throw new InvalidArgumentError('Expected machine roles and numbers, each role once, such as app=2,db=1.');
  }
  return Object.fromEntries(counts);
}

/** Reads the number of a slot. */
export function parseSlot(text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Expected the number of a slot, from 0.');
}
