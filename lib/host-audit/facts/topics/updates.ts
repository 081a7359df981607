import { type Static, Type } from '@sinclair/typebox';
import { linesOf, NotUnderstood, reader } from '../fact';

const closed = { additionalProperties: false } as const;

const PackageSource = Type.Object(
  {
    /** The suite or codename as the source names it, such as `bookworm-security`. */
    release: Type.String(),
    /** The codename as the archive says it; not there before its list was fetched. */
    codename: Type.Optional(Type.String()),
    /** The suite as the archive says it, such as `stable-security`; not there before its list was fetched. */
    suite: Type.Optional(Type.String()),
    /** Such as `Debian-Security`; not there before its list was fetched. */
    label: Type.Optional(Type.String()),
    /** Whether apt trusts it: signed, or said to be trusted. */
    isTrusted: Type.Boolean(),
    /** Where it is written, such as `/etc/apt/sources.list:1`. */
    entry: Type.String(),
    uri: Type.String(),
  },
  closed,
);
export type PackageSource = Static<typeof PackageSource>;

/** What apt takes packages from. */
export const packageSources = reader(Type.Array(PackageSource), (text) =>
  linesOf(text).map((line) => {
    const [release, codename, suite, label, trusted, entry, uri] = line.split('\t');
    if (
      release === undefined ||
      entry === undefined ||
      uri === undefined ||
      !/^(yes|no)$/.test(trusted ?? '')
    ) {
      throw new NotUnderstood('seven fields of a source', line);
    }
    return {
      release,
      ...said('codename', codename),
      ...said('suite', suite),
      ...said('label', label),
      isTrusted: trusted === 'yes',
      entry,
      uri,
    };
  }),
);

/** What an archive does not say, apt leaves as it was asked for. */
function said(name: 'codename' | 'suite' | 'label', value = '$('): Partial<PackageSource> {
  return value.startsWith('$(') ? {} : { [name]: value };
}

const AptSetting = Type.Object({ key: Type.String({ minLength: 1 }), value: Type.String() }, closed);
export type AptSetting = Static<typeof AptSetting>;

/** Settings of apt as they count; members of a list have a key that ends with `::`. */
export const updateSettings = reader(Type.Array(AptSetting), (text) =>
  linesOf(text).map((line) => {
    const [, key, value] = /^(\S+) "(.*)";$/.exec(line) ?? [];
    if (key === undefined || value === undefined) throw new NotUnderstood('a setting such as APT "";', line);
    return { key, value };
  }),
);

const Update = Type.Object(
  {
    package: Type.String({ minLength: 1 }),
    version: Type.String({ minLength: 1 }),
    /** The archives that have this version, such as `Debian-Security:12/oldstable-security`. */
    origins: Type.Array(Type.String()),
  },
  closed,
);

/** Longest line of an update that is taken apart; real ones have a few hundred characters. */
const longestUpdate = 2000;

/** What an upgrade would install, and what it would not because something stands in its way. */
export const pendingUpdates = reader(
  Type.Object({ updates: Type.Array(Update), keptBack: Type.Array(Type.String()) }, closed),
  (text) => {
    const lines = linesOf(text);
    // Without this line apt did not come to its end.
    const isSum = (line: string) =>
      /^\d+ upgraded, \d+ newly installed, /.test(line) && line.endsWith(' not upgraded.');
    if (!lines.some(isSum)) {
      throw new NotUnderstood('how many packages would be upgraded', lines.at(-1) ?? '');
    }
    const updates = lines
      .filter((line) => line.startsWith('Inst '))
      .map((line) => {
        if (line.length > longestUpdate) throw new NotUnderstood('an update on a line of usual length', line);
        const [, name, version, origins] =
          /^Inst (\S+)(?: \[\S+\])? \((\S+) (.*?) ?\[\S+\]\)/.exec(line) ?? [];
        if (name === undefined || version === undefined) throw new NotUnderstood('an update', line);
        return { package: name, version, origins: (origins ?? '').split(', ') };
      });
    const kept = lines.findIndex((line) => line.startsWith('The following packages have been kept back:'));
    const after = kept < 0 ? [] : lines.slice(kept + 1);
    const end = after.findIndex((line) => !line.startsWith('  '));
    const keptBack = after.slice(0, end < 0 ? after.length : end).flatMap((line) => line.trim().split(/\s+/));
    return { updates, keptBack };
  },
);

const PackageList = Type.Object(
  {
    /** Name of the file, which begins with the archive's. */
    file: Type.String(),
    /** Since when it lies there, in seconds since 1970-01-01 UTC. */
    since: Type.Number(),
    label: Type.Optional(Type.String()),
    /** Until when the archive says that it counts, in seconds since 1970-01-01 UTC. */
    validUntil: Type.Optional(Type.Number()),
  },
  closed,
);

/** The lists of packages, and when they were last asked for by the timer. */
export const packageListTimes = reader(
  Type.Object({ lists: Type.Array(PackageList), stamp: Type.Optional(Type.Number()) }, closed),
  (text) => {
    const lines = linesOf(text);
    const times = lines.flatMap((line) => {
      const [, since, file] = /^(\d+)(?:\.\d+)? (\S+)$/.exec(line) ?? [];
      return file === undefined ? [] : [{ file, since: Number(since) }];
    });
    const saidBy = (file: string, name: string) => {
      const start = `${file}:${name}: `;
      return lines.find((line) => line.startsWith(start))?.slice(start.length);
    };
    const stamp = times.find(({ file }) => file === 'periodic/update-stamp')?.since;
    return {
      lists: times
        .filter(({ file }) => file.startsWith('lists/'))
        .map(({ file, since }) => {
          const label = saidBy(file, 'Label');
          const until = saidBy(file, 'Valid-Until');
          return {
            file: file.slice('lists/'.length),
            since,
            ...(label !== undefined && { label }),
            ...(until !== undefined && { validUntil: secondsOf(until) }),
          };
        }),
      ...(stamp !== undefined && { stamp }),
    };
  },
);

/** A date as RFC 5322 writes it. */
function secondsOf(date: string): number {
  const time = Date.parse(date);
  if (Number.isNaN(time)) throw new NotUnderstood('a date such as Wed, 02 Dec 2026 22:33:12 UTC', date);
  return Math.floor(time / 1000);
}

/** Since when a restart is asked for, in seconds since 1970-01-01 UTC; null when it is not. */
export const restartAsked = reader(Type.Union([Type.Null(), Type.Integer()]), (text) => {
  const line = text.trim();
  if (line === '') return null;
  if (!/^\d+$/.test(line)) throw new NotUnderstood('a time in seconds', line);
  return Number(line);
});

/** The release of the running kernel, and what it says of its build. */
export const runningKernel = reader(
  Type.Object({ release: Type.String({ minLength: 1 }), build: Type.String() }, closed),
  (text) => {
    const [, name, build] = /^(\S+) (.*)$/.exec(text.trim()) ?? [];
    if (name === undefined || build === undefined) throw new NotUnderstood('the release of a kernel', text);
    return { release: name, build };
  },
);

/** When the package of each kernel came, in seconds since 1970-01-01 UTC, by the package's name. */
export const kernelTimes = reader(Type.Record(Type.String(), Type.Number()), (text) =>
  Object.fromEntries(
    linesOf(text).map((line) => {
      const [, time, name] = /^(\d+)(?:\.\d+)? (linux-image-\S+)\.list$/.exec(line) ?? [];
      if (name === undefined) throw new NotUnderstood('the package of a kernel', line);
      return [name, Number(time)];
    }),
  ),
);
