import { type Static, Type } from '@sinclair/typebox';
import { linesOf, NotUnderstood, reader } from '../fact';

const Directive = Type.Object(
  {
    file: Type.String({ pattern: '^/' }),
    line: Type.Integer({ minimum: 1 }),
    /** Its name and what it is given. The name of a block is followed by `{`; `}` ends one. */
    words: Type.Array(Type.String(), { minItems: 1 }),
  },
  { additionalProperties: false },
);
export type Directive = Static<typeof Directive>;

/** Directives of nginx's whole configuration, in the order in which nginx reads its files. */
export const webServer = reader(Type.Array(Directive, { minItems: 1 }), (text) =>
  linesOf(text).map((line) => {
    const [file = '', number = '', ...words] = line.split('\t');
    if (!/^\d+$/.test(number) || words.length === 0) {
      throw new NotUnderstood('file, line and words of a directive', line);
    }
    return { file, line: Number(number), words };
  }),
);

/** The end of a certificate's validity; none when no certificate was shown. */
export const shownCertificate = reader(
  Type.Object(
    {
      notAfter: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.000Z$' })),
    },
    { additionalProperties: false },
  ),
  (text) => {
    const [line] = linesOf(text);
    if (line === undefined) return {};
    // `notAfter=Nov 27 20:35:00 2027 GMT`, always in this form and in UTC.
    const [, words] = /^notAfter=([A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4} GMT)$/.exec(line) ?? [];
    const time = Date.parse(words ?? '');
    if (Number.isNaN(time)) throw new NotUnderstood('the end of a certificate', line);
    return { notAfter: new Date(time).toISOString() };
  },
);
