import { EVENT_ID, type Event, getScalarValue } from 'js-yaml';
import { show } from './show';
import type { YamlNode } from './yaml-document';

/** What is wrong at an offset of the text. */
export interface TreeFault {
  readonly offset: number;
  readonly text: string;
}

export interface TreeLimits {
  readonly maximumAliases: number;
  readonly maximumEntries: number;
}

/**
 * Composes the tree of places from a parser's events and finds the faults that need no values: several
 * documents, repeated keys, keys that are no plain words, cycles, too many aliases or entries.
 * `undefined` when there is no document.
 */
export function composeTree(
  events: readonly Event[],
  text: string,
  limits: TreeLimits,
): { root: YamlNode; faults: readonly TreeFault[] } | undefined {
  const composer = new TreeComposer(text, limits);
  for (const event of events) composer.take(event);
  const [first, second] = composer.documents;
  if (first === undefined) return undefined;
  if (second !== undefined) {
    composer.fault(
      (second.children.get(0) ?? second).offset,
      'a second document stands here; one is expected',
    );
  }
  return { root: first.children.get(0) ?? first, faults: composer.faults };
}

interface OpenNode {
  readonly kind: 'document' | 'mapping' | 'sequence';
  readonly node: YamlNode;
  /** The key that waits for its value. */
  key?: { readonly text: string; readonly offset: number } | undefined;
  entries: number;
}

class TreeComposer {
  readonly documents: YamlNode[] = [];
  readonly faults: TreeFault[] = [];
  private readonly open: OpenNode[] = [];
  private readonly anchors = new Map<string, YamlNode>();
  /** Where the last node began: an empty value has no place of its own. */
  private offset = 0;
  private aliases = 0;

  constructor(
    private readonly text: string,
    private readonly limits: TreeLimits,
  ) {}

  fault(offset: number, text: string): void {
    this.faults.push({ offset, text });
  }

  take(event: Event): void {
    switch (event.type) {
      case EVENT_ID.DOCUMENT: {
        const node = { offset: this.offset, children: new Map() };
        this.documents.push(node);
        this.anchors.clear();
        this.open.push({ kind: 'document', node, entries: 0 });
        break;
      }
      case EVENT_ID.MAPPING:
      case EVENT_ID.SEQUENCE: {
        this.offset = event.start;
        const node = this.anchored(event, this.place(undefined, new Map()));
        this.open.push({ kind: event.type === EVENT_ID.MAPPING ? 'mapping' : 'sequence', node, entries: 0 });
        break;
      }
      case EVENT_ID.SCALAR:
        if (event.valueStart >= 0) this.offset = event.valueStart;
        this.anchored(event, this.place(getScalarValue(this.text, event), new Map()));
        break;
      case EVENT_ID.ALIAS:
        this.offset = event.anchorStart;
        this.takeAlias(this.text.slice(event.anchorStart, event.anchorEnd));
        break;
      case EVENT_ID.POP:
        this.open.pop();
        break;
    }
  }

  private takeAlias(name: string): void {
    const { maximumAliases } = this.limits;
    this.aliases += 1;
    if (this.aliases === maximumAliases + 1) {
      const why = 'nested ones make an alias bomb';
      this.fault(
        this.offset,
        `more than ${maximumAliases} aliases, the most admitted: ${why}; write the values out`,
      );
    }
    const target = this.anchors.get(name);
    if (target !== undefined && this.open.some((outer) => outer.node === target)) {
      this.fault(this.offset, `the alias ${show(`*${name}`)} stands inside the value it names`);
    }
    this.place(undefined, target?.children ?? new Map());
  }

  private anchored(event: { anchorStart: number; anchorEnd: number }, node: YamlNode): YamlNode {
    if (event.anchorStart >= 0) this.anchors.set(this.text.slice(event.anchorStart, event.anchorEnd), node);
    return node;
  }

  /** Puts a node into the innermost open one: as its entry, a key or a key's value. */
  private place(scalar: string | undefined, children: YamlNode['children']): YamlNode {
    const parent = this.open.at(-1);
    if (parent?.kind === 'mapping' && parent.key === undefined) {
      parent.key = { text: this.keyOf(parent, scalar), offset: this.offset };
      return { offset: this.offset, children };
    }
    const node = { offset: parent?.key?.offset ?? this.offset, children };
    if (parent === undefined) return node;
    parent.node.children.set(parent.key?.text ?? parent.entries, node);
    parent.key = undefined;
    parent.entries += 1;
    if (parent.entries === this.limits.maximumEntries + 1) {
      this.fault(
        node.offset,
        `a list or mapping has more than ${this.limits.maximumEntries.toLocaleString('en-US')} entries, the most admitted`,
      );
    }
    return node;
  }

  private keyOf(parent: OpenNode, scalar: string | undefined): string {
    if (scalar === undefined) {
      this.fault(this.offset, 'a key is a list, a mapping or an alias; a plain word is expected');
      return '';
    }
    if (parent.node.children.has(scalar)) this.fault(this.offset, `the key ${show(scalar)} is given twice`);
    return scalar;
  }
}
