import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Tenant } from '../../lib/baseline';
import { editRegister, type RegisterChange } from '../../lib/lifecycle/register-text';
import { exampleTenant } from '../components/support/deployment';

const leave = (index: number): RegisterChange => ({
  kind: 'values',
  index,
  values: { state: 'terminating', terminatedOn: '2026-12-31' },
});
const newcomer: Tenant = { ...exampleTenant, id: 'sora', slot: 3, host: 'sora.example.jp' };
const add: RegisterChange = { kind: 'tenant', tenant: newcomer };

/** A register as people leave it: comments everywhere, mixed quotes, odd spaces, keys in any order. */
const untidy = `# head
tenants:   # the customers

  - since:   "2026-04-01"   # signed in March
    id: 'hana'
    state:  active # as ever
    # a note
    name: {ja: 花屋,  en: "Hanaya"}
    slot: 0x0
    host: hana.example.jp
    machines: { app: 2,
                db: 1 }

  - { id: yuki, name: { ja: 雪, en: Yuki }, slot: 1, state: active, since: 2026-04-01, host: y.example.jp, machines: { app: 1 } } # short
# tail
`;

describe('a day of leaving is written', () => {
  it('where keys have lines of their own', () => {
    expect(editRegister(untidy, leave(0))).toBe(
      untidy
        .replace('state:  active # as ever', 'state:  terminating # as ever')
        .replace('# signed in March\n', '# signed in March\n    terminatedOn: 2026-12-31\n'),
    );
  });

  it('within braces', () => {
    expect(editRegister(untidy, leave(1))).toBe(
      untidy.replace(
        'state: active, since: 2026-04-01, host: y',
        'state: terminating, since: 2026-04-01, terminatedOn: 2026-12-31, host: y',
      ),
    );
  });

  it('with the line ends that the file has', () => {
    const windows = untidy.replaceAll('\n', '\r\n');
    const edited = editRegister(windows, leave(0));
    expect(edited).toContain('# signed in March\r\n    terminatedOn: 2026-12-31\r\n');
    expect(edited?.replaceAll('\r\n', '\n')).toBe(editRegister(untidy, leave(0)));
  });

  it('behind the day of a suspension', () => {
    const suspended = editRegister(untidy, {
      kind: 'values',
      index: 0,
      values: { state: 'suspended', suspendedOn: '2026-10-01' },
    });
    expect(editRegister(suspended ?? '', leave(0))).toContain(
      '# signed in March\n    suspendedOn: 2026-10-01\n    terminatedOn: 2026-12-31\n',
    );
  });

  it('and taken out again, with the comment behind it', () => {
    const stay: RegisterChange = {
      kind: 'values',
      index: 0,
      values: { state: 'active', suspendedOn: null, terminatedOn: null },
    };
    for (const newline of ['\n', '\r\n']) {
      const text = untidy.replaceAll('\n', newline);
      for (const index of [0, 1]) {
        const left = editRegister(text, { ...leave(index), index } as RegisterChange) ?? '';
        expect(editRegister(left, { ...stay, index })).toBe(text);
      }
      const noted = (editRegister(text, leave(0)) ?? '').replace('2026-12-31', '2026-12-31 # they called');
      expect(editRegister(noted, stay)).toBe(text);
    }
  });

  it('and not taken out of the line of the dash', () => {
    const text = 'tenants:\n  - suspendedOn: 2026-05-01\n    state: suspended\n';
    expect(
      editRegister(text, { kind: 'values', index: 0, values: { state: 'active', suspendedOn: null } }),
    ).toBeUndefined();
  });

  it('not where it would change another tenant too', () => {
    const shared = untidy
      .replace('state:  active', 'state: &state active')
      .replace('state: active, since', 'state: *state, since');
    expect(editRegister(shared, leave(0))).toBeUndefined();
    expect(editRegister(shared, leave(1))).toContain('state: terminating, since');
  });

  it('not for a tenant that is not there', () => {
    expect(editRegister(untidy, leave(2))).toBeUndefined();
  });
});

const written = [
  '- id: sora',
  '  name: { ja: 青葉商事株式会社, en: Aoba Trading }',
  '  slot: 3',
  '  state: active',
  '  since: 2026-04-01',
  '  host: sora.example.jp',
  '  machines: { app: 2, db: 1 }',
];
const block = (indent: string) => written.map((line) => `${indent}${line}\n`).join('');

