import { locationInJapan } from '../../../policy-packs/iso27017/policies/location-in-japan';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const disk = (properties: object, provider?: Record<string, unknown>) => ({
  resource: {
    type: 'azure-native:compute:Disk',
    properties: { ...properties },
    ...(provider && { provider }),
  },
});
const zone = (location: string) => ({
  resource: { type: 'azure-native:privatedns/v20240601:PrivateZone', properties: { location } },
});

describePolicy('location-in-japan', locationInJapan, {
  compliant: {
    'the first region': disk({ location: 'japaneast' }),
    'the second region as the portal writes it': disk({ location: 'Japan West' }),
    'a region as lists show it': disk({ location: '(Asia Pacific) Japan East' }),
    'a region in capitals': disk({ location: 'JAPANEAST' }),
    "the provider's region, for a resource that says none": disk({}, { location: 'japaneast' }),
    'a type that Azure runs without a region': zone('global'),
    'such a type in another spelling': zone('Global'),
  },
  violated: {
    'a region abroad': {
      ...disk({ location: 'Southeast Asia' }),
      says: ['it: location must be japaneast or japanwest, found Southeast Asia'],
    },
    'a region abroad as lists show it': {
      ...disk({ location: '(Asia Pacific) Korea Central' }),
      says: ['it: location must be japaneast or japanwest, found (Asia Pacific) Korea Central'],
    },
    'a region whose name begins like an admitted one': {
      ...disk({ location: 'japaneast2' }),
      says: ['it: location must be japaneast or japanwest, found japaneast2'],
    },
    'the provider with a region abroad': {
      ...disk({}, { location: 'westus' }),
      says: ['it: location must be japaneast or japanwest, found westus'],
    },
    'a global location where the type is not listed': {
      ...disk({ location: 'global' }),
      says: ['it: location must be japaneast or japanwest, found global'],
    },
    'a resource group without location': {
      resource: { type: 'azure-native:resources:ResourceGroup', properties: {} },
      says: ['it: location must be japaneast or japanwest, found nothing'],
    },
    'a location that is no text, without printing it': {
      ...disk({ location: { name: 'x' } }),
      says: ['it: location must be japaneast or japanwest, found an object'],
    },
    'a secret that got into the place, without printing it': {
      ...disk({ location: `ghp_${'a'.repeat(36)}` }),
      says: ['it: location must be japaneast or japanwest, found what looks like a GitHub token'],
    },
  },
  undetermined: {
    'a location that is not known yet': {
      ...disk({ location: unknown }),
      says: ['it: location is not known before deployment, must be japaneast or japanwest'],
    },
  },
  notApplicable: {
    'a resource that stands where its group does': {
      ...disk({}),
      because: 'the resource has no location of its own',
    },
    'a resource of another cloud': {
      resource: { type: 'aws:s3/bucket:Bucket', properties: { location: 'x' } },
      because: 'not a resource of Azure',
    },
  },
});
