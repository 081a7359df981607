import { createHash } from 'node:crypto';
import { vmRequiresHardeningBundle } from '../../../policy-packs/iso27017/policies/vm-requires-hardening-bundle';
import { describePolicy } from './support/describe-policy';
import { baseline, unknown } from './support/pack-run';

const { schema, maximumBytes } = baseline.virtualMachines.bundle;
const expected = `a hardening bundle of ${schema}`;
const sum = (script: string) => createHash('sha256').update(script).digest('hex');
const base64 = (text: string) => Buffer.from(text).toString('base64');
const bundle = (script: string, form = schema) =>
  `${form} unsigned\n${sum('another')}  aoba-app-2\n${sum(script)}  aoba-app-1\n\n${script}`;
const script = '#!/bin/sh\n\nexit 0\n';
const machine = (userData: unknown, osProfile: unknown = { computerName: 'aoba-app-1' }) => ({
  resource: { type: 'azure-native:compute:VirtualMachine', properties: { userData, osProfile } },
});
const listed = "the name for which the bundle's manifest lists its script (aoba-app-1)";

describePolicy('vm-requires-hardening-bundle', vmRequiresHardeningBundle, {
  compliant: {
    'a hardening bundle': machine(base64(bundle(script))),
    'a scale set with one': {
      resource: {
        type: 'azure-native:compute:VirtualMachineScaleSet',
        properties: { virtualMachineProfile: { userData: base64(bundle(script)) } },
      },
    },
  },
  violated: {
    'no user data': {
      ...machine(undefined),
      says: [`it: userData must be ${expected}, found nothing`],
    },
    'a bundle in the clear': {
      ...machine(bundle(script)),
      says: [`it: userData must be ${expected}, found something that is not base64`],
    },
    'a script without a manifest': {
      ...machine(base64(script)),
      says: [`it: userData must be ${expected}, found something else`],
    },
    'a bundle of another form': {
      ...machine(base64(bundle(script, 'yosai-bundle/0'))),
      says: [`it: userData must be ${expected}, found something else`],
    },
    'a bundle that was changed by hand': {
      ...machine(base64(bundle(script).replace('exit 0', 'exit 1'))),
      says: [`it: userData must be ${expected}, found one that was changed after it was made`],
    },
    'the bundle of another machine': {
      ...machine(base64(bundle(script)), { computerName: 'aoba-app-2' }),
      says: [`it: osProfile.computerName must be ${listed}, found aoba-app-2`],
    },
    'a machine whose name only begins like that of the manifest': {
      ...machine(base64(bundle(script)), { computerName: 'aoba-app-' }),
      says: [`it: osProfile.computerName must be ${listed}, found aoba-app-`],
    },
    'a machine without a name': {
      ...machine(base64(bundle(script)), {}),
      says: [`it: osProfile.computerName must be ${listed}, found nothing`],
    },
    'a bundle that is too long': {
      ...machine(base64(bundle('x'.repeat(maximumBytes)))),
      says: [
        `it: userData must be at most ${maximumBytes} bytes long, found ${maximumBytes + bundle('').length} bytes`,
      ],
    },
  },
  undetermined: {
    'a machine whose name is not known yet': {
      ...machine(base64(bundle(script)), { computerName: unknown }),
      says: [`it: osProfile.computerName is not known before deployment, must be ${listed}`],
    },
    'a bundle that is not known yet': {
      ...machine(unknown),
      says: [`it: userData is not known before deployment, must be ${expected}`],
    },
  },
  notApplicable: {
    'an extension': {
      resource: { type: 'azure-native:compute:VirtualMachineExtension', properties: {} },
      because:
        'the policy is for azure-native:compute:VirtualMachine, azure-native:compute:VirtualMachineScaleSet',
    },
  },
});
