import { createColors } from 'picocolors';
import { describe, expect, it } from 'vitest';
import { renderClaims, renderLastLine } from '../../../lib/cli/prove/output';
import type { Terminal } from '../../../lib/cli/terminal';
import { findingsOf, type JudgedClaim, type Proof } from '../../../lib/reachability/proof';

const width = 80;
const terminal = { colors: createColors(false), width } as Terminal;
const urn = 'urn:pulumi:dev::shop::azure-native:network:NetworkSecurityGroup::nsg-app';
const positions = new Map([[urn, { file: 'components/group.ts', line: 7 }]]);
const where = { urn, path: 'securityRules[0]' };
const hop = {
  kind: 'rule' as const,
  what: 'nsg-app: debug admits Tcp 22 from anywhere (priority 100)',
  where,
};

const claim = (answer: JudgedClaim['answer'], more: Partial<JudgedClaim> = {}): JudgedClaim => ({
  id: 'tenants-apart',
  words: 'No tenant reaches another by any path.',
  severity: 'critical',
  controls: ['19.1', '31.1'],
  answer,
  ...more,
});
const proofOf = (claims: readonly JudgedClaim[], more: Partial<Proof> = {}): Proof => ({
  version: 2,
  stacks: ['shop/dev'],
  missing: [],
  stale: [],
  verdict: 'proven',
  claims,
  faults: [],
  matrix: { sides: [], tenants: [], entries: [] },
  ...more,
});
const witness = {
  from: 'aoba app',
  to: 'vm-kita-db',
  packet: { source: '10.64.1.4', destination: '10.64.6.4', protocol: 'tcp', port: 22 },
  path: [{ kind: 'peering' as const, what: 'peer-1 joins vnet-aoba and vnet-kita', where: undefined }, hop],
  what: hop.what,
  where,
};

describe('claims as they are printed', () => {
  it('a witness with its packet, way and place', () => {
    const violated = proofOf([claim({ verdict: 'violated', witnesses: [witness] })]);
    expect(renderClaims(violated, positions, terminal)).toBe(
      [
        '  ✗ critical tenants-apart (19.1, 31.1)',
        '    No tenant reaches another by any path.',
        '    tcp 22 from 10.64.1.4 to 10.64.6.4: aoba app → vm-kita-db',
        '      1. peer-1 joins vnet-aoba and vnet-kita',
        '      2. nsg-app: debug admits Tcp 22 from anywhere (priority 100)',
        '      at nsg-app securityRules[0], made in components/group.ts:7',
        `      ${urn}`,
        '',
      ].join('\n'),
    );
  });

  it('what is not known, three at most, and how many more there are', () => {
    const unknowns = ['a', 'b', 'c', 'd', 'e'].map((what) => ({ what }));
    const text = renderClaims(proofOf([claim({ verdict: 'undetermined', unknowns })]), positions, terminal);
    expect(text.split('\n').slice(2, -1)).toEqual([
      '    not known: a',
      '    not known: b',
      '    not known: c',
      '    … and 2 more, all in proof.json',
    ]);
  });

  it('what leaves several claims open once, below them', () => {
    const missing = { what: 'no plan holds the network of tenant kita' };
    const open = (id: string, ...unknowns: { what: string }[]) =>
      claim({ verdict: 'undetermined', unknowns: [missing, ...unknowns] }, { id });
    const text = renderClaims(proofOf([open('a'), open('b', { what: 'c' })]), positions, terminal);
    expect(text.split('\n').filter((line) => !line.includes('No tenant'))).toEqual([
      '  ? critical a (19.1, 31.1)',
      '    not known: 1 of what several claims need, told once below',
      '  ? critical b (19.1, 31.1)',
      '    not known: c',
      '    not known: 1 of what several claims need, told once below',
      '  ? what several claims need to know',
      '    no plan holds the network of tenant kita (2 claims)',
      '',
    ]);
  });

  it('nothing of what is proven when only the open ones are asked for, and all in 80 columns', () => {
    const long = 'a long text that goes on '.repeat(8);
    const proof = proofOf([
      claim({ verdict: 'proven', judged: long }),
      claim({ verdict: 'violated', witnesses: [{ ...witness, path: [{ ...hop, what: long }], what: long }] }),
    ]);
    expect(renderClaims(proof, positions, terminal, 'open')).not.toContain('✓');
    const lines = renderClaims(proof, positions, terminal).split('\n');
    expect(lines.filter((line) => line.length > width && !line.includes('urn:'))).toEqual([]);
  });

  it('in words that are broken below where they begin, whatever the verdict', () => {
    const words = 'No tenant reaches another by any path. '.repeat(3).trim();
    const answers = [
      { verdict: 'proven', judged: 'x' },
      { verdict: 'undetermined', unknowns: [{ what: 'x' }] },
    ] as const;
    for (const answer of answers) {
      const text = renderClaims(proofOf([claim(answer, { words })]), positions, terminal);
      expect(text.split('\n')[2]).toMatch(/^ {4}\S/);
    }
  });

  it('without what a name may hold that steers the terminal', () => {
    const evil = `a${String.fromCharCode(27)}[2Jb\nc`;
    const text = renderClaims(
      proofOf([claim({ verdict: 'undetermined', unknowns: [{ what: evil }] })]),
      positions,
      terminal,
    );
    expect(text).toContain('not known: ab c\n');
  });
});

describe('the last line', () => {
  const line = (proof: Proof, undetermined = false) =>
    renderLastLine('dev', proof, findingsOf(proof, positions), { undetermined }, 1.25);

  it.each<[string, Proof, boolean, string]>([
    [
      'proven',
      proofOf([claim({ verdict: 'proven', judged: 'x' })]),
      false,
      'PROVEN – 1 plan, 1 proven, 0 violated, 0 undetermined',
    ],
    [
      'violated',
      proofOf([claim({ verdict: 'violated', witnesses: [witness] })]),
      false,
      'BLOCKED – 1 plan, 0 proven, 1 violated, 0 undetermined',
    ],
    [
      'open for want of a plan',
      proofOf([claim({ verdict: 'undetermined', unknowns: [{ what: 'x' }] })], {
        missing: ['y'],
        stacks: ['a/b', 'c/d'],
      }),
      false,
      'UNDETERMINED – 2 plans, 1 missing, 0 proven, 0 violated, 1 undetermined',
    ],
    [
      'open where that blocks',
      proofOf([claim({ verdict: 'undetermined', unknowns: [{ what: 'x' }] })]),
      true,
      'BLOCKED – 1 plan, 0 proven, 0 violated, 1 undetermined',
    ],
    [
      'proven in a plan that Azure would refuse',
      proofOf([claim({ verdict: 'proven', judged: 'x' })], { faults: [{ where, what: 'z' }] }),
      false,
      'BLOCKED – 1 plan, 1 proven, 0 violated, 0 undetermined, 1 not sound',
    ],
  ])('of what is %s', (_name, proof, undetermined, expected) => {
    expect(line(proof, undetermined)).toMatch(/ \(1\.\d s\)\n$/);
    expect(line(proof, undetermined)).toContain(`yosai prove dev: ${expected} (`);
  });
});
