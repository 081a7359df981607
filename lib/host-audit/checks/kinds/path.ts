import type { PathRights } from '../../../baseline/types.generated';
import type { PathOnHost } from '../../facts/topics/paths';
import { applyAnew } from '../fix';
import type { CheckedHost } from '../host';
import { compliant, judge, type Outcome, violated, worst } from '../outcome';

/** Few of them lie in packages: these make them when they are installed, or when their services start. */
const bringBack =
  'Install what makes it, such as auditd, nftables, openssh-server or sudo, and start it, or bring it back from a copy.';

/** Fewer rights are as good, and so is root; of a symbolic link what it leads to is judged. */
export function checkPath(asked: PathRights, { facts, managed }: CheckedHost): Outcome {
  return judge(facts.pathRights, (paths) => {
    const found = paths.filter(({ path }) => matches(asked.path, path));
    if (found.length > 0) return worst(found.map((path) => judgeOne(asked, path)));
    return asked.mayBeMissing === true
      ? compliant
      : violated(`no ${asked.path}`, {
          expected: wanted(asked),
          fix: managed ? `${bringBack} ${applyAnew}` : bringBack,
        });
  });
}

function judgeOne(asked: PathRights, found: PathOnHost): Outcome {
  const { path, mode, owner, group, hasAccessList } = found;
  const isOwned = [asked.owner, 'root'].includes(owner) && [asked.group, 'root'].includes(group);
  const [has, may] = [Number.parseInt(mode, 8), Number.parseInt(asked.mode, 8)];
  // Beside a list of access, the rights of the group are the most that the list gives to anybody (acl(5)).
  const isListExcess = hasAccessList && ((has >> 3) & ~may & 7) !== 0;
  if (isOwned && (has & ~may) === 0 && !isListExcess) return compliant;
  const list = isListExcess ? ' and a list of access' : '';
  return violated(`${path} of ${owner}:${group} with ${mode}${list}`, {
    expected: wanted(asked),
    at: { file: path },
  });
}

const wanted = ({ path, owner, group, mode }: PathRights) =>
  `${path} of ${owner}:${group} with ${mode} or less`;

/** `*` stands for anything within one folder. */
function matches(pattern: string, path: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^/]*')}$`).test(path);
}
