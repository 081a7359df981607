import type { HostState } from '../../../baseline/types.generated';
import type { CheckedHost } from '../host';
import { compliant, judge, type Outcome, undetermined, violated } from '../outcome';
import { type PamResult, type PamRun, runStack } from '../pam/run-stack';
import {
  argument,
  type PamEntry,
  type PamType,
  pamFiles,
  pamStack,
  type ServiceStack,
  stacksWith,
} from '../pam/services';
import { pwhistory, pwquality } from '../settings/pam-modules';
import { allRight, atMost } from './at-most';
import type { StateCheck } from './state-check';

/** What modules answer when the password is right; those that are not known have nothing to say, or say yes or no. */
const answers: Readonly<Record<string, PamResult>> = {
  pam_deny: 'auth_err',
  pam_faillock: 'success',
  pam_permit: 'success',
  pam_pwhistory: 'success',
  pam_pwquality: 'success',
  pam_rootok: 'auth_err',
  pam_umask: 'success',
  pam_unix: 'success',
  pam_wheel: 'success',
};

const answerOf = ({ module }: PamEntry): PamResult => answers[module] ?? 'ignore';

/** The answers where one module says no. */
const refusing =
  (module: string, result: PamResult) =>
  (entry: PamEntry): PamResult =>
    entry.module === module ? result : answerOf(entry);

/** What is wrong with a stack: surely, or where modules say yes or no of which it is not known what they do. */
interface Fault {
  readonly text: string;
  readonly dependsOn?: { readonly modules: readonly string[]; readonly say: 'yes' | 'no' };
}

/**
 * Runs a stack several times, for modules that are not known may keep silent, say yes, or say no: whether it ends badly.
 * Who is refused before pam_unix has tried no password.
 */
function faultOf(
  entries: readonly PamEntry[],
  resultOf: (entry: PamEntry) => PamResult,
  isBad: (run: PamRun) => boolean,
  text: string,
): Fault | undefined {
  if (isBad(runStack(entries, resultOf))) return { text };
  const asked = entries.findIndex(({ module }) => module === 'pam_unix');
  const isUnknown = ({ module }: PamEntry) => !Object.hasOwn(answers, module);
  const unknown = entries.filter(isUnknown);
  const later = entries.slice(asked + 1).filter(isUnknown);
  for (const [say, speakers] of [['yes', unknown] as const, ['no', later] as const]) {
    const result = say === 'yes' ? 'success' : 'auth_err';
    const isBadWith = (some: readonly PamEntry[]) =>
      isBad(runStack(entries, (entry) => (some.includes(entry) ? result : resultOf(entry))));
    // One module decides, or several together.
    const [deciding = speakers] = speakers.map((entry) => [entry]).filter(isBadWith);
    if (isBadWith(deciding)) {
      return { text, dependsOn: { modules: [...new Set(deciding.map(({ module }) => module))], say } };
    }
  }
  return undefined;
}

const unsure = (service: string, text: string, { modules, say }: NonNullable<Fault['dependsOn']>) =>
  undetermined(`${text} by ${service}, if ${modules.join(' or ')} says ${say}`);

/** Judges the stacks of the services that take or change passwords: each of them must pass. */
function everyStack(
  type: PamType,
  { facts }: CheckedHost,
  expected: string,
  wrongWith: (stack: ServiceStack) => Fault | undefined,
): Outcome {
  return judge(facts.pamLines, (lines) =>
    judge(stacksWith(pamFiles(lines), type, 'pam_unix'), (stacks) => {
      if (stacks.length === 0) return undetermined(`no service of PAM calls pam_unix for ${type}`);
      const services = new Map<string, ServiceStack[]>();
      let possible: Outcome | undefined;
      for (const stack of stacks) {
        const fault = wrongWith(stack);
        if (fault?.dependsOn !== undefined) possible ??= unsure(stack.service, fault.text, fault.dependsOn);
        else if (fault !== undefined) services.set(fault.text, [...(services.get(fault.text) ?? []), stack]);
      }
      if (services.size === 0 && possible !== undefined) return possible;
      const wrong = [...services].map(([text, [first, ...others]]) => {
        const at = first?.entries.find(({ module }) => module === 'pam_unix')?.at;
        const more = others.length === 0 ? '' : ` and ${others.length} other services`;
        return { text: `${text} by ${first?.service}${more}`, ...(at !== undefined && { at }) };
      });
      return allRight(wrong, expected);
    }),
  );
}

