import { vmAdmitsEmergencyKeyOnly } from '../../../policy-packs/iso27017/policies/vm-admits-emergency-key-only';
import { describePolicy } from './support/describe-policy';
import { type Shown, unknown } from './support/pack-run';

const path = '/home/yosai-admin/.ssh/authorized_keys';
const brought = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExample me@home';
const privateKey = (name = 'login-key'): Shown => ({
  type: 'tls:index/privateKey:PrivateKey',
  name,
  properties: { algorithm: 'RSA' },
});
const osProfile = (publicKeys: unknown) => ({ linuxConfiguration: { ssh: { publicKeys } } });
const machine = (publicKeys: unknown, more: Partial<Shown> = {}, tenant = 'aoba'): Shown => ({
  type: 'azure-native:compute:VirtualMachine',
  name: 'machine',
  properties: { tags: { 'yosai-tenant': tenant }, osProfile: osProfile(publicKeys) },
  madeFrom: { osProfile: ['login-key'] },
  ...more,
});
const stack = (...resources: Shown[]) => ({ stack: [privateKey(), ...resources] });
const list = 'machine: osProfile.linuxConfiguration.ssh.publicKeys';
const made = 'made by a tls:index/privateKey:PrivateKey of this stack';
const notMade = { madeFrom: {} };

describePolicy('vm-admits-emergency-key-only', vmAdmitsEmergencyKeyOnly, {
  compliant: {
    'a key that the stack makes': stack(machine([{ path, keyData: unknown }])),
    'the same after a first deployment': stack(machine([{ path, keyData: brought }])),
    'no key': stack(machine([])),
    'nothing about keys': stack(machine(undefined)),
    'two machines of one tenant': stack(
      machine([{ path, keyData: unknown }]),
      machine([{ path, keyData: unknown }], { name: 'second' }),
    ),
    'a scale set': stack({
      type: 'azure-native:compute:VirtualMachineScaleSet',
      name: 'set',
      properties: { virtualMachineProfile: { osProfile: osProfile([{ path, keyData: unknown }]) } },
      madeFrom: { virtualMachineProfile: ['login-key'] },
    }),
  },
  violated: {
    'a key that somebody brings along': {
      ...stack(machine([{ path, keyData: brought }], notMade)),
      says: [`${list}[0].keyData must be ${made}, found a key from elsewhere`],
    },
    'no key in the place of one': {
      ...stack(machine([{ path }], notMade)),
      says: [`${list}[0].keyData must be ${made}, found nothing`],
    },
    'one of another tenant': {
      ...stack(
        machine([{ path, keyData: unknown }]),
        machine([{ path, keyData: unknown }], { name: 'second' }, 'kita'),
      ),
      says: [
        'second: osProfile.linuxConfiguration.ssh.publicKeys[0].keyData must be a key of tenant kita alone, found login-key, which admits to tenant aoba',
      ],
    },
    'a second key': {
      resource: machine([
        { path, keyData: unknown },
        { path, keyData: brought },
      ]),
      says: [`${list} must be a list of 1 at most, found a list of 2`],
    },
    'a second key on a line of its own': {
      resource: machine([{ path, keyData: `${brought}\n${brought}\n` }]),
      says: [`${list}[0].keyData must be one key, on one line, found a text of 176 characters`],
    },
    'a key that is no text': {
      resource: machine([{ path, keyData: {} }]),
      says: [`${list}[0].keyData must be one key, on one line, found an object`],
    },
    'a key of another user': {
      resource: machine([{ path: '/root/.ssh/authorized_keys', keyData: unknown }]),
      says: [`${list}[0].path must be ${path}, found /root/.ssh/authorized_keys`],
    },
  },
  undetermined: {
    'a key of which nothing tells the origin': {
      ...stack(machine([{ path, keyData: unknown }], notMade)),
      says: [`${list}[0].keyData is not known before deployment, must be ${made}`],
    },
    'keys that are not known yet': {
      resource: machine(unknown),
      says: [`${list} is not known before deployment, must be a list of 1 at most`],
    },
  },
  notApplicable: {
    'a machine that starts from a disk': {
      resource: { type: 'azure-native:compute:VirtualMachine', properties: {} },
      because: 'the machine starts from a disk that has its users already',
    },
  },
});
