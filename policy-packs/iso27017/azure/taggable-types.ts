import { taggableClasses } from './taggable-types.generated';

let tokens: ReadonlySet<string> | undefined;

/** Whether a resource of this type, without API version, takes tags. */
export function isTaggable(type: string): boolean {
  tokens ??= new Set(
    Object.entries(taggableClasses).flatMap(([module, classes]) =>
      classes.split(' ').map((name) => `azure-native:${module}:${name}`),
    ),
  );
  return tokens.has(type);
}