/**
 * A wrong password is counted, and who is over the limit is refused with the right one; pam_faillock(8). What counts is
 * how each stack ends, not how it is written.
 */
function pamFaillock(_state: HostState, host: CheckedHost): Outcome {
  return everyStack('auth', host, 'failures that are counted and refused by pam_faillock', ({ entries }) => {
    const faults = entries.filter(({ module }) => module === 'pam_faillock');
    if (faults.length === 0) return { text: 'pam_faillock is not called' };
    const wrongPassword = (entry: PamEntry) =>
      entry.module === 'pam_unix' || isCounting(entry) ? 'auth_err' : answerOf(entry);
    const overLimit = refusing('pam_faillock', 'auth_err');
    return (
      faultOf(entries, wrongPassword, isNotCounted, 'a wrong password is not counted') ??
      faultOf(entries, overLimit, ({ succeeds }) => succeeds, 'who is over the limit is let in')
    );
  });
}

const isCounting = ({ module, args }: PamEntry) => module === 'pam_faillock' && args.includes('authfail');

const isNotCounted = ({ called }: PamRun) => !called.some(isCounting);

/** A password of which a module says no is not taken. */
function isRefusedBy(module: string, { entries }: ServiceStack): Fault | undefined {
  if (!entries.some((entry) => entry.module === module)) return { text: `${module} is not called` };
  const refused = refusing(module, 'authtok_err');
  return faultOf(entries, refused, ({ succeeds }) => succeeds, `what ${module} refuses is taken`);
}

function pamPwquality(_state: HostState, host: CheckedHost): Outcome {
  const outcome = everyStack('password', host, 'new passwords that pam_pwquality may refuse', (stack) =>
    isRefusedBy('pam_pwquality', stack),
  );
  if (outcome.verdict !== 'compliant') return outcome;
  // Without enforcing the module only warns; pwquality.conf(5).
  return judge(pwquality('enforcing', host), (readings) => {
    const lax = readings.flatMap(({ values }) => values).find(({ value }) => /^0*$/.test(value));
    if (lax === undefined) return compliant;
    return violated('pam_pwquality only warns', { expected: 'enforcing = 1', ...(lax.at && { at: lax.at }) });
  });
}

/** How many passwords are remembered where nothing says it; pam_pwhistory(8). */
const rememberedByDefault = 10;

function pamPwhistory(state: HostState, host: CheckedHost): Outcome {
  const { atLeast = 1 } = state;
  const expected = `new passwords that are none of the last ${atLeast}`;
  const outcome = everyStack('password', host, expected, (stack) => isRefusedBy('pam_pwhistory', stack));
  if (outcome.verdict !== 'compliant') return outcome;
  return judge(pwhistory('remember', host), (readings) => {
    const few = readings
      .map(({ values: [one] }) => one ?? { value: String(rememberedByDefault) })
      .find(({ value }) => !/^\d+$/.test(value) || Number(value) < atLeast);
    if (few === undefined) return compliant;
    return violated(`remember = ${few.value}`, {
      expected: `remember = ${atLeast} or more`,
      ...('at' in few && few.at !== undefined && { at: few.at }),
    });
  });
}

