/** A rule of auditd by its meaning: whatever the spelling, the order and the words of auditctl(8). */
export interface AuditRule {
  /** `exit`, `task`, `exclude` and others. */
  readonly list: string;
  readonly action: 'always' | 'never';
  /** `b64` or `b32`; all when left out. */
  readonly arch?: string;
  /** System calls by name; all when left out. */
  readonly syscalls?: ReadonlySet<string>;
  /** File or folder that is watched, without a slash at its end. */
  readonly path?: string;
  /** What is done with it, of r, w, x and a; everything when left out. */
  readonly permissions?: ReadonlySet<string>;
  /** Further conditions in one spelling, such as `auid!=unset`. */
  readonly conditions: ReadonlySet<string>;
  readonly keys: ReadonlySet<string>;
}

/** Reads a rule as a file or `auditctl -l` writes it; `undefined` for what is no rule, such as `-D` or `-b 8192`. */
export function parseAuditRule(line: string): AuditRule | undefined {
  const words = line.trim().split(/\s+/);
  const parts = newParts();
  for (let at = 0; at + 1 < words.length; at += 2) {
    if (!takeOption(parts, words[at] ?? '', words[at + 1] ?? '')) return undefined;
  }
  const { list, action, path, permissions, syscalls, arch, conditions, keys } = parts;
  if (list === undefined || action === undefined || words.length % 2 !== 0) return undefined;
  return {
    list,
    action,
    conditions,
    keys,
    ...(arch !== undefined && { arch }),
    ...(path !== undefined && { path }),
    ...(permissions !== undefined && { permissions }),
    ...(syscalls.size > 0 && !syscalls.has('all') && { syscalls }),
  };
}

interface Parts {
  list: string | undefined;
  action: 'always' | 'never' | undefined;
  arch: string | undefined;
  path: string | undefined;
  permissions: Set<string> | undefined;
  readonly syscalls: Set<string>;
  readonly conditions: Set<string>;
  readonly keys: Set<string>;
}

function newParts(): Parts {
  return {
    list: undefined,
    action: undefined,
    arch: undefined,
    path: undefined,
    permissions: undefined,
    syscalls: new Set(),
    conditions: new Set(),
    keys: new Set(),
  };
}

/** Takes one option with its value; false when it is none of a rule. */
function takeOption(parts: Parts, option: string, value: string): boolean {
  switch (option) {
    case '-a':
    case '-A': {
      const words = value.split(',');
      const action = words.find((word) => word === 'always' || word === 'never');
      const list = words.find((word) => word !== action);
      if (words.length !== 2 || action === undefined || list === undefined) return false;
      Object.assign(parts, { action, list });
      return true;
    }
    case '-w':
      Object.assign(parts, { list: 'exit', action: 'always', path: withoutSlash(value) });
      return true;
    case '-p':
      parts.permissions = new Set(value);
      return true;
    case '-k':
      parts.keys.add(value);
      return true;
    case '-S':
      for (const name of value.split(',')) parts.syscalls.add(name);
      return true;
    case '-C':
      return takeComparison(parts, value);
    case '-F':
      return takeField(parts, value);
    default:
      return false;
  }
}

const operator = /^([a-z0-9_]+)(!=|>=|<=|&=|=|>|<|&)(.*)$/;

function takeField(parts: Parts, text: string): boolean {
  const [, name, sign, value] = operator.exec(text) ?? [];
  if (name === undefined || sign === undefined || value === undefined) return false;
  if (sign === '=') {
    if (name === 'key') parts.keys.add(value);
    if (name === 'path' || name === 'dir') parts.path = withoutSlash(value);
    if (name === 'perm') parts.permissions = new Set(value);
    if (name === 'arch') parts.arch = architectures.get(value) ?? value;
    if (['key', 'path', 'dir', 'perm', 'arch'].includes(name)) return true;
  }
  parts.conditions.add(`${name}${sign}${showValue(name, value)}`);
  return true;
}

