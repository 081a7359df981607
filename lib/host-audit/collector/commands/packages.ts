import type { Command } from '../command';

/** Every package that dpkg knows: its state in two letters (dpkg-query(1)), name and version, apart by tabs. */
export const packages: Command = {
  run: ['dpkg-query', '--show', `--showformat=\${db:Status-Abbrev}\t\${Package}\t\${Version}\n`],
  bytes: 1024 * 1024,
};
