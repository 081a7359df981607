import type { SystemdUnit } from '../../../baseline/types.generated';
import type { Unit } from '../../facts/topics/units';
import type { CheckedHost } from '../host';
import { compliant, judge, type Outcome, undetermined, violated } from '../outcome';

/** How a unit that reads its files again says that it runs. */
const running = ['active', 'reloading', 'refreshing'];

/** What systemd makes of a unit now and at the next start, whatever name or alias it is known by. */
export function checkUnit({ name, is }: SystemdUnit, { facts }: CheckedHost): Outcome {
  return judge(facts.units, (units) => {
    const unit = units[name];
    if (unit === undefined) return undetermined(`systemd said nothing of ${name}`);
    const wrong = { running: notRunning, stopped: notStopped, masked: notMasked }[is](unit);
    if (wrong === undefined) return compliant;
    const alias = unit.id === name ? '' : ` (${unit.id})`;
    return violated(`${name}${alias} ${wrong}`, { expected: `${name} is ${is}` });
  });
}

function notRunning(unit: Unit): string | undefined {
  if (unit.load === 'not-found') return 'is not there';
  if (unit.load === 'masked') return 'is masked';
  if (unit.load !== 'loaded') return `cannot be loaded (${unit.load})`;
  if (!running.includes(unit.active)) return `is ${showState(unit)}`;
  if (!startsWithMachine(unit))
    return `runs, but does not start with the machine (${unit.file || 'no file'})`;
  return undefined;
}

function notStopped(unit: Unit): string | undefined {
  if (running.includes(unit.active) || unit.active === 'activating') return `is ${showState(unit)}`;
  if (unit.load === 'loaded' && startsWithMachine(unit)) {
    return `does not run, but starts with the machine (${unit.file})`;
  }
  return undefined;
}

function notMasked(unit: Unit): string | undefined {
  if (unit.load !== 'masked')
    return unit.load === 'not-found' ? 'is not there' : `can be started (${unit.load})`;
  // What is masked in /run is masked until the next start only.
  if (unit.file !== 'masked') return 'is masked until the next start only';
  if (running.includes(unit.active)) return `is masked, but ${showState(unit)}`;
  return undefined;
}

/**
 * Enabled itself, or started along with another unit: those without an [Install] section and those made from scripts of
 * /etc/init.d are never called enabled. systemctl(1), is-enabled
 */
function startsWithMachine({ file, isWanted }: Unit): boolean {
  if (file === 'enabled') return true;
  return isWanted && ['static', 'generated', 'indirect', 'alias'].includes(file);
}

const showState = ({ active, sub }: Unit) => (sub === '' || sub === active ? active : `${active} (${sub})`);
