import type { HardenedHost } from './host';
import { listedFor } from './states';

/**
 * Puts profiles of AppArmor that somebody disabled, or let complain only, into force before their programs are started
 * anew. Debian names the file of a profile after its program.
 * https://manpages.debian.org/bookworm/apparmor/apparmor_parser.8.en.html,
 * https://manpages.debian.org/bookworm/apparmor-utils/aa-complain.8.en.html (2026-11-28)
 */
export function appArmorSteps(host: HardenedHost): string[] {
  const programs = listedFor(host, 'apparmor-enforced');
  if (programs.length === 0) return [];
  return [...enforce, ...programs.map((program) => `apply enforce ${program.slice(1).replaceAll('/', '.')}`)];
}

const enforce = [
  'enforce() {',
  '  folder=/etc/apparmor.d',
  '  if [ ! -e "$folder/disable/$1" ] && [ ! -e "$folder/force-complain/$1" ] \\',
  `    && ! grep -q 'flags=([^)]*complain' "$folder/$1"; then return; fi`,
  '  rm -f "$folder/disable/$1" "$folder/force-complain/$1"',
  `  sed -i '/flags=(/{s/, *complain//;s/complain, *//;s/ *flags=(complain)//}' "$folder/$1" || return 1`,
  '  apparmor_parser --replace "$folder/$1"',
  '}',
];
