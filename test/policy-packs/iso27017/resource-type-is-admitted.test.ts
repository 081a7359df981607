import { resourceTypeIsAdmitted } from '../../../policy-packs/iso27017/policies/resource-type-is-admitted';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const of = (type: string) => ({ resource: { type, properties: {}, provider: {} } });
const disk = 'azure-native:compute:Disk';
const firewall = 'azure-native:network:AzureFirewall';
const standing = (type: string, tags: Record<string, unknown>) => ({
  stack: [{ type, properties: { tags }, provider: {} }],
});
const service = { 'yosai-scope': 'cloud-service' };

describePolicy('resource-type-is-admitted', resourceTypeIsAdmitted, {
  compliant: {
    'a type of the baseline': of(disk),
    'a type of the baseline in another API version': of('azure-native:compute/v20240302:Disk'),
    'what makes passwords': of('random:index/randomPassword:RandomPassword'),
    'the stack, which has no provider': { resource: { type: 'pulumi:pulumi:Stack', properties: {} } },
    'a provider of the baseline': { resource: { type: 'pulumi:providers:tls', properties: {} } },
    'a disk of a tenant': standing(disk, { ...service, 'yosai-tenant': 'aoba' }),
    'the firewall of the platform': standing(firewall, service),
    'a disk of which nothing says whose it is': standing(disk, {}),
    'a disk in a group of a tenant': {
      stack: [
        {
          type: 'azure-native:resources:ResourceGroup',
          name: 'group',
          properties: { resourceGroupName: 'rg', tags: { ...service, 'yosai-tenant': 'aoba' } },
          provider: {},
        },
        { type: disk, properties: { resourceGroupName: 'rg' }, provider: {} },
      ],
    },
  },
  violated: {
    'a type of Azure that the baseline does not know': {
      ...of('azure-native:web:WebApp'),
      says: [
        'it: the resource must be of a type that the baseline admits, found one of azure-native:web:WebApp',
      ],
    },
    'a type of Azure that says it has no provider, as a component has none': {
      resource: { type: 'azure-native:web:WebApp', properties: {} },
      says: [
        'it: the resource must be of a type that the baseline admits, found one of azure-native:web:WebApp',
      ],
    },
    'a type of another cloud': {
      ...of('aws:s3/bucket:Bucket'),
      says: [
        'it: the resource must be of a type that the baseline admits, found one of aws:s3/bucket:Bucket',
      ],
    },
    'another type of a package of which the baseline admits some': {
      ...of('random:index/randomPet:RandomPet'),
      says: [
        'it: the resource must be of a type that the baseline admits, found one of random:index/randomPet:RandomPet',
      ],
    },
    'a provider that the baseline does not know': {
      resource: { type: 'pulumi:providers:aws', properties: {} },
      says: [
        'it: the resource must be of a type that the baseline admits, found one of pulumi:providers:aws',
      ],
    },
    'the bridged provider for Azure': {
      ...of('azure:storage/account:Account'),
      says: [
        'it: the resource must be made by its type of Azure Native, found a resource of the bridged provider for Azure, which no policy reads',
      ],
    },
    'an ARM template, whatever the API version and the scope': {
      ...of('azure-native:resources/v20240301:DeploymentAtSubscriptionScope'),
      says: [
        'it: the resource must be made by the types of its resources, found a template or script, whose resources no policy sees',
      ],
    },
    'a generic resource': {
      ...of('azure-native:resources:Resource'),
      says: [
        'it: the resource must be made by its own type of Azure Native, found a resource whose type stands in its properties',
      ],
    },
    'a dynamic provider': {
      ...of('pulumi-nodejs:dynamic:Resource'),
      says: [
        'it: the resource must be made by types of Azure Native, found a dynamic provider, whose code decides what it makes',
      ],
    },
    'a local command': {
      ...of('command:local:Command'),
      says: [
        'it: the resource must be absent, with the work done by resources that policies can read, found a command or program that runs beside the plan',
      ],
    },
    'a firewall of a tenant, past the hub': {
      ...standing(firewall, { ...service, 'yosai-tenant': 'aoba' }),
      says: ["it: the resource must be part of the platform, found it part of a tenant's environment"],
    },
    'a machine in the corporate network': {
      ...standing('azure-native:compute:VirtualMachine', { 'yosai-scope': 'corporate' }),
      says: [
        "it: the resource must be part of a tenant's environment, found it part of the corporate network",
      ],
    },
  },
  undetermined: {
    'a firewall whose tags may say that it is of a tenant': {
      ...standing(firewall, { ...service, 'yosai-tenant': unknown }),
      says: [
        'it: tags.yosai-tenant is not known before deployment, must be those of a resource that is part of the platform',
      ],
    },
  },
  notApplicable: {
    'a component of any package': {
      resource: { type: 'acme:web:Site', properties: {} },
      because: 'a component makes nothing by itself',
    },
  },
});
