import { type Static, Type } from '@sinclair/typebox';
import { linesOf, NotUnderstood, reader } from '../fact';

const closed = { additionalProperties: false } as const;

/** Whether the firmware checked what it started; `bios` for one that cannot. */
export const secureBoot = reader(
  Type.Union([Type.Literal('on'), Type.Literal('off'), Type.Literal('bios')]),
  (text) => {
    const words = text.trim().split(/\s+/);
    if (words[0] === 'bios') return 'bios';
    // Four bytes of attributes come before the value.
    if (words.length !== 5 || !/^[01]$/.test(words[4] ?? '')) {
      throw new NotUnderstood('the five bytes of the variable SecureBoot', text);
    }
    return words[4] === '1' ? 'on' : 'off';
  },
);

/** The number whose bits are why the kernel cannot be trusted. */
export const kernelTaint = reader(Type.Integer({ minimum: 0 }), (text) => {
  if (!/^\d+$/.test(text.trim())) throw new NotUnderstood('a number', text);
  return Number(text);
});

/** The words with which the kernel was started. */
export const kernelCommandLine = reader(Type.Array(Type.String(), { minItems: 1 }), (text) =>
  text.trim().split(/\s+/),
);

const Mount = Type.Object(
  { on: Type.String({ pattern: '^/' }), type: Type.String(), options: Type.Array(Type.String()) },
  closed,
);
export type Mount = Static<typeof Mount>;

/** What is mounted, in the order in which it was; of several on one folder the last is what is seen. */
export const mounts = reader(Type.Array(Mount), (text) =>
  linesOf(text).map((line) => {
    const [, on, type, options] = line.split(' ');
    if (on === undefined || type === undefined || options === undefined) {
      throw new NotUnderstood('a line of /proc/mounts', line);
    }
    // Spaces, tabs, line feeds and backslashes are octal there, proc(5).
    const path = on.replace(/\\([0-7]{3})/g, (_, digits: string) =>
      String.fromCharCode(Number.parseInt(digits, 8)),
    );
    return { on: path, type, options: options.split(',') };
  }),
);

/** Where dumps of programs go, and how large they may become: a number of bytes, `infinity` or `unlimited`. */
export const coreDumps = reader(
  Type.Object({ pattern: Type.String(), session: Type.String(), services: Type.String() }, closed),
  (text) => {
    const [pattern, session, services] = text.split('\n');
    const isLimit = (word: string | undefined) => /^(\d+|unlimited|infinity)$/.test(word ?? '');
    if (pattern === undefined || !isLimit(session) || !isLimit(services)) {
      throw new NotUnderstood('a pattern and two limits', text);
    }
    return { pattern, session: session ?? '', services: services ?? '' };
  },
);

/** Whether AppArmor is on in the kernel. */
export const apparmorInKernel = reader(Type.Boolean(), (text) => {
  if (!/^[YN]$/.test(text.trim())) throw new NotUnderstood('Y or N', text);
  return text.trim() === 'Y';
});

const Confined = Type.Object({ profile: Type.String(), status: Type.String() }, closed);

/** The mode of each profile, and by each program what confines its processes; `unconfined` when nothing does. */
export const apparmorProfiles = reader(
  Type.Object(
    {
      profiles: Type.Record(Type.String(), Type.String()),
      processes: Type.Record(Type.String(), Type.Array(Confined)),
    },
    closed,
  ),
  (text) => {
    const { profiles, processes } = parse(text);
    if (!isRecord(profiles)) throw new NotUnderstood('the profiles of aa-status', text);
    return {
      profiles: profiles as Record<string, string>,
      processes: Object.fromEntries(
        Object.entries(isRecord(processes) ? processes : {}).map(([program, list]) => [
          program,
          confined(list, text),
        ]),
      ),
    };
  },
);

function confined(list: unknown, text: string) {
  if (!Array.isArray(list) || !list.every(isRecord)) {
    throw new NotUnderstood('the processes of aa-status', text);
  }
  return list.map(({ profile = '', status = '' }) => ({ profile: String(profile), status: String(status) }));
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(withCommas(text));
    if (isRecord(value)) return value;
  } catch {
    // Below it is said what was expected.
  }
  throw new NotUnderstood('what aa-status says as JSON', text);
}

/** aa-status of AppArmor 3.0.8 leaves out the comma between programs in one mode and those in another. */
const withCommas = (text: string) => text.replaceAll('}]"', '}],"');

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
