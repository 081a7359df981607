import { zoneLinkDeniesRegistration } from '../../../policy-packs/iso27017/policies/zone-link-denies-registration';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const link = (registrationEnabled: unknown) => ({
  resource: {
    type: 'azure-native:privatedns:VirtualNetworkLink',
    name: 'link',
    properties: { registrationEnabled },
  },
});

describePolicy('zone-link-denies-registration', zoneLinkDeniesRegistration, {
  compliant: { 'a link by which nobody registers': link(false) },
  violated: {
    'a link by which machines register': {
      ...link(true),
      says: ['link: registrationEnabled must be false, found true'],
    },
    'a link that says nothing': {
      ...link(undefined),
      says: ['link: registrationEnabled must be false, found nothing'],
    },
  },
  undetermined: {
    'a switch that is not known yet': {
      ...link(unknown),
      says: ['link: registrationEnabled is not known before deployment, must be false'],
    },
  },
  notApplicable: {
    'a zone': {
      resource: { type: 'azure-native:privatedns:PrivateZone', properties: {} },
      because: 'the policy is for azure-native:privatedns:VirtualNetworkLink',
    },
  },
});
