import { describe, expect, it } from 'vitest';
import { previewFixture, resourceNamed } from '../../support/preview-fixture';

const secret = { 'yosai:value': 'secret' };
const secretUnknown = { 'yosai:value': 'secretUnknown' };
const texts = [
  'hunter2-own-secret',
  'HUNTER2-OWN-SECRET',
  '48151623',
  'first line of a key',
  'second line of a key',
  'hidden-by-declaration',
  'token-from-the-command-line',
];

describe('secrets', () => {
  it('are markers in the plan, at any depth and through every computation', async () => {
    const { plan } = await previewFixture('002-secrets');
    const inputs = {
      own: secret,
      config: secretUnknown,
      nested: { list: ['open', secret], deep: [{ value: secretUnknown }] },
      joined: secret,
      upper: secret,
      json: secret,
      number: secret,
      lines: secret,
      declared: secret,
      open: 'not a secret',
    };
    const thing = resourceNamed(plan, 'thing');
    expect(thing.inputs).toEqual(inputs);
    expect(thing.outputs).toEqual({ ...inputs, computed: secretUnknown });
    // Older SDKs send what is not known without saying that it is secret.
    const { of, from } = resourceNamed(plan, 'reader').inputs;
    expect(of).toEqual(secret);
    expect([{ 'yosai:value': 'unknown' }, secretUnknown]).toContainEqual(from);
    expect(resourceNamed(plan, 'group').outputs).toEqual({ own: secret, open: 'not a secret either' });
    expect(plan.outputs).toEqual({ own: secret, all: { own: secret, open: 1 }, declared: secret });
  });

  it.each([
    ['encrypted in the stack file', []],
    ['given on the command line', ['token=token-from-the-command-line']],
  ])('are nowhere in what comes out (%s)', async (_, config) => {
    const { plan, messages, analysis } = await previewFixture('002-secrets', { config });
    const everything = JSON.stringify({ plan, messages, analysis });
    for (const text of texts) expect(everything).not.toContain(text);
    expect(messages.map(({ text }) => text)).toContain('leaks [secret]');
  });

  it('that are encrypted are shown to the program as a sign, and to people as words', async () => {
    const { messages } = await previewFixture('002-secrets');
    expect(messages.map(({ text }) => text)).toContain('prints [not known]');
  });

  it('from configuration are recognized in whatever they are joined to', async () => {
    const { plan } = await previewFixture('027-config');
    expect(resourceNamed(plan, 'thing').inputs).toEqual({
      text: 'from the stack',
      number: 42,
      flag: true,
      object: { list: [1, 'two'] },
      other: 'theirs',
      default: 'from the project',
      token: secretUnknown,
      joined: secretUnknown,
      plainJoin: { 'yosai:value': 'unknown' },
      mixed: secretUnknown,
      organization: 'organization',
      project: 'fixture',
      directory: '',
      dryRun: true,
    });
  });

  it('on the command line win over the stack file', async () => {
    const { plan } = await previewFixture('027-config', { config: ['text=given', 'other:key=given too'] });
    expect(resourceNamed(plan, 'thing').inputs).toMatchObject({ text: 'given', other: 'given too' });
  });
});
