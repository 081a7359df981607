import type { Mistake } from './mistake';
import { type Path, showPath } from './show';

/** A node of a document: where it begins and what is in it. */
export interface YamlNode {
  /** Offset of the node in the text; of its key when it is a mapping's value. */
  readonly offset: number;
  readonly children: Map<string | number, YamlNode>;
}

/** One YAML document read from a file, with the places of its values. */
export class YamlDocument {
  private readonly lineStarts: number[] = [0];

  constructor(
    /** The file as it was opened. */
    readonly file: string,
    text: string,
    private readonly root: YamlNode,
    /** Mappings are plain objects, lists arrays; nothing but what YAML's core schema knows. */
    readonly value: unknown,
  ) {
    for (const match of text.matchAll(/\r\n|\r|\n/g)) this.lineStarts.push(match.index + match[0].length);
  }

  /**
   * The place of a value, both counted from 1: its key in a mapping, its beginning in a list. Where the document
   * has no such value it is the place of the nearest one above that it has.
   */
  placeOf(path: Path): { line: number; column: number } {
    let node = this.root;
    for (const step of path) {
      const child = node.children.get(step);
      if (child === undefined) break;
      node = child;
    }
    return this.placeAt(node.offset);
  }

  /** The place of an offset in the text. */
  placeAt(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.lineStarts[low] ?? 0) + 1 };
  }

  /** A mistake about the value at a path. */
  mistake(path: Path, text: string, suggestion?: string): Mistake {
    return {
      file: this.file,
      ...this.placeOf(path),
      ...(path.length > 0 ? { path: showPath(path) } : {}),
      text,
      ...(suggestion === undefined ? {} : { suggestion }),
    };
  }
}
