import { describe, expect, it } from 'vitest';
import { loadBaseline } from '../../../lib/baseline';
import type { HostRequirement } from '../../../lib/baseline/types.generated';
import { checkHost } from '../../../lib/host-audit/checks/check-host';
import type { CheckedHost } from '../../../lib/host-audit/checks/host';
import type { Facts } from '../../../lib/host-audit/facts/readers';

const loaded = loadBaseline('baselines');
if (!loaded.ok) throw new Error('the baselines are wrong');
const baseline = loaded.value;

const words = { ja: '設定', en: 'The setting is set' };
const plain = { severity: 'high', title: words, reason: words, source: 'sysctl(8)' } as const;
const kernel = (id: string, more: Partial<HostRequirement> = {}): HostRequirement => ({
  id,
  ...plain,
  kernel: { key: 'fs.suid_dumpable', value: 0 },
  ...more,
});

function findings(
  requirements: readonly HostRequirement[],
  facts: Partial<Facts>,
  more: Partial<CheckedHost> = {},
) {
  const host: CheckedHost = {
    facts: facts as Facts,
    baseline: {
      ...baseline,
      hostAreas: { area: { title: words, requirements: [...requirements] } },
    } as never,
    role: 'app',
    onAzure: false,
    managed: true,
    account: 'yosai-audit',
    collectedAt: 0,
    ...more,
  };
  return checkHost('app1', host, new Map([['area', ['20.1']]]));
}

const known = (value: string) => ({ kernelSettings: { value: { 'fs.suid_dumpable': value } } });

describe('the findings of a host', () => {
  it('name the requirement, its promises and what is there', () => {
    const at = {
      controls: ['20.1'],
      source: { kind: 'check', id: 'a' },
      severity: 'high',
      enforcement: 'mandatory',
      subject: { kind: 'host', id: 'app1' },
    };
    expect(findings([kernel('a')], known('0'))).toEqual([{ ...at, verdict: 'compliant' }]);
    expect(findings([kernel('a')], known('2'))).toMatchObject([
      { ...at, verdict: 'violated', expected: 'fs.suid_dumpable = 0', found: 'fs.suid_dumpable = 2' },
    ]);
    expect(findings([kernel('a')], { kernelSettings: { unknown: 'no time' } })).toMatchObject([
      { ...at, verdict: 'undetermined', found: 'no time' },
    ]);
  });

  it('are of those requirements that apply', () => {
    const all = [
      kernel('every'),
      kernel('app', { roles: ['app'] }),
      kernel('db', { roles: ['db'] }),
      kernel('azure', { onlyOn: 'azure' }),
      kernel('twelve', { releases: [12] }),
      kernel('updated', { onlyManaged: true }),
    ];
    const ids = (more: Partial<CheckedHost>) =>
      findings(all, known('0'), more).map(({ source }) => source.id);
    expect(ids({})).toEqual(['every', 'app', 'updated']);
    expect(ids({ managed: false })).toEqual(['every', 'app']);
    expect(ids({ role: 'db', onAzure: true, release: 12 })).toEqual([
      'every',
      'db',
      'azure',
      'twelve',
      'updated',
    ]);
    expect(ids({ release: 13, managed: false })).toEqual(['every', 'app']);
  });

  it('say that a check is not known', () => {
    const asked = { id: 'a', ...plain, state: { is: 'no-such-check' } };
    expect(findings([asked], {})).toMatchObject([
      { verdict: 'undetermined', found: 'no check is named no-such-check' },
    ]);
  });
});

describe('a kernel setting', () => {
  it.each([
    [{ value: 0 }, '0', 'compliant'],
    [{ value: 0 }, '1', 'violated'],
    [{ value: 2, orMore: true }, '3', 'compliant'],
    [{ value: 2, orMore: true }, '1', 'violated'],
    [{ value: 0 }, '0 4', 'violated'],
    [{ value: 0 }, '', 'violated'],
    [{ value: 0, orMore: true }, 'none', 'violated'],
  ])('wanted %j and found %j is %s', (asked, found, verdict) => {
    const requirement = kernel('a', { kernel: { key: 'fs.suid_dumpable', ...asked } });
    expect(findings([requirement], known(found))[0]?.verdict).toBe(verdict);
  });

  it('that the kernel does not have is not set', () => {
    expect(findings([kernel('a')], { kernelSettings: { value: {} } })[0]).toMatchObject({
      verdict: 'violated',
      found: 'this kernel has no fs.suid_dumpable',
    });
  });
});

describe('a package', () => {
  it.each([
    ['ii', true, 'compliant'],
    ['hi', true, 'compliant'],
    ['rc', true, 'violated'],
    ['iU', true, 'violated'],
    ['un', true, 'violated'],
    [undefined, true, 'violated'],
    ['ii', false, 'violated'],
    ['rc', false, 'compliant'],
    [undefined, false, 'compliant'],
  ])('in the state %s, wanted: %s, is %s', (state, installed, verdict) => {
    const packages = { value: state === undefined ? {} : { aide: { state, version: '0.18' } } };
    const asked = { id: 'a', ...plain, package: { name: 'aide', installed } };
    expect(findings([asked], { packages })[0]?.verdict).toBe(verdict);
  });

  it('goes on after a bug of ours, which it names', () => {
    const broken = {
      get value(): never {
        throw new TypeError('list.map is not a function');
      },
    };
    expect(findings([kernel('a')], { kernelSettings: broken })).toMatchObject([
      { verdict: 'undetermined', found: 'a bug in checking a, please report it: list.map is not a function' },
    ]);
  });
});