describe('a new tenant is written', () => {
  it.each([
    ['behind the last, before what follows it', untidy, untidy.replace('# tail', `${block('  ')}# tail`)],
    [
      'into an empty list',
      '# none yet\ntenants: [] # soon\n',
      `# none yet\ntenants:\n${block('  ').trimEnd()} # soon\n`,
    ],
    ['into a list that is not indented', 'tenants:\n- { id: a }\n', `tenants:\n- { id: a }\n${block('')}`],
    [
      'into a file that ends without a line end',
      'tenants:\n  - { id: a }',
      `tenants:\n  - { id: a }\n${block('  ').trimEnd()}`,
    ],
    [
      'into a list in brackets',
      'tenants: [ { id: a } ]\n',
      `tenants: [ { id: a }, { ${written.map((line) => line.slice(2)).join(', ')} } ]\n`,
    ],
  ])('%s', (_, before, after) => {
    expect(editRegister(before, add)).toBe(after);
  });

  it.each([
    'true',
    '12',
    '~',
    'a: b',
    '- a',
    '"',
    "it's",
    'a #b',
    '  ',
    '&a',
    '[x]',
    'x, y',
    '\u2028',
    'null',
  ])('with the name %j', (en) => {
    const edited = editRegister(untidy, { kind: 'tenant', tenant: { ...newcomer, name: { ja: en, en } } });
    expect(parse(edited ?? '').tenants[2].name).toEqual({ ja: en, en });
  });
});

describe('whatever is around it', () => {
  const note = fc.stringMatching(/^[ -~あ-ん]{0,30}$/).map((text) => `# ${text}`);
  const entry = fc
    .record({
      quote: fc.constantFrom('', '"', "'"),
      gap: fc.constantFrom(' ', '  '),
      note: fc.option(note, { nil: undefined }),
      above: fc.option(note, { nil: undefined }),
      flow: fc.boolean(),
      order: fc.shuffledSubarray(['state', 'since', 'host', 'slot'], { minLength: 4 }),
    })
    .map(({ quote, gap, note: comment, above, flow, order }) => (id: number, indent: string) => {
      const values: Record<string, string> = {
        state: `${quote}active${quote}`,
        since: `${quote}2026-04-01${quote}`,
        host: `t${id}.example.jp`,
        slot: String(id),
      };
      const pairs = [`id:${gap}t${id}`, ...order.map((key) => `${key}:${gap}${values[key]}`)];
      const after = comment === undefined ? '' : ` ${comment}`;
      const lines = flow
        ? [`- { ${pairs.join(', ')} }`]
        : pairs.map((pair, at) => `${at === 0 ? '- ' : '  '}${pair}`);
      const head = above === undefined ? [] : [above];
      return [...head, ...lines.map((line) => line + after)].map((line) => indent + line);
    });
  const register = fc
    .record({
      entries: fc.array(entry, { minLength: 1, maxLength: 5 }),
      indent: fc.constantFrom('', '  ', '    '),
      head: fc.array(note, { maxLength: 2 }),
      tail: fc.array(note, { maxLength: 2 }),
      newline: fc.constantFrom('\n', '\r\n'),
      ends: fc.boolean(),
    })
    .map(({ entries, indent, head, tail, newline, ends }) => {
      const lines = entries.flatMap((make, id) => make(id, indent));
      return {
        count: entries.length,
        text: [...head, 'tenants:', ...lines, ...tail].join(newline) + (ends ? newline : ''),
      };
    });

  /** The lines of the old text that the new one has no more, and those that it has besides. */
  function difference(before: string, after: string): { lost: string[]; gained: string[] } {
    const lost = before.split('\n');
    const gained = after.split('\n').filter((line) => {
      const at = lost.indexOf(line);
      if (at >= 0) lost.splice(at, 1);
      return at < 0;
    });
    return { lost, gained };
  }

  it('leaving changes the line of the state and adds one, or changes the one line of an entry in braces', () => {
    fc.assert(
      fc.property(register, fc.nat(), ({ text, count }, pick) => {
        const index = pick % count;
        const edited = editRegister(text, leave(index));
        expect(edited).toBeDefined();
        const { lost, gained } = difference(text, edited ?? '');
        expect(lost.length).toBeLessThanOrEqual(2);
        expect(lost.join('\n')).toMatch(/active/);
        expect(gained.length).toBeLessThanOrEqual(lost.length + 1);
        const [old, now] = [parse(text).tenants, parse(edited ?? '').tenants];
        old[index] = { ...old[index], state: 'terminating', terminatedOn: '2026-12-31' };
        expect(now).toEqual(old);
      }),
    );
  });

  it('a new tenant adds seven lines and changes none', () => {
    fc.assert(
      fc.property(register, ({ text }) => {
        const edited = editRegister(text, add) ?? '';
        const bare = (whole: string) => whole.replaceAll('\r\n', '\n').replace(/\n?$/, '\n');
        const { lost, gained } = difference(bare(text), bare(edited));
        expect(lost).toEqual([]);
        expect(gained.map((line) => line.trimStart().replace(/^- /, '')).sort()).toEqual(
          written.map((line) => line.slice(2)).sort(),
        );
        expect(edited.includes('\r\n')).toBe(text.includes('\r\n'));
        expect(parse(edited).tenants.at(-1)).toEqual(newcomer);
      }),
    );
  });
});

it("the register of this repository keeps every byte but the state's and the new line", () => {
  const text = readFileSync(join(__dirname, '../../stacks/registers/tenants.yaml'), 'utf8');
  const edited = editRegister(text, leave(0));
  expect(edited).toBe(
    text
      .replace('state: active', 'state: terminating')
      .replace('since: 2026-04-01\n', 'since: 2026-04-01\n    terminatedOn: 2026-12-31\n'),
  );
});