/** pam_unix lets in, or changes, where there is no password; `nullok_secure` is the older word of Debian. */
function pamNullok(state: HostState, { facts }: CheckedHost): Outcome {
  return judge(facts.pamLines, (lines) => {
    const calls = new Map<string, PamEntry>();
    for (const type of ['auth', 'password'] as const) {
      const stacks = stacksWith(pamFiles(lines), type, 'pam_unix');
      if ('unknown' in stacks) return undetermined(stacks.unknown);
      for (const entry of stacks.value.flatMap(({ entries }) => entries)) {
        if (entry.module === 'pam_unix') calls.set(`${entry.at.file}:${entry.at.line}`, entry);
      }
    }
    if (calls.size === 0) return undetermined('no service of PAM calls pam_unix');
    const wrong = [...calls].flatMap(([place, { args, at }]) =>
      args.some((arg) => /^nullok(_secure)?$/.test(arg)) ? [{ text: `${place} has nullok`, at }] : [],
    );
    return atMost(state, wrong, 'pam_unix without nullok');
  });
}

/** Nobody but members of the groups becomes somebody else by su, even with the password; pam_wheel(8). */
function suRestricted(state: HostState, { facts }: CheckedHost): Outcome {
  const { only = [] } = state;
  const expected = `su for members of ${only.join(' and ')} alone`;
  return judge(facts.pamLines, (lines) => {
    const files = pamFiles(lines);
    for (const service of ['su', 'su-l']) {
      const stack = pamStack(files, service, 'auth');
      if ('problem' in stack) return undetermined(stack.problem);
      const [at] = stack.entries.map((entry) => entry.at);
      const wheels = stack.entries.filter(({ module }) => module === 'pam_wheel');
      const [wrong] = wheels.filter((entry) => !only.includes(argument(entry, 'group') ?? 'wheel'));
      if (wrong !== undefined) {
        const group = argument(wrong, 'group') ?? 'wheel';
        return violated(`${service}: members of ${group} may use su`, { expected, at: wrong.at });
      }
      const lax = wheels.filter(({ args }) => args.includes('deny') || args.includes('root_only'));
      const stranger = (entry: PamEntry) =>
        lax.includes(entry) ? 'ignore' : refusing('pam_wheel', 'perm_denied')(entry);
      const fault = faultOf(stack.entries, stranger, ({ succeeds }) => succeeds, 'everybody is let in');
      if (fault?.dependsOn !== undefined) return unsure(service, fault.text, fault.dependsOn);
      if (fault !== undefined) {
        return violated(`${service}: everybody may use su`, {
          expected,
          ...(at !== undefined && { at: (lax[0] ?? { at }).at }),
        });
      }
    }
    return compliant;
  });
}

/** Services by which people come in. */
const loginServices = ['login', 'sshd', 'su'];

/** Sessions have an umask that keeps new files from others: that of login.defs, if nothing else is given; pam_umask(8). */
function pamUmask(_state: HostState, { facts }: CheckedHost): Outcome {
  const expected = 'sessions that call pam_umask';
  return judge(facts.pamLines, (lines) => {
    const files = pamFiles(lines);
    const services = loginServices.filter((service) => files.has(service));
    if (services.length === 0) return undetermined(`PAM has no file for ${loginServices.join(', ')}`);
    for (const service of services) {
      const stack = pamStack(files, service, 'session');
      if ('problem' in stack) return undetermined(stack.problem);
      const last = runStack(stack.entries, answerOf)
        .called.filter(({ module }) => module === 'pam_umask')
        .at(-1);
      if (last === undefined) return violated(`${service}: pam_umask is not called`, { expected });
      const given = argument(last, 'umask');
      if (given !== undefined && (Number.parseInt(given, 8) & 0o007) !== 0o007) {
        return violated(`${service}: pam_umask is given ${given}`, { expected, at: last.at });
      }
    }
    return compliant;
  });
}

export const pamStates: Readonly<Record<string, StateCheck>> = {
  'pam-faillock': pamFaillock,
  'pam-nullok': pamNullok,
  'pam-pwhistory': pamPwhistory,
  'pam-pwquality': pamPwquality,
  'pam-umask': pamUmask,
  'su-restricted': suRestricted,
};
