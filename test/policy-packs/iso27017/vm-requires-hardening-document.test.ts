import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { vmRequiresHardeningDocument } from '../../../policy-packs/iso27017/policies/vm-requires-hardening-document';
import { describePolicy } from './support/describe-policy';
import { baseline, unknown } from './support/pack-run';

const { schema, maximumBytes } = baseline.virtualMachines.hardening;
const stamped = (body: string, name = schema) =>
  `#cloud-config\n# ${name} sha256:${createHash('sha256').update(body).digest('hex')}\n${body}`;
const base64 = (text: string) => Buffer.from(text).toString('base64');
const document = stamped('hostname: aoba-app-1\nssh_pwauth: false\n');
const machine = (customData: unknown) => ({
  resource: { type: 'azure-native:compute:VirtualMachine', properties: { osProfile: { customData } } },
});

describePolicy('vm-requires-hardening-document', vmRequiresHardeningDocument, {
  compliant: {
    'a hardening document': machine(base64(document)),
    'the same, packed': machine(gzipSync(document).toString('base64')),
    'a scale set with one': {
      resource: {
        type: 'azure-native:compute:VirtualMachineScaleSet',
        properties: { virtualMachineProfile: { osProfile: { customData: base64(document) } } },
      },
    },
  },
  violated: {
    'no document': {
      ...machine(undefined),
      says: [`it: osProfile.customData must be a hardening document of ${schema}, found nothing`],
    },
    'a script': {
      ...machine(base64('#!/bin/sh\nexit 0\n')),
      says: [`it: osProfile.customData must be a hardening document of ${schema}, found another document`],
    },
    'a document in the clear': {
      ...machine(document),
      says: [
        `it: osProfile.customData must be a hardening document of ${schema}, found something that is not base64`,
      ],
    },
    'a document of another schema': {
      ...machine(base64(stamped('x', 'yosai-hardening/0'))),
      says: [
        `it: osProfile.customData must be a hardening document of ${schema}, found one of yosai-hardening/0`,
      ],
    },
    'a document that was changed by hand': {
      ...machine(base64(document.replace('ssh_pwauth: false', 'ssh_pwauth: true'))),
      says: [
        `it: osProfile.customData must be a hardening document of ${schema}, found one that was changed after it was made`,
      ],
    },
    'a document that is too long': {
      ...machine(base64(stamped('x'.repeat(maximumBytes)))),
      says: [
        `it: osProfile.customData must be at most ${maximumBytes} bytes long, found ${maximumBytes + 106} bytes`,
      ],
    },
  },
  undetermined: {
    'a document that is not known yet': {
      ...machine(unknown),
      says: [
        `it: osProfile.customData is not known before deployment, must be a hardening document of ${schema}`,
      ],
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
