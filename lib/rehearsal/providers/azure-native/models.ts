import { type CompositeMapper, createSerializer, type Mapper, type Serializer } from '@azure/core-client';
import { handWritten } from './hand-written';
import generated from './models.generated.json';

type Library = Exclude<keyof typeof generated, 'license'>;

/** Names a model: of an official library, or one written by hand. */
export type ModelName = `${Library}.${string}` | `own.${keyof typeof handWritten}`;

/** A model of Azure's REST interface, and what writes it. */
export interface Model {
  readonly name: string;
  readonly root: CompositeMapper;
  readonly serializer: Serializer;
}

const serializers = new Map<string, Serializer>();

/** The model of that name; throws an Error where there is none, which is a mistake in the table of types. */
export function modelOf(name: ModelName): Model {
  const [library = '', className = ''] = name.split('.');
  const models = registryOf(library);
  const root = models[className];
  if (root === undefined) throw new Error(`there is no model ${name}`);
  const serializer = serializers.get(library) ?? createSerializer(models);
  serializers.set(library, serializer);
  return { name, root, serializer };
}

type Registry = Record<string, CompositeMapper> & { discriminators?: Record<string, CompositeMapper> };
const registries = new Map<string, Registry>();

/** The models of a library, in the form in which the serializer looks for the kinds of a part. */
function registryOf(library: string): Registry {
  let registry = registries.get(library);
  if (registry === undefined) {
    const { discriminators = {}, ...models } = (library === 'own'
      ? handWritten
      : generated[library as Library]) as unknown as Record<string, CompositeMapper> & {
      discriminators?: Record<string, string>;
    };
    const kinds = Object.entries(discriminators).map(([key, name]) => [key, models[name]]);
    registry = { ...models, discriminators: Object.fromEntries(kinds) };
    registries.set(library, registry);
  }
  return registry;
}

/** The properties of a part, which may be named only, or be one of several kinds that a property of the value tells. */
export function partOf(model: Model, mapper: Mapper, value: unknown): CompositeMapper {
  const models = model.serializer.modelMappers as Registry;
  const { type } = mapper as CompositeMapper;
  const whole =
    type.modelProperties === undefined ? models[type.className ?? ''] : (mapper as CompositeMapper);
  if (whole === undefined) throw new Error(`${model.name} has no part ${type.className}`);
  const discriminator = whole.type.polymorphicDiscriminator;
  if (discriminator === undefined) return whole;
  const kind = (value as Record<string, unknown> | null)?.[discriminator.clientName];
  const variant = models.discriminators?.[`${whole.type.uberParent ?? whole.type.className}.${kind}`];
  return variant ?? whole;
}
