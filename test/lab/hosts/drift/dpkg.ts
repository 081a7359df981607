const list = '/var/lib/dpkg/status';

/** A field of an installed package as dpkg's list has it, without touching the package. */
export function dpkgEntry(name: string, field: string, value: string): string {
  return `awk -v name=${name} '/^Package: / { is = $2 == name } is && /^${field}: / { $0 = "${field}: ${value}" } { print }' \\
  ${list} > ${list}.drift
mv ${list}.drift ${list}`;
}

/** Makes an empty package on the machine, and installs it. */
export function makePackage(name: string): string {
  return `work=$(mktemp -d)
chmod 0755 "$work"
mkdir -m 0755 "$work/DEBIAN"
printf 'Package: ${name}\\nVersion: 1\\nArchitecture: all\\nMaintainer: lab <lab@example.jp>\\nDescription: lab\\n' \\
  > "$work/DEBIAN/control"
dpkg-deb --build "$work" "$work.deb" >/dev/null
dpkg --force-all --install "$work.deb" >/dev/null 2>&1
rm -r "$work" "$work.deb"`;
}
