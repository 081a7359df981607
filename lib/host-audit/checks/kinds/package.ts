import type { DebianPackage } from '../../../baseline/types.generated';
import { isInstalled } from '../../facts/topics/packages';
import type { CheckedHost } from '../host';
import { compliant, judge, type Outcome, violated } from '../outcome';

/** Installed whole is what counts: a package of which only its configuration is left is not there. */
export function checkPackage({ name, installed }: DebianPackage, { facts }: CheckedHost): Outcome {
  return judge(facts.packages, (packages) => {
    const found = packages[name];
    const isThere = found !== undefined && isInstalled(found);
    if (isThere === installed) return compliant;
    if (isThere) return violated(`${name} ${found.version} is installed`, { expected: `no ${name}` });
    const rest = found === undefined || found.state[1] === 'n' ? '' : ` (dpkg: ${found.state})`;
    return violated(`${name} is not installed${rest}`, { expected: name });
  });
}
