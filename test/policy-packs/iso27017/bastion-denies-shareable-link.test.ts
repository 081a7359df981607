import { bastionDeniesShareableLink } from '../../../policy-packs/iso27017/policies/bastion-denies-shareable-link';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const bastion = (properties: object) => ({
  resource: { type: 'azure-native:network:BastionHost', properties: { ...properties } },
});

describePolicy('bastion-denies-shareable-link', bastionDeniesShareableLink, {
  compliant: {
    'a Bastion that says nothing': bastion({}),
    'a Bastion without links': bastion({ enableShareableLink: false, sku: { name: 'premium' } }),
  },
  violated: {
    'links that anybody can open': {
      ...bastion({ enableShareableLink: true }),
      says: ['it: enableShareableLink must be false, found true'],
    },
    'connections to any address': {
      ...bastion({ enableIpConnect: 'true' }),
      says: ['it: enableIpConnect must be false, found true'],
    },
    'the tier that is shared': {
      ...bastion({ sku: { name: 'Developer' } }),
      says: ['it: sku.name must be Basic, Standard or Premium, found Developer'],
    },
  },
  undetermined: {
    'a switch that is not known yet': {
      ...bastion({ enableShareableLink: unknown }),
      says: ['it: enableShareableLink is not known before deployment, must be false'],
    },
  },
  notApplicable: {
    'a network': {
      resource: { type: 'azure-native:network:VirtualNetwork', properties: {} },
      because: 'the policy is for azure-native:network:BastionHost',
    },
  },
});
