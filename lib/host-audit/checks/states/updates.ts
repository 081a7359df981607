import { isInstalled } from '../../facts/topics/packages';
import { judgeAge, showAge } from '../age';
import { compareVersions } from '../debian-version';
import type { CheckedHost } from '../host';
import { compliant, judge, judgeBoth, none, type Outcome, undetermined, violated, worst } from '../outcome';
import { securityLabel } from './sources';
import type { StateCheck } from './state-check';

/** Whether security updates still come for the release, by the day on which the facts were collected. */
const releaseSupport: StateCheck = (_, { facts, baseline, collectedAt }) =>
  judge(facts.release, ({ id, version }) => {
    const entry = baseline.support.releases.find(({ release }) => String(release) === version);
    if (id !== 'debian' || entry === undefined) {
      const known = baseline.support.releases.map(({ release }) => `Debian ${release}`);
      return violated(`${id} ${version ?? 'without a number'}`, { expected: known.join(' or ') });
    }
    const today = new Date(collectedAt).toISOString().slice(0, 10);
    if (today <= entry.supportedUntil) return compliant;
    return violated(`security updates of Debian ${entry.release} ended on ${entry.supportedUntil}`);
  });

/** Security updates that are there and not installed, held packages included. */
const pendingSecurityUpdates: StateCheck = ({ atMost = 0 }, { facts }) =>
  judge(facts.pendingUpdates, ({ updates, keptBack }) => {
    const waiting = updates.filter(({ origins }) =>
      origins.some((origin) => origin.startsWith(`${securityLabel}:`)),
    );
    if (waiting.length > atMost) {
      return none(waiting.map((update) => `${update.package} ${update.version} waits`));
    }
    if (keptBack.length === 0) return compliant;
    return undetermined(`apt keeps back ${keptBack.join(', ')}, of which it does not say why`);
  });

/** How old the list of the security archive is, and whether the archive says that it still counts. */
const packageListAge: StateCheck = ({ atMost = 0 }, { facts }) =>
  judgeBoth(facts.packageListTimes, facts.clock, ({ lists, stamp = 0 }, { now }) => {
    const list = lists.find(({ label }) => label === securityLabel);
    if (list === undefined) return violated('no list of the security archive was ever fetched');
    // Fetching fails without an error when the archive is out of reach; then the list ends some day.
    if (list.validUntil !== undefined && list.validUntil < now) {
      return violated(
        `the list of the security archive ended ${showAge((now - list.validUntil) / 3600, 'hours')} ago`,
      );
    }
    return judgeAge(facts, Math.max(list.since, stamp), 'hours', (age) =>
      age <= atMost ? compliant : violated(`lists were fetched ${showAge(age, 'hours')} ago`),
    );
  });

/** For how long an update has been waiting for a restart. */
const restartWaits: StateCheck = ({ atMost = 0 }, { facts }) =>
  judge(facts.restartAsked, (since) => {
    if (since === null) return compliant;
    return judgeAge(facts, since, 'days', (age) =>
      age <= atMost ? compliant : violated(`a restart has been asked for since ${showAge(age, 'days')}`),
    );
  });

/** Whether the running kernel is the newest that is installed, or the newer one came no more days ago than that. */
const runningKernel: StateCheck = ({ atMost = 0 }, host) =>
  judgeBoth(host.facts.runningKernel, host.facts.packages, ({ release, build }, packages) => {
    const kernels = Object.entries(packages).filter(
      ([name, known]) => name.length < 100 && /^linux-image-\d/.test(name) && isInstalled(known),
    );
    const own = packages[`linux-image-${release}`];
    if (release.length > 100 || own === undefined || !isInstalled(own)) {
      return violated(`the package of the running kernel ${release} is not installed`, {
        fix: "Install Debian's kernel, such as linux-image-amd64, so that updates reach it, and restart.",
      });
    }
    const newer = kernels
      .map(([name]) => name)
      .filter((name) => compareVersions(versionOf(name), versionOf(`linux-image-${release}`)) > 0);
    return worst([
      ...newer.map((name) => waiting(name, `${release} runs, ${name} is installed`, atMost, host)),
      // A build without another name: the kernel says from which version it is.
      isBuildOf(build, own.version)
        ? compliant
        : waiting(`linux-image-${release}`, `${build} runs, ${own.version} is installed`, atMost, host),
    ]);
  });

function waiting(name: string, found: string, atMost: number, { facts }: CheckedHost): Outcome {
  return judge(facts.kernelTimes, (times) => {
    const since = times[name];
    if (since === undefined) return undetermined(`dpkg does not say when ${name} came`);
    return judgeAge(facts, since, 'days', (age) =>
      age <= atMost ? compliant : violated(`${found} since ${showAge(age, 'days')}`),
    );
  });
}

/** Without what comes before and the kind of kernel, such as cloud-amd64. */
const versionOf = (name: string) => name.replace(/^linux-image-/, '').replace(/(-[a-z][a-z0-9]*)+$/, '');

const isBuildOf = (build: string, version: string) => build.split(' ').includes(version);

/** Packages that an installation left half-way, dpkg(1). */
const brokenPackages: StateCheck = ({ atMost = 0 }, { facts }) =>
  judge(facts.packages, (packages) => {
    const broken = Object.entries(packages)
      .filter(([, { state }]) => /^.[UFHWt]/.test(state) || state.endsWith('R'))
      .map(([name, { state }]) => `${name} (dpkg: ${state})`);
    return broken.length <= atMost ? compliant : none(broken);
  });

export const updateStates: Readonly<Record<string, StateCheck>> = {
  'broken-packages': brokenPackages,
  'package-list-age-hours': packageListAge,
  'pending-security-updates': pendingSecurityUpdates,
  'release-support': releaseSupport,
  'restart-waits-days': restartWaits,
  'running-kernel': runningKernel,
};
