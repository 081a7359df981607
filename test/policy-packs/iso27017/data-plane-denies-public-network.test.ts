import { dataPlaneDeniesPublicNetwork } from '../../../policy-packs/iso27017/policies/data-plane-denies-public-network';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const of = (type: string, properties: object) => ({
  resource: { type: `azure-native:${type}`, properties: { ...properties } },
});
const workspace = { publicNetworkAccessForIngestion: 'Disabled', features: { disableLocalAuth: true } };
const disk = { networkAccessPolicy: 'DenyAll', publicNetworkAccess: 'Disabled' };
const scope = (exclusions: unknown) =>
  of('monitor:PrivateLinkScope', { accessModeSettings: { ingestionAccessMode: 'PrivateOnly', exclusions } });

describePolicy('data-plane-denies-public-network', dataPlaneDeniesPublicNetwork, {
  compliant: {
    'a closed workspace, whose readers come over the portal': of('operationalinsights:Workspace', {
      ...workspace,
      publicNetworkAccessForQuery: 'Enabled',
    }),
    'a closed collection endpoint': of('monitor:DataCollectionEndpoint', {
      networkAcls: { publicNetworkAccess: 'disabled' },
    }),
    'a scope that takes logs from inside only': of('monitor:PrivateLinkScope', {
      accessModeSettings: { ingestionAccessMode: 'PrivateOnly', queryAccessMode: 'Open' },
    }),
    'a scope whose exclusions take logs from inside only as well': scope([
      { ingestionAccessMode: 'PrivateOnly' },
    ]),
    'a closed backup vault': of('recoveryservices:Vault', {
      properties: { publicNetworkAccess: 'Disabled' },
    }),
    'a disk that nobody exports': of('compute:Disk', disk),
  },
  violated: {
    'a workspace that says nothing': {
      ...of('operationalinsights:Workspace', {}),
      says: [
        'it: publicNetworkAccessForIngestion must be Disabled, found nothing, which Azure takes as Enabled',
        'it: features.disableLocalAuth must be true, found nothing, which Azure takes as false',
      ],
    },
    'an open collection endpoint': {
      ...of('monitor:DataCollectionEndpoint', { networkAcls: { publicNetworkAccess: 'Enabled' } }),
      says: ['it: networkAcls.publicNetworkAccess must be Disabled, found Enabled'],
    },
    'an open scope': {
      ...of('monitor:PrivateLinkScope', { accessModeSettings: { ingestionAccessMode: 'Open' } }),
      says: ['it: accessModeSettings.ingestionAccessMode must be PrivateOnly, found Open'],
    },
    'a scope that is open for one of its connections': {
      ...scope([{ ingestionAccessMode: 'PrivateOnly' }, { ingestionAccessMode: 'Open' }]),
      says: ['it: accessModeSettings.exclusions[1].ingestionAccessMode must be PrivateOnly, found Open'],
    },
    'an exclusion that does not say how logs come in': {
      ...scope([{ queryAccessMode: 'PrivateOnly' }]),
      says: ['it: accessModeSettings.exclusions[0].ingestionAccessMode must be PrivateOnly, found nothing'],
    },
    'exclusions that are no list': {
      ...scope({ ingestionAccessMode: 'Open' }),
      says: ['it: accessModeSettings.exclusions must be a list of exclusions, found an object'],
    },
    'an open backup vault': {
      ...of('recoveryservices:Vault', { properties: { publicNetworkAccess: 'Enabled' } }),
      says: ['it: properties.publicNetworkAccess must be Disabled, found Enabled'],
    },
    'a disk that can be exported': {
      ...of('compute:Disk', { ...disk, networkAccessPolicy: undefined }),
      says: ['it: networkAccessPolicy must be DenyAll, found nothing, which Azure takes as AllowAll'],
    },
  },
  undetermined: {
    'exclusions that are not known yet': {
      ...scope(unknown),
      says: [
        'it: accessModeSettings.exclusions is not known before deployment, must be PrivateOnly for each connection',
      ],
    },
    'an access that is not known yet': {
      ...of('compute:Disk', { ...disk, publicNetworkAccess: unknown }),
      says: ['it: publicNetworkAccess is not known before deployment, must be Disabled'],
    },
  },
  notApplicable: {
    'a network': {
      ...of('network:VirtualNetwork', {}),
      because:
        'the policy is for azure-native:operationalinsights:Workspace, azure-native:monitor:DataCollectionEndpoint, azure-native:monitor:PrivateLinkScope, azure-native:recoveryservices:Vault, azure-native:compute:Disk',
    },
  },
});
