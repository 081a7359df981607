import type { HostState } from '../../../baseline/types.generated';
import type { Place } from '../../../findings/finding';
import type { UnusualFile } from '../../facts/topics/files';
import type { CheckedHost } from '../host';
import { compliant, judge, none, type Outcome, undetermined, violated, worst } from '../outcome';
import type { Assigned } from '../settings/reading';
import { sudoDefaults } from '../settings/sudo-defaults';
import type { StateCheck } from './state-check';

/** Whether only listed programs raise the rights of who runs them. */
const setuidFiles: StateCheck = (state, host) => unlisted(state, host, ({ kind }) => kind === 'setid');

/** Whether everybody may write no file; sockets and devices are meant for that. */
const worldWritableFiles: StateCheck = (state, host) =>
  unlisted(state, host, ({ kind, type }) => kind === 'open' && type === 'f');

/** Whether in each folder that everybody may write nobody removes what others have written. */
const openFolders: StateCheck = (state, host) =>
  unlisted(state, host, ({ kind, type }) => kind === 'open' && type === 'd');

/** Whether every file belongs to an account and a group that are there. */
const unownedFiles: StateCheck = (state, host) => unlisted(state, host, ({ kind }) => kind === 'unowned');

/** Whether only owners write into log files; root as a group is nobody else. */
const openLogFiles: StateCheck = (state, host) =>
  unlisted(
    state,
    host,
    ({ kind, mode, group }) =>
      kind === 'log' && (group !== 'root' || (Number.parseInt(mode, 8) & 0o002) !== 0),
  );

/** The files of a kind of which no more are admitted than the requirement says, besides those that it lists. */
function unlisted(
  { only = [], atMost = 0 }: HostState,
  { facts }: CheckedHost,
  isMeant: (file: UnusualFile) => boolean,
): Outcome {
  return judge(facts.unusualFiles, (files) => {
    const wrong = files.filter((file) => isMeant(file) && !only.includes(file.path));
    return none(wrong.length > atMost ? wrong.map(wordsOf) : []);
  });
}

const wordsOf = ({ path, owner, group, mode }: UnusualFile) =>
  `${path} of ${owner}:${group} with ${mode.padStart(4, '0')}`;

/** Whether only listed programs have capabilities, and of those only the listed ones. */
const fileCapabilities: StateCheck = ({ only = [] }, { facts }) =>
  judge(facts.fileCapabilities, (files) =>
    none(
      files
        .filter(({ path, capabilities }) => !only.includes(path) || !areListed(capabilities, only))
        .map(({ path, capabilities }) => `${path} ${capabilities}`),
    ),
  );

/** An operator without names before it means all capabilities. */
function areListed(text: string, only: readonly string[]): boolean {
  return text
    .trim()
    .split(/\s+/)
    .every((clause) => {
      const [, names] = /^([a-z0-9_,]+)[=+-][eip+=-]*$/.exec(clause) ?? [];
      return names?.split(',').every((name) => only.includes(name)) === true;
    });
}

/** Whether root looks for commands in the listed folders alone, and nobody else can change what is there. */
const rootPath: StateCheck = ({ only = [] }, host) =>
  worst([
    judge(host.facts.rootPathFiles, (files) => none(files.map(wordsOf))),
    judge(host.facts.rootPathLines, (lines) => {
      if (!lines.some(({ text }) => text.trimStart().startsWith('ENV_SUPATH'))) {
        return undetermined('/etc/login.defs does not say where root looks for commands');
      }
      return worst(
        lines.map(({ file, line, text }) =>
          judgePath(text.slice(text.indexOf('=') + 1).trim(), only, { file, line }),
        ),
      );
    }),
    judge(sudoDefaults('secure_path', host), (readings) =>
      worst(readings.map(({ values: [value] }) => judgeSudo(value, only))),
    ),
  ]);

/** Without a path of its own sudo takes that of who calls it. */
const judgeSudo = (value: Assigned | undefined, only: readonly string[]): Outcome =>
  value === undefined
    ? violated('sudo has no secure_path', { expected: `secure_path of ${only.join(', ')}` })
    : judgePath(value.value, only, value.at);

function judgePath(value: string, only: readonly string[], at: Place | undefined): Outcome {
  const folders = value.replace(/^(["'])(.*)\1$/, '$2').split(':');
  const other = folders.find((folder) => !only.includes(folder));
  if (other === undefined) return compliant;
  return violated(`${other === '' ? 'the folder in which it stands' : other} is among them`, {
    expected: `nothing but ${only.join(', ')}`,
    ...(at !== undefined && { at }),
  });
}

export const fileStates: Readonly<Record<string, StateCheck>> = {
  'file-capabilities': fileCapabilities,
  'open-folders': openFolders,
  'open-log-files': openLogFiles,
  'root-path': rootPath,
  'setuid-files': setuidFiles,
  'unowned-files': unownedFiles,
  'world-writable-files': worldWritableFiles,
};
