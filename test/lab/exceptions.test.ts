import path from 'node:path';
import { expect, it } from 'vitest';
import { parseLine } from '../../lib/findings/parse-line';
import { describeLab } from '../support/lab';
import { inBothEngines, type Said } from '../support/two-engines';

const pack = path.resolve(__dirname, '../../policy-packs/iso27017');
const policy = 'key-vault-requires-rbac';

const entry = (tenant: string) => ({
  policy,
  subject: { tenant, type: 'azure-native:keyvault:Vault', name: `${tenant}-vault` },
  path: 'properties.enableRbacAuthorization',
  reason: 'The old client is replaced in January.',
  requestedBy: 'operations@example.jp',
  approvedBy: 'security@example.jp',
  validFrom: '2026-11-01',
  validUntil: '2026-12-31',
});

interface Case {
  readonly asOf: string;
  readonly tenants: readonly string[];
  /** Level of the policy about exceptions. */
  readonly enforcement: 'advisory' | 'mandatory';
}

/** What both engines say, a line each: who reports what of whom at which level, and until when it is excused. */
async function saidBy({ asOf, tenants, enforcement }: Case): Promise<readonly string[]> {
  const exceptions = { enforcementLevel: enforcement, asOf, register: tenants.map(entry) };
  const { ours, official } = await inBothEngines('074-vaults', {
    packs: [pack],
    packConfigs: [{ all: 'disabled', [policy]: 'mandatory', exceptions }],
    packages: ['azure-native'],
  });
  expect(ours).toEqual(official);
  return linesOf(official);
}

function linesOf({ violations }: Said): string[] {
  return violations.map(({ policy: reporter, enforcement, message }) => {
    const line = parseLine(message);
    const told = line?.policy === policy ? line.subject : `${line?.path}: ${line?.found}`;
    const until = line?.exception === undefined ? '' : `, excused until ${line.exception.until}`;
    return `${enforcement} ${reporter} ${told}${until}`;
  });
}

describeLab('both engines say the same of exceptions:', () => {
  it('one that is valid excuses its resource, and no other', async () => {
    const said = await saidBy({ asOf: '2026-11-15', tenants: ['aoba'], enforcement: 'advisory' });
    expect(said).toEqual([
      'advisory exceptions aoba-vault, excused until 2026-12-31',
      'mandatory key-vault-requires-rbac kita-vault',
    ]);
  });

  it('where every violation is excused nothing blocks', async () => {
    const said = await saidBy({ asOf: '2026-11-15', tenants: ['aoba', 'kita'], enforcement: 'advisory' });
    expect(said).toEqual([
      'advisory exceptions aoba-vault, excused until 2026-12-31',
      'advisory exceptions kita-vault, excused until 2026-12-31',
    ]);
  });

  it('what is excused blocks where the configuration says so', async () => {
    const said = await saidBy({ asOf: '2026-11-15', tenants: ['aoba', 'kita'], enforcement: 'mandatory' });
    expect(said).toEqual([
      'mandatory exceptions aoba-vault, excused until 2026-12-31',
      'mandatory exceptions kita-vault, excused until 2026-12-31',
    ]);
  });

  it('one that ended excuses nothing, and is told of', async () => {
    const said = await saidBy({ asOf: '2027-01-01', tenants: ['aoba'], enforcement: 'advisory' });
    expect(said).toEqual([
      'mandatory key-vault-requires-rbac aoba-vault',
      'mandatory key-vault-requires-rbac kita-vault',
      'advisory exceptions exceptions[0]: one that ended on 2026-12-31',
    ]);
  });
});
