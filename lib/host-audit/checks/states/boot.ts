import { compliant, judge, none, type Outcome, violated } from '../outcome';
import type { StateCheck } from './state-check';

/** Whether the firmware let only what is signed start. */
const secureBoot: StateCheck = (_, { facts }) =>
  judge(facts.secureBoot, (state) => {
    if (state === 'on') return compliant;
    return violated(state === 'bios' ? 'the machine started without UEFI' : 'secure boot is off');
  });

/**
 * The bits that tell of modules whose origin nobody answers for; others tell of mishaps, such as warnings.
 * https://docs.kernel.org/admin-guide/tainted-kernels.html (2026-11-27)
 */
const originBits = [
  [0, 'a proprietary module was loaded'],
  [1, 'a module was loaded by force'],
  [12, 'a module from outside the kernel was loaded'],
  [13, 'a module without a signature was loaded'],
] as const;

/** Modules of unknown origin in the running kernel. */
const kernelTaint: StateCheck = ({ atMost = 0 }, { facts }) =>
  judge(facts.kernelTaint, (taint) => {
    const reasons = originBits.flatMap(([bit, reason]) =>
      Math.floor(taint / 2 ** bit) % 2 === 1 ? [reason] : [],
    );
    return reasons.length <= atMost ? compliant : none(reasons);
  });

/** Programs that take a dump and keep nothing of it. */
const keepsNothing = /^\|(\/usr)?\/bin\/(false|true)(\s|$)/;

/**
 * How large dumps may become that are kept, in bytes, for sessions and for services. A pattern that begins with a bar
 * hands them to a program whatever the limits say, core(5).
 */
const coreLimit: StateCheck = ({ atMost = 0 }, { facts }) =>
  judge(facts.coreDumps, ({ pattern, session, services }) => {
    if (keepsNothing.test(pattern)) return compliant;
    if (pattern.startsWith('|')) return violated(`dumps are handed to ${pattern.slice(1)}`);
    const isLarge = (limit: string) => !/^\d+$/.test(limit) || Number(limit) > atMost;
    return none(
      [
        ...(isLarge(session) ? [`a session may dump ${show(session)}`] : []),
        ...(isLarge(services) ? [`services may dump ${show(services)}`] : []),
      ],
      `at most ${atMost} bytes`,
    );
  });

const show = (limit: string) => (/^\d+$/.test(limit) ? `${limit} bytes` : 'without limit');

/** Options that a mount must have, as `/dev/shm:nodev,nosuid`. */
const mountOptions: StateCheck = ({ only = [] }, { facts }) =>
  judge(facts.mounts, (mounts) => {
    const wrong = only.flatMap((entry) => {
      const at = entry.lastIndexOf(':');
      const folder = entry.slice(0, at);
      const mount = mounts.findLast(({ on }) => on === folder);
      if (mount === undefined) return [`nothing is mounted on ${folder}`];
      const missing = entry
        .slice(at + 1)
        .split(',')
        .filter((option) => !mount.options.includes(option));
      return missing.length === 0 ? [] : [`${folder} is mounted without ${missing.join(', ')}`];
    });
    return none(wrong, only.join(' '));
  });

/** Whether AppArmor is on in the kernel. */
const apparmorEnabled: StateCheck = (_, { facts }) =>
  judge(facts.apparmorInKernel, (isOn) => (isOn ? compliant : violated('AppArmor is off in the kernel')));

/** Modes that refuse what a profile does not admit. */
const enforcing = ['enforce', 'kill'];

/** Whether profiles refuse, and confine the processes that run: those that started before their profile are free. */
const apparmorEnforced: StateCheck = ({ only = [] }, { facts }): Outcome =>
  judge(facts.apparmorInKernel, (isOn) => {
    if (!isOn) return violated('AppArmor is off in the kernel');
    return judge(facts.apparmorProfiles, ({ profiles, processes }) => {
      const wrong = only.flatMap((name) => {
        const mode = profiles[name];
        if (mode === undefined) return [`${name} has no profile`];
        if (!enforcing.includes(mode)) return [`${name} is in ${mode} mode`];
        const free = processes[name]?.find(({ status }) => !enforcing.includes(status));
        return free === undefined ? [] : [`a process of ${name} is ${free.status}`];
      });
      return none(wrong, `${only.join(' and ')} in enforce mode`);
    });
  });

export const bootStates: Readonly<Record<string, StateCheck>> = {
  'apparmor-enabled': apparmorEnabled,
  'apparmor-enforced': apparmorEnforced,
  'core-limit': coreLimit,
  'kernel-taint': kernelTaint,
  'mount-options': mountOptions,
  'secure-boot': secureBoot,
};
