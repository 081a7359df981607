/** The addresses of Azure's service tags on a day. */
export interface ServiceTags {
  /** The cloud of the file, such as `Public`, and its change number: what an answer was proven with. */
  readonly cloud: string;
  readonly changeNumber: number;
  /** The prefixes of a tag, whose name may be in any case; `undefined` when the file does not list it. */
  rangesOf(tag: string): readonly string[] | undefined;
}

/**
 * Reads Microsoft's weekly file of service tags: `values`, each with a `name` such as `Storage.JapanEast` and
 * `properties.addressPrefixes` of both families. A mistake is returned as a sentence.
 * https://www.microsoft.com/download/details.aspx?id=56519 (2026-11-27)
 */
export function readServiceTags(file: unknown): ServiceTags | string {
  if (!isRecord(file)) return 'The file of service tags must be a JSON object.';
  const { values, cloud, changeNumber } = file;
  if (!Array.isArray(values)) return 'The file of service tags must have a list `values`.';
  const tags = new Map<string, readonly string[]>();
  for (const [index, value] of values.entries()) {
    const properties = isRecord(value) ? value['properties'] : undefined;
    const prefixes = isRecord(properties) ? properties['addressPrefixes'] : undefined;
    if (!isRecord(value) || typeof value['name'] !== 'string' || !isTexts(prefixes)) {
      return `The file of service tags must name a tag and its addressPrefixes at values[${index}].`;
    }
    tags.set(value['name'].toLowerCase(), prefixes);
  }
  return {
    cloud: typeof cloud === 'string' ? cloud : 'unnamed',
    changeNumber: typeof changeNumber === 'number' ? changeNumber : 0,
    rangesOf: (tag) => tags.get(tag.trim().toLowerCase()),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
