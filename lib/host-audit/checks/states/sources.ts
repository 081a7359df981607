import { insecureAptSettings } from '../../collector/commands/updates';
import type { FileLine } from '../../facts/file-lines';
import type { AptSetting, PackageSource } from '../../facts/topics/updates';
import { isTrue, sourceEntries, unreadSources } from '../apt-sources';
import { globMatches } from '../glob';
import { compliant, judge, judgeBoth, none, type Outcome, undetermined, violated, worst } from '../outcome';
import type { StateCheck } from './state-check';

/** As the archive of Debian's security updates calls itself. */
export const securityLabel = 'Debian-Security';

/** Whether apt knows the security archive of the running release, and updates are installed from it. */
const securityOrigin: StateCheck = (_, { facts }) =>
  judgeBoth(facts.release, facts.packageSources, ({ codename = '' }, sources) => {
    const wanted = `${codename}-security`;
    // apt tells of a source when it has fetched its list.
    const source = sources.find(({ release, label }) => release === wanted && label === securityLabel);
    if (source === undefined) return violated(`apt has no list of ${wanted}`);
    return judge(facts.updateSettings, (settings) =>
      originsOf(settings).some((pattern) => admits(pattern, source, codename))
        ? compliant
        : violated(`no origin of unattended-upgrades admits ${wanted}`, {
            fix: `Install unattended-upgrades, and let its \`Unattended-Upgrade::Origins-Pattern\` in /etc/apt/apt.conf.d admit \`origin=Debian,codename=${wanted},label=${securityLabel}\`.`,
          }),
    );
  });

/** Patterns of origins, those in the older form as well. */
function originsOf(settings: readonly AptSetting[]): string[] {
  return settings.flatMap(({ key, value }) => {
    if (key === 'Unattended-Upgrade::Origins-Pattern::') return [value];
    if (key !== 'Unattended-Upgrade::Allowed-Origins::') return [];
    const [origin = '', archive = ''] = value.split(':');
    return [`o=${origin},a=${archive}`];
  });
}

/**
 * As unattended-upgrades compares a pattern with an origin: each of its parts as fnmatch(3) does, and an unknown one
 * ends it. https://github.com/mvo5/unattended-upgrades, match_whitelist_string (2.9.1)
 */
function admits(pattern: string, { label, suite, codename, uri }: PackageSource, running: string): boolean {
  const of: Record<string, string | undefined> = {
    o: 'Debian',
    origin: 'Debian',
    l: label,
    label,
    a: suite,
    suite,
    archive: suite,
    n: codename,
    codename,
    c: 'main',
    component: 'main',
    site: /^[a-z+]+:\/\/([^/]*)/.exec(uri)?.[1] ?? '',
  };
  return pattern.split(',').every((part) => {
    const [name = '', value = ''] = part.split('=').map((word) => word.trim());
    const found = of[name];
    const wanted = value.replaceAll(`\${distro_codename}`, running).replaceAll(`\${distro_id}`, 'Debian');
    return found !== undefined && globMatches(wanted, found);
  });
}

const followers = ['', '-updates', '-security', '-backports', '-backports-sloppy'];

/** Sources of another release than the running one, also those that would become one, such as `stable`. */
const foreignSuites: StateCheck = ({ atMost = 0 }, { facts }) =>
  judgeBoth(facts.release, facts.sourceLines, ({ codename }, lines) => {
    if (codename === undefined) return violated('the running release has no codename');
    const admitted = followers.map((end) => `${codename}${end}`);
    const entries = sourceEntries(lines);
    if (entries.length === 0) return undetermined('apt has no source of packages');
    const foreign = entries.flatMap(({ suites, place }) =>
      suites.filter((suite) => !admitted.includes(suite)).map((suite) => `${suite} (${place})`),
    );
    return judge(facts.packageSources, (sources) => {
      const turned = sources.filter(
        ({ release, codename: is = release }) => admitted.includes(release) && !admitted.includes(is),
      );
      // The lists may lie in another folder than the one that is read.
      const places = new Set(entries.map(({ place }) => place));
      const elsewhere = sources.filter(
        ({ release, entry }) => !admitted.includes(release) && !places.has(entry),
      );
      const all = [
        ...foreign,
        ...turned.map((source) => `${source.release} is ${source.codename}`),
        ...elsewhere.map(({ release, entry }) => `${release} (${entry})`),
      ];
      return all.length <= atMost ? allRead(lines) : none(all, `${codename} and its updates`);
    });
  });

/** apt refuses a list that it does not understand, but reads more than is read here. */
function allRead(lines: readonly FileLine[]): Outcome {
  const [other] = unreadSources(lines);
  return other === undefined
    ? compliant
    : undetermined(`${other.file}:${other.line} is not understood: ${other.text.trim().slice(0, 100)}`);
}

/** Sources that apt takes without a good signature, and settings that let it. */
const unauthenticatedSources: StateCheck = ({ atMost = 0 }, { facts }) => {
  const bad: string[] = [];
  const outcomes: Outcome[] = [
    judge(facts.sourceLines, (lines) => {
      const open = sourceEntries(lines).flatMap(({ options, place }) =>
        openOptions
          .filter((name) => isTrue(options.get(name) ?? ''))
          .map((name) => `${name}=${options.get(name)} (${place})`),
      );
      bad.push(...open);
      return allRead(lines);
    }),
    judge(facts.updateSettings, (settings) => {
      const open = settings.filter(({ key, value }) => insecure.has(key.toLowerCase()) && isTrue(value));
      bad.push(...open.map(({ key, value }) => `${key} "${value}"`));
      return compliant;
    }),
    judge(facts.packageSources, (sources) => {
      const open = sources.filter(({ isTrusted }) => !isTrusted);
      bad.push(...open.map(({ release, entry }) => `${release} has no good signature (${entry})`));
      return compliant;
    }),
  ];
  return worst([bad.length <= atMost ? compliant : none(bad), ...outcomes]);
};

/** apt does not look at capital letters. */
const insecure = new Set(insecureAptSettings.map((name) => name.toLowerCase()));

const openOptions = ['trusted', 'allow-insecure', 'allow-weak', 'allow-downgrade-to-insecure'];

export const sourceStates: Readonly<Record<string, StateCheck>> = {
  'foreign-suites': foreignSuites,
  'security-origin': securityOrigin,
  'unauthenticated-sources': unauthenticatedSources,
};
