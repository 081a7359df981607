import { terminatedTenantIsDeleted } from '../../../policy-packs/iso27017/policies/terminated-tenant-is-deleted';
import { describePolicy } from './support/describe-policy';
import { group, leavingTags } from './support/leaving';
import { unknown } from './support/pack-run';

const on = (asOf: string) => ({ config: { asOf } });
const vault = (resourceGroupName: unknown, tags: unknown = leavingTags()) => ({
  type: 'azure-native:keyvault:Vault',
  name: 'vault',
  properties: { resourceGroupName, tags },
});
const told = (name: string, today = '2027-01-31') =>
  `${name}: the resource must be deleted by 2027-01-30, the last day of service being 2026-12-31, found it still there on ${today}`;

describePolicy('terminated-tenant-is-deleted', terminatedTenantIsDeleted, {
  compliant: {
    'an environment on the last day of service': { stack: [group(leavingTags())], ...on('2026-12-31') },
    'an environment on the day of the deadline': { stack: [group(leavingTags())], ...on('2027-01-30') },
    'others, whose group stays': {
      stack: [group({ 'yosai-tenant': 'kita' }, 'rg-kita'), vault('rg-kita', {}), group(leavingTags())],
      ...on('2027-01-30'),
    },
  },
  violated: {
    'an environment after the deadline, once for its group': {
      stack: [group(leavingTags()), vault('rg-aoba')],
      ...on('2027-01-31'),
      says: [told('rg-aoba')],
    },
    'what stands in a group of another stack': {
      stack: [vault('rg-elsewhere')],
      ...on('2028-01-01'),
      says: [told('vault', '2028-01-01')],
    },
    'what stands in a group that is not known yet': {
      stack: [vault(unknown)],
      ...on('2027-01-31'),
      says: [told('vault')],
    },
    'an environment long after, when no day is said': {
      stack: [group(leavingTags('2020-12-31'))],
      says: [
        `rg-aoba: the resource must be deleted by 2021-01-30, the last day of service being 2020-12-31, found it still there on ${today()}`,
      ],
    },
  },
  undetermined: {
    'a last day that is not known yet': {
      stack: [group(leavingTags(unknown))],
      ...on('2027-01-31'),
      says: [
        'rg-aoba: tags.yosai-terminated-on is not known before deployment, must be the last day of service, such as 2026-12-31',
      ],
    },
  },
  notApplicable: {
    'tenants that stay': {
      stack: [group({ 'yosai-tenant': 'kita' })],
      ...on('2030-01-01'),
      because: 'no tenant of the stack leaves',
    },
  },
});

/** Today in Japan, counted apart from the code that is tested. */
function today(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(Date.now());
}
