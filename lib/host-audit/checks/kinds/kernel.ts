import { type InterfaceSetting, interfaceKey, ofAllInterfaces } from '../../../baseline/kernel-keys';
import type { KernelSetting } from '../../../baseline/types.generated';
import type { InterfaceValue } from '../../facts/topics/kernel';
import type { CheckedHost } from '../host';
import { compliant, judge, none, type Outcome, violated } from '../outcome';

/** What the running kernel has, whatever the files say; of a setting of all interfaces, what holds for each of them. */
export function checkKernel(
  { key, value, orMore, mayBeMissing }: KernelSetting,
  { facts }: CheckedHost,
): Outcome {
  const expected = `${key} = ${value}${orMore === true ? ' or more' : ''}`;
  const isGood = (found: number) => (orMore === true ? found >= value : found === value);
  return judge(facts.kernelSettings, (settings) => {
    const found = settings[key];
    if (found === undefined) {
      if (mayBeMissing === true) return compliant;
      const fix =
        "Run Debian's own kernel, such as linux-image-amd64, with nothing on its command line that takes this away.";
      return violated(`this kernel has no ${key}`, { expected, fix });
    }
    if (!/^\d+$/.test(found) || !isGood(Number(found))) return violated(`${key} = ${found}`, { expected });
    const setting = ofAllInterfaces(key);
    if (setting === undefined) return compliant;
    return judge(facts.interfaceSettings, (values) => {
      const bad = values
        .filter(({ family, name }) => family === setting.family && name === setting.name)
        .filter((own) => !isGood(inEffect(setting, Number(found), own)))
        .map((own) => `${interfaceKey(setting, own.of)} = ${own.value}`);
      return none(bad, expected);
    });
  });
}

/** Settings of IPv4 of which the greater of the two values counts, that of all interfaces and that of the one. */
const greaterCounts = ['accept_redirects', 'log_martians', 'rp_filter', 'secure_redirects', 'send_redirects'];

/**
 * What the kernel does on an interface; where nothing else is written, the interface's own value counts alone.
 * https://docs.kernel.org/networking/ip-sysctl.html, and include/linux/inetdevice.h of Linux 6.12
 */
function inEffect({ family, name }: InterfaceSetting, all: number, { value }: InterfaceValue): number {
  if (family === 'ipv4' && greaterCounts.includes(name)) return Math.max(all, value);
  if (family === 'ipv4' && name === 'accept_source_route') return Math.min(all, value);
  return value;
}
