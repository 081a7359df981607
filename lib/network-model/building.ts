import type { TagFact } from '../baseline/types.generated';
import { parseAzureId } from '../resources/azure-id';
import type { Resource } from '../resources/resource';
import { nameOf, resourceGroupType, type StackView } from '../resources/stack-view';
import { itemsOf, type Value } from '../resources/value';
import { AddressNames, AddressReader, readRange } from './address-sets';
import type { Tags, Thing } from './model';
import { type NumberSet, union } from './number-set';
import type { Remark, Where } from './remark';
import type { ServiceTags } from './service-tags';

/** What a model is built with besides the resources. */
export interface ModelOptions {
  /** The key of each tag; without them nothing has an owner. */
  readonly tagKeys?: Readonly<Record<TagFact, string>>;
  /** The addresses of service tags on a day; without them each tag is a set of its own. */
  readonly serviceTags?: ServiceTags;
}

/** What all parts of the building share: the resources, and the lists of what is not known and what is wrong. */
export class Building {
  readonly names = new AddressNames();
  readonly gaps: Remark[] = [];
  readonly faults: Remark[] = [];
  readonly #byUrn: ReadonlyMap<string, Resource>;
  readonly #groups = new Map<string, Tags>();
  /** What has been built of a resource, or of a place inside one. */
  readonly #built = new Map<string, Thing>();

  constructor(
    readonly view: StackView,
    readonly options: ModelOptions,
  ) {
    this.#byUrn = new Map(view.resources.map((resource) => [resource.urn, resource]));
  }

  resourceAt(urn: string): Resource | undefined {
    return this.#byUrn.get(urn);
  }

  gap(where: Where, what: string): Remark {
    const remark = { where, what };
    this.gaps.push(remark);
    return remark;
  }

  fault(where: Where, what: string): Remark {
    const remark = { where, what };
    this.faults.push(remark);
    return remark;
  }

  /** What a thing of a resource, or at a place inside it, is called and tagged; `around` is what it stands in. */
  thing(resource: Resource, place: Value = resource.properties, around?: Thing): Thing {
    const own = place === resource.properties ? nameOf(resource) : place.key('name').text;
    return {
      name: own ?? resource.name,
      where: { urn: resource.urn, path: place.path },
      tags: { ...this.#groupTags(resource), ...around?.tags, ...this.#tags(resource) },
    };
  }

  /** Remembers what a resource has become. */
  keep<T extends Thing>(resource: Resource, thing: T): T {
    this.#built.set(resource.urn, thing);
    return thing;
  }

  builtOf(resource: Resource): Thing | undefined {
    return this.#built.get(resource.urn);
  }

  /**
   * Follows a property that holds the id of another resource to what that has become. What is not known or not in
   * the plans is a gap, which is returned instead; `undefined` where nothing is named.
   */
  follow<T extends Thing>(holder: Resource, reference: Value, type: string): T | Remark | undefined {
    if (reference.isAbsent || reference.text === '') return undefined;
    const target = this.view.follow(holder, reference, type);
    const where = { urn: holder.urn, path: reference.path };
    if (target.kind === 'unknown')
      return this.gap(where, `which ${shortType(type)} it names is not known yet`);
    const built = target.kind === 'resource' ? this.#built.get(target.resource.urn) : undefined;
    return (
      (built as T | undefined) ?? this.gap(where, `the ${shortType(type)} that it names is not in the plans`)
    );
  }

  /** The addresses of prefixes, with faults for those that are none and a gap for what is not known. */
  ranges(resource: Resource, values: readonly Value[]): NumberSet {
    const sets = values.map((value): NumberSet => {
      const where = { urn: resource.urn, path: value.path };
      if (value.isUnknown) {
        this.gap(where, 'the address is not known before deployment');
        return [];
      }
      const range = readRange(value.text ?? '');
      if (range === undefined) this.fault(where, 'is no address or range of addresses');
      return range ?? [];
    });
    return union(...sets);
  }

  #tags({ urn, properties }: Resource): Tags {
    const all = properties.key('tags');
    const open = ({ path }: Value) =>
      this.gap({ urn, path }, 'whose it is, which its tags say, is not known before deployment');
    if (all.isUnknown) open(all);
    const tags = all.properties;
    const said = Object.entries(this.options.tagKeys ?? {}).flatMap(([fact, key]) => {
      const tag = tags.find(({ name }) => name.toLowerCase() === key.toLowerCase());
      if (tag?.isUnknown) open(tag);
      const text = tag?.text ?? tag?.number?.toString();
      return text === undefined ? [] : [[fact, text] as const];
    });
    return Object.fromEntries(said);
  }

  #groupTags(resource: Resource): Tags {
    const group = this.view.holderOf(resource, resourceGroupType);
    if (group === undefined) return {};
    const known = this.#groups.get(group.urn) ?? this.#tags(group);
    this.#groups.set(group.urn, known);
    return known;
  }
}

export function isRemark(value: Thing | Remark | undefined): value is Remark {
  return value !== undefined && 'what' in value;
}

/** What was followed to, when it led to something. */
export function found<T extends Thing>(value: T | Remark | undefined): T | undefined {
  return isRemark(value) ? undefined : value;
}

/** The entries of a singular and a plural property together. */
export function together(place: Value, one: string, many: string): readonly Value[] {
  const single = place.key(one);
  return [...(single.isAbsent || single.text === '' ? [] : [single]), ...itemsOf(place.key(many))];
}

/** Reads addresses where no network and no application security group is known. */
export function readerOf({ names, options }: Building): AddressReader {
  return new AddressReader({ names, ...(options.serviceTags && { serviceTags: options.serviceTags }) });
}

/** The last step of an id, or of a reference inside a resource such as `$self/frontendPorts/https`; lower case. */
export function lastStep(reference: Value): string | undefined {
  const text = reference.text;
  if (text === undefined) return undefined;
  return (parseAzureId(text)?.segments.at(-1)?.name ?? text.split('/').at(-1) ?? text).toLowerCase();
}

function shortType(type: string): string {
  return type.split(':').at(-1) ?? type;
}
