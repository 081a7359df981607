import { workspaceRequiresDirectoryLogin } from '../../../policy-packs/iso27017/policies/workspace-requires-directory-login';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const type = 'azure-native:operationalinsights:Workspace';
const workspace = (features: unknown) => ({ resource: { type, properties: { features } } });
const place = 'it: features.disableLocalAuth';

describePolicy('workspace-requires-directory-login', workspaceRequiresDirectoryLogin, {
  compliant: { 'a workspace without keys': workspace({ disableLocalAuth: true }) },
  violated: {
    'a workspace with keys': {
      ...workspace({ disableLocalAuth: false }),
      says: [`${place} must be true, found false`],
    },
    'a workspace that says nothing': {
      ...workspace(undefined),
      says: [`${place} must be true, found nothing, which Azure takes as false`],
    },
  },
  undetermined: {
    'features that are not known yet': {
      ...workspace(unknown),
      says: [`${place} is not known before deployment, must be true`],
    },
  },
  notApplicable: {
    'a table': {
      resource: { type: 'azure-native:operationalinsights:Table', properties: {} },
      because: `the policy is for ${type}`,
    },
  },
});
