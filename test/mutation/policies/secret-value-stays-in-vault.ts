import type { PlannedResource } from '../../../lib/resources/from-plan';
import { baseline } from '../../policy-packs/iso27017/support/pack-run';
import { leavesOf, type Steps, valueAt } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { addition, change, made, other, type Row } from '../support/rows';
import type { World } from '../support/world';

/** A text of each form, whole and inside of another. Put together here, so that nothing in this file looks like one. */
const secrets = [
  `-----BEGIN ${'PRIVATE'} KEY-----\nMIIE\n-----END ${'PRIVATE'} KEY-----`,
  `-----BEGIN EC ${'PRIVATE'} KEY-----`,
  `DefaultEndpointsProtocol=https;Account${'Key'}=${'Ab1+'.repeat(20)}==;EndpointSuffix=core.windows.net`,
  `https://x.blob.core.windows.net/c?sv=2024&s${'ig'}=${'aB3%2f'.repeat(8)}`,
  `abc8Q${'~'}${'aB1_'.repeat(8)}`,
  `token gh${'p_'}${'aB1'.repeat(14)} in a sentence`,
  `AK${'IA'}IOSFODNN7EXAMPLE`,
];
const { sinks } = baseline.secrets;
/** Names of properties: those of the baseline, and where only an ending is given a name with it and the ending alone. */
const names = baseline.secrets.names.flatMap((name) =>
  name.startsWith('*') ? [name.slice(1), `their_${name.slice(1)}`] : [name],
);
const azure = (world: World) => world.types.filter((type) => type.startsWith('azure-native:'));
const isSink = ({ type }: PlannedResource, steps: Steps) =>
  sinks.some((sink) => sink.type === type && sink.paths.includes(steps.join('.')));
/** Texts of a resource but for the places that may hold a secret. */
const texts = (resource: PlannedResource) =>
  leavesOf(resource.inputs).filter(
    (steps) => typeof valueAt(resource.inputs, steps) === 'string' && !isSink(resource, steps),
  );
const pack = (text: string) => Buffer.from(text).toString('base64');
const certain = 'a text that is not known yet is asked about only where its name says that it is a secret';
const onAll =
  (row: Omit<Parameters<typeof change>[0], 'of'>): Row =>
  (world) =>
    change({ ...row, of: azure(world) })(world);

export const mutants: PolicyMutants = {
  broken: [
    // In a property whose name says what it holds.
    onAll({ path: names, to: ['hunter2', 4711, ' '] }),
    onAll({ path: names.map((name) => `properties.${name.toUpperCase()}`), to: ['hunter2'] }),
    // In any text, one form after the other; and each form in the same one.
    onAll({
      path: texts,
      to: (_before, { resource, steps }) => {
        const index = [...steps.join('.'), ...resource.name].reduce(
          (sum, character) => sum + character.charCodeAt(0),
          0,
        );
        return [secrets[index % secrets.length]];
      },
      unknown: certain,
    }),
    onAll({ path: 'notes', to: secrets, unknown: certain }),
    onAll({
      path: 'settings.nested.list',
      to: secrets.map((secret) => [{ deep: ['harmless', secret] }]),
      unknown: certain,
    }),
    change({
      of: 'azure-native:compute:VirtualMachine',
      path: ['osProfile.customData', 'userData'],
      to: secrets.map(pack),
      unknown: certain,
    }),
    change({
      of: 'azure-native:keyvault:Secret',
      path: 'properties.contentType',
      to: secrets,
      unknown: certain,
    }),
    addition(() =>
      secrets.map((secret, index) =>
        made('azure-native:web:WebApp', `app-${index}`, {
          siteConfig: { appSettings: [{ name: 'A', value: secret }] },
        }),
      ),
    ),
  ],
  harmless: [
    (world) =>
      other({
        of: azure(world),
        path: 'notes',
        to: [
          'Passwords stay in the vault',
          'https://kv.vault.azure.net/secrets/x',
          'key',
          pack('a text'),
          'A'.repeat(40),
        ],
      })(world),
    (world) => other({ of: azure(world), path: names.slice(0, 2), to: ['', true, false, null] })(world),
    other({ of: 'azure-native:keyvault:Secret', path: 'properties.value', to: secrets }),
  ],
  unbroken: [
    {
      paths: ['*'],
      because:
        'every property is read: those that hold a text are all tried, numbers and switches hold no secret',
    },
  ],
};
