import type { CheckedHost } from '../host';
import { compliant, judge, type Outcome, undetermined } from '../outcome';

/** Sources that hold nobody, or whose lines are looked into elsewhere: nss-systemd(8), nsswitch.conf(5). */
const knownSources = ['files', 'compat', 'systemd'];

/** That of the extension for Entra ID on Azure: who comes in by it is granted in the register of access. */
const entraSource = 'aad';

const words = { passwd: 'accounts', group: 'groups', sudoers: 'rules of sudo' };

/** Compliant when everything that a database has was looked into; undetermined when something else adds to it. */
export function fromKnownSources(database: keyof typeof words, { facts, onAzure }: CheckedHost): Outcome {
  return judge(facts.nameSources, (sources) => {
    const known = [...knownSources, ...(onAzure ? [entraSource] : [])];
    const others = sources[database].filter((source) => !known.includes(source));
    if (others.length === 0) return compliant;
    return undetermined(
      `${words[database]} also come from ${others.join(' and ')}, which is not looked into`,
    );
  });
}
