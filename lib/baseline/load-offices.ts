import { checkOffices } from './checks/offices';
import { inOrder, type Result } from './mistake';
import type { OfficeRegister } from './types.generated';
import { readValid } from './validate';

/**
 * Loads the register of offices, from whose public addresses operators come. The result holds the register, or
 * every mistake in the order of lines. Never throws for what the file holds.
 */
export function loadOffices(file: string): Result<OfficeRegister> {
  const valid = readValid(file, 'offices');
  const mistakes = valid.ok ? checkOffices(valid.value) : valid.mistakes;
  return valid.ok && mistakes.length === 0
    ? { ok: true, value: valid.value.value }
    : { ok: false, mistakes: inOrder(mistakes) };
}