/** The same either way round. */
function takeComparison(parts: Parts, text: string): boolean {
  const [, left, sign, right] = operator.exec(text) ?? [];
  if (left === undefined || sign === undefined || right === undefined) return false;
  parts.conditions.add([left, right].sort().join(sign));
  return true;
}

const withoutSlash = (path: string) => (path !== '/' && path.endsWith('/') ? path.slice(0, -1) : path);

const architectures = new Map([
  ['x86_64', 'b64'],
  ['aarch64', 'b64'],
  ['i386', 'b32'],
  ['i686', 'b32'],
]);

/** The numbers of errors that rules name, errno(3). */
const errors = new Map([
  ['-1', '-EPERM'],
  ['-13', '-EACCES'],
]);

/** A number that stands for nobody, and those of errors and root, are also written as names. */
function showValue(field: string, value: string): string {
  if (field === 'exit') return errors.get(value) ?? value;
  if (!/^[a-z]*[ug]id$/.test(field)) return value;
  if (value === '-1' || value === '4294967295') return 'unset';
  return value === 'root' ? '0' : value;
}

/** Which of the system calls of a rule another one records just so, or more; all of them when it names none. */
export function covers(rule: AuditRule, asked: AuditRule): 'all' | ReadonlySet<string> {
  const nothing = new Set<string>();
  const fits =
    rule.list === asked.list &&
    rule.action === asked.action &&
    (rule.arch === undefined || rule.arch === asked.arch) &&
    rule.path === asked.path &&
    includesPermissions(rule, asked) &&
    [...rule.conditions].every((condition) => asked.conditions.has(condition)) &&
    [...asked.keys].every((key) => rule.keys.has(key));
  if (!fits) return nothing;
  const { syscalls } = rule;
  if (syscalls === undefined) return 'all';
  if (asked.syscalls === undefined) return nothing;
  return new Set([...asked.syscalls].filter((name) => syscalls.has(name)));
}

function includesPermissions({ permissions }: AuditRule, asked: AuditRule): boolean {
  if (permissions === undefined) return true;
  return asked.permissions !== undefined && [...asked.permissions].every((one) => permissions.has(one));
}

/**
 * Records of these kinds are what a rule is for, by name and by number (linux/audit.h); others only add to them.
 */
const essentialRecords = ['SYSCALL', '1300', 'PATH', '1302'];

/** Whether a rule that comes before another can keep its records away: of several that match, the first counts. */
export function hides(earlier: AuditRule, asked: AuditRule): boolean {
  if (earlier.list === 'task') return earlier.action === 'never';
  if (earlier.list === 'exclude') return excludes(earlier);
  if (earlier.action !== 'never' || earlier.list !== asked.list) return false;
  const otherArch = earlier.arch !== undefined && asked.arch !== undefined && earlier.arch !== asked.arch;
  const otherPath =
    earlier.path !== undefined && asked.path !== undefined && !overlap(earlier.path, asked.path);
  const { syscalls } = earlier;
  const otherCalls =
    syscalls !== undefined &&
    asked.syscalls !== undefined &&
    ![...asked.syscalls].some((name) => syscalls.has(name));
  return !otherArch && !otherPath && !otherCalls;
}

/** Whether two paths are one, or one lies in the other, which may be a folder. */
function overlap(a: string, b: string): boolean {
  const isIn = (path: string, folder: string) => path.startsWith(folder === '/' ? folder : `${folder}/`);
  return a === b || isIn(a, b) || isIn(b, a);
}

/** What is excluded is so whatever the action says, auditctl(8). */
function excludes({ conditions }: AuditRule): boolean {
  const types = [...conditions].flatMap((condition) => /^msgtype=(.+)$/.exec(condition)?.[1] ?? []);
  return types.length === 0 || types.some((type) => essentialRecords.includes(type.toUpperCase()));
}
