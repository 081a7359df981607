import type { Command } from '../command';

/** What apt has of each list of packages, apart by tabs; what a source does not say keeps its name, `$(LABEL)`. */
export const packageSources: Command = {
  run: [
    'apt-get',
    ...['indextargets', '--format'],
    '$(RELEASE)\t$(CODENAME)\t$(SUITE)\t$(LABEL)\t$(TRUSTED)\t$(SOURCESENTRY)\t$(REPO_URI)',
    'Created-By: Packages',
  ],
};

/** The lines of the lists of sources, in both forms of sources.list(5). */
export const sourceLines: Command = {
  run: [
    'sh',
    '-c',
    [
      'set -- /etc/apt/sources.list.d; if [ -e /etc/apt/sources.list ]; then set -- "$@" /etc/apt/sources.list; fi;',
      // In an empty file grep finds nothing, which would look like a failure.
      'find -L "$@" -maxdepth 1 -type f ! -empty',
      "\\( -name '*.list' -o -name '*.sources' \\) -exec grep -anH --null ^ {} +",
    ].join(' '),
  ],
};

/** By which apt would take what nobody signed. */
export const insecureAptSettings = [
  'Acquire::AllowInsecureRepositories',
  'Acquire::AllowWeakRepositories',
  'Acquire::AllowDowngradeToInsecureRepositories',
  'APT::Get::AllowUnauthenticated',
] as const;

/** apt's settings that let it take what nobody signed, and the origins from which updates are installed. */
export const updateSettings: Command = {
  run: [
    'apt-config',
    ...['dump', ...insecureAptSettings],
    ...['Unattended-Upgrade::Origins-Pattern', 'Unattended-Upgrade::Allowed-Origins'],
  ],
};

/**
 * What an upgrade would install, with the versions of the security archive before others, and also what is held
 * or pinned: apt only pretends, as an account that could not install anything.
 */
export const pendingUpdates: Command = {
  run: [
    'sh',
    '-c',
    [
      '. /etc/os-release &&',
      'apt-get --simulate --ignore-hold --target-release="$VERSION_CODENAME-security"',
      '-o Dir::Etc::Preferences=/dev/null -o Dir::Etc::PreferencesParts=/dev/null dist-upgrade',
    ].join(' '),
  ],
  seconds: 60,
  bytes: 1024 * 1024,
};

/**
 * When the lists were fetched, `seconds path` a line: apt-daily keeps the time of its last success in a stamp, and what
 * was newer than before lies there since it came. Of the security archive also what it says of its list.
 */
export const packageListTimes: Command = {
  run: [
    'sh',
    '-c',
    [
      'cd /var/lib/apt &&',
      "find lists periodic -maxdepth 1 \\( -name '*Release' -o -name update-stamp \\) -printf '%C@ %p\\n' &&",
      "{ grep -aHE '^(Label|Valid-Until): ' lists/*Release || :; }",
    ].join(' '),
  ],
};

/** Since when a restart is asked for, in seconds since 1970-01-01 UTC; nothing when it is not. */
export const restartAsked: Command = {
  run: ['sh', '-c', 'if [ -e /run/reboot-required ]; then stat -c %Y /run/reboot-required; fi'],
};

/** The release of the running kernel and what it says of its build, a line each. */
export const runningKernel: Command = { run: ['uname', '-rv'] };

/** When the package of each kernel came, `seconds name` a line. */
export const kernelTimes: Command = {
  run: [
    'find',
    ...['/var/lib/dpkg/info', '-maxdepth', '1', '-name', 'linux-image-*.list'],
    ...['-printf', '%T@ %f\\n'],
  ],
};

/** What the system says that it is, in the form of os-release(5). */
export const release: Command = { run: ['cat', '/etc/os-release'] };
