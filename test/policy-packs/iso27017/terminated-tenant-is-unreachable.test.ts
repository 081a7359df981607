import { terminatedTenantIsUnreachable } from '../../../policy-packs/iso27017/policies/terminated-tenant-is-unreachable';
import { describePolicy } from './support/describe-policy';
import { group, leavingTags } from './support/leaving';
import { unknown } from './support/pack-run';

const on = (asOf: string) => ({ config: { asOf } });
const open = [{ name: 'private' }, { name: 'public', publicIPAddress: { id: '/subscriptions/s/x' } }];
const expected = 'absent from 2027-01-01 on, the last day being 2026-12-31';
const gateway = (frontendIPConfigurations: unknown, tags: unknown = leavingTags()) => ({
  stack: [
    {
      type: 'azure-native:network:ApplicationGateway',
      name: 'gateway',
      properties: { frontendIPConfigurations, tags },
    },
  ],
});
const place = 'frontendIPConfigurations[1].publicIPAddress';

describePolicy('terminated-tenant-is-unreachable', terminatedTenantIsUnreachable, {
  compliant: {
    'an open gateway on the last day': { ...gateway(open), ...on('2026-12-31') },
    'a gateway without a public address after it': { ...gateway([{ name: 'private' }]), ...on('2027-01-01') },
    'an address that nothing holds': {
      stack: [{ type: 'azure-native:network:PublicIPAddress', properties: { tags: leavingTags() } }],
      ...on('2027-01-01'),
    },
    'today, when no day is said, long before the last one': gateway(open, leavingTags('2999-12-31')),
  },
  violated: {
    'an open gateway on the day after the last': {
      ...gateway(open),
      ...on('2027-01-01'),
      says: [`gateway: ${place} must be ${expected}, found a public address`],
    },
    'today, when no day is said, long after the last one': {
      ...gateway(open, leavingTags('2020-12-31')),
      says: [
        `gateway: ${place} must be absent from 2021-01-01 on, the last day being 2020-12-31, found a public address`,
      ],
    },
    'a load balancer whose resource group says that the tenant leaves': {
      stack: [
        group(leavingTags()),
        {
          type: 'azure-native:network:LoadBalancer',
          name: 'balancer',
          properties: { resourceGroupName: 'rg-aoba', frontendIPConfigurations: open },
        },
      ],
      ...on('2027-01-15'),
      says: [`balancer: ${place} must be ${expected}, found a public address`],
    },
    'a machine with an address of its own': {
      stack: [
        {
          type: 'azure-native:network:NetworkInterface',
          name: 'nic',
          properties: { ipConfigurations: open, tags: leavingTags() },
        },
      ],
      ...on('2027-01-01'),
      says: [`nic: ipConfigurations[1].publicIPAddress must be ${expected}, found a public address`],
    },
    'a last day that is none': {
      ...gateway(open, leavingTags('2026-02-30')),
      ...on('2027-01-01'),
      says: [
        'gateway: tags.yosai-terminated-on must be the last day of service, such as 2026-12-31, found a text of 10 characters',
      ],
    },
  },
  undetermined: {
    'a last day that is not known yet': {
      ...gateway(open, leavingTags(unknown)),
      ...on('2027-01-01'),
      says: [
        'gateway: tags.yosai-terminated-on is not known before deployment, must be the last day of service, such as 2026-12-31',
      ],
    },
    'an address that may be none': {
      ...gateway([{ name: 'private' }, { name: 'b', publicIPAddress: unknown }]),
      ...on('2027-01-01'),
      says: [`gateway: ${place} is not known before deployment, must be ${expected}`],
    },
    'addresses that are not known yet': {
      ...gateway(unknown),
      ...on('2027-01-01'),
      says: [`gateway: frontendIPConfigurations is not known before deployment, must be ${expected}`],
    },
    'a day of judgement that is in no calendar': {
      ...gateway(open),
      ...on('2027-02-30'),
      says: [
        'gateway: tags.yosai-terminated-on is not known before deployment, must be judged on a day of the calendar, as `asOf` in the configuration has to be',
      ],
    },
  },
  notApplicable: {
    'tenants that stay': {
      ...gateway(open, { 'yosai-tenant': 'aoba' }),
      ...on('2027-01-01'),
      because: 'no tenant of the stack leaves',
    },
  },
});
