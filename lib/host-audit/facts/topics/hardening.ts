import { Type } from '@sinclair/typebox';
import { linesOf, NotUnderstood, reader } from '../fact';

/** What the hardening script says of its last run; null when it never came to its end. */
export const hardeningMark = reader(
  Type.Union([
    Type.Null(),
    Type.Object(
      {
        /** SHA-256 of the script that ran. */
        script: Type.String({ pattern: '^[0-9a-f]{64}$' }),
        /** When it ended, and when one first did, in seconds since 1970-01-01 UTC. */
        at: Type.Integer(),
        since: Type.Integer(),
        failures: Type.Integer({ minimum: 0 }),
      },
      { additionalProperties: false },
    ),
  ]),
  (text) => {
    const lines = linesOf(text);
    if (lines.length === 0) return null;
    const of = new Map(lines.map((line) => line.split('=') as [string, string]));
    const number = (name: string) => {
      const value = of.get(name) ?? '';
      if (!/^\d+$/.test(value)) throw new NotUnderstood(`a number for ${name}`, value);
      return Number(value);
    };
    return {
      script: of.get('script') ?? '',
      at: number('at'),
      since: number('since'),
      failures: number('failures'),
    };
  },
);

/** SHA-256 of the hardening script that lies there; null when there is none. */
export const hardeningScript = reader(
  Type.Union([Type.Null(), Type.String({ pattern: '^[0-9a-f]{64}$' })]),
  (text) => (text.trim() === '' ? null : (text.trim().split(/\s/)[0] ?? '')),
);
