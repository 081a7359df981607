import * as fc from 'fast-check';

/** A value, as `test/fixtures/programs/070-described` makes one of it. */
export type DescribedValue =
  | { readonly kind: 'literal'; readonly value: unknown }
  | { readonly kind: 'list' | 'object' | 'all' | 'count' | 'text'; readonly items: readonly DescribedValue[] }
  | { readonly kind: 'secret' | 'unsecret' | 'apply' | 'promise'; readonly of: DescribedValue }
  | { readonly kind: 'output'; readonly from: number; readonly property: string }
  | { readonly kind: 'resource'; readonly from: number }
  | { readonly kind: 'asset'; readonly text: string };

/** Numbers stand for one of the resources before it, whatever their size. */
interface DescribedResource {
  readonly kind: 'thing' | 'group' | 'provider' | 'read';
  readonly parent?: number;
  readonly props: Readonly<Record<string, DescribedValue>>;
  readonly outputs?: Readonly<Record<string, DescribedValue>>;
  readonly options: Readonly<Record<string, unknown>>;
  readonly transforms?: readonly string[];
}

/** A stack, as the program builds it: resources in their order, and the stack's outputs. */
export interface DescribedStack {
  readonly resources: readonly DescribedResource[];
  readonly outputs: Readonly<Record<string, DescribedValue>>;
}

const properties = ['size', 'name', 'tags', 'of'] as const;
const number = fc.nat({ max: 1000 });
// Secrets are taken out of all that is compared, so a text is long enough to be no part of another.
const text = fc.constantFrom('first text', 'second text', 'ünïcödé 要塞');
const literal = fc.record({
  kind: fc.constant('literal' as const),
  value: fc.oneof(text, fc.nat({ max: 99 }), fc.boolean(), fc.constant(null)),
});
const output = fc.record({
  kind: fc.constant('output' as const),
  from: number,
  property: fc.constantFrom(...properties, 'computed', 'id', 'urn'),
});

const { value } = fc.letrec<{ value: DescribedValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    { weight: 3, arbitrary: literal },
    { weight: 4, arbitrary: output },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom('list' as const, 'object' as const, 'all' as const, 'count' as const),
        items: fc.array(tie('value'), { maxLength: 3 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom('secret' as const, 'unsecret' as const, 'apply' as const, 'promise' as const),
        of: tie('value'),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('text' as const),
        items: fc.array(fc.oneof(literal, output), { maxLength: 2 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('resource' as const), from: number }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('asset' as const), text }) },
  ),
}));

const values = fc.dictionary(fc.constantFrom(...properties), value, { maxKeys: 3, noNullPrototype: true });

const options = fc.record(
  {
    dependsOn: fc.array(number, { maxLength: 2 }),
    provider: number,
    deletedWith: number,
    protect: fc.boolean(),
    retainOnDelete: fc.boolean(),
    deleteBeforeReplace: fc.boolean(),
    ignoreChanges: fc.subarray(['size', 'tags.a']),
    replaceOnChanges: fc.subarray(['name', '*']),
    additionalSecretOutputs: fc.subarray([...properties, 'computed']),
    customTimeouts: fc.record({ create: fc.constant('1m30s'), delete: fc.constant('1h') }),
    version: fc.constantFrom('1.0.0', '2.3.4-beta.1'),
    aliases: fc.constant([{ name: 'former' }]),
  },
  { requiredKeys: [] },
);

const resource = fc.record(
  {
    kind: fc.constantFrom(...(['thing', 'thing', 'thing', 'group', 'group', 'provider', 'read'] as const)),
    parent: number,
    props: values,
    outputs: values,
    options,
    transforms: fc.array(fc.constantFrom('mark', 'protect', 'hide', 'nothing'), {
      minLength: 1,
      maxLength: 2,
    }),
  },
  { requiredKeys: ['kind', 'props', 'options'] },
);

/**
 * Stacks of any kind that a program of the fixtures can build, but for what is taken over: of that a provider knows the inputs,
 * from which the official engine takes what is not to change.
 */
export const describedStack: fc.Arbitrary<DescribedStack> = fc.record({
  resources: fc.array(resource, { minLength: 1, maxLength: 14, size: 'max' }),
  outputs: values,
});
