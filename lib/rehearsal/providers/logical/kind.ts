import type { WireObject } from '../../../wire/values';

/** What an input may be. */
export interface InputRule {
  readonly type: 'text' | 'number' | 'flag' | 'texts' | 'map';
  readonly required?: boolean;
  /** Lowest number. */
  readonly least?: number;
  readonly oneOf?: readonly string[];
  /** Whether a change is taken over in place; any other needs a new resource. */
  readonly inPlace?: boolean;
}

export interface Made {
  readonly id: string;
  readonly outputs: WireObject;
}

/** A resource that exists in a stack's state only: it is made once, of entropy or by arithmetic. */
export interface Kind {
  readonly inputs: Readonly<Record<string, InputRule>>;
  /** Outputs that are made, and so not known in a preview. */
  readonly makes: readonly string[];
  /** Inputs and outputs that are secrets, whatever the program marks. */
  readonly secrets: readonly string[];
  /** What is wrong with inputs that are each right; `undefined` when nothing is. */
  mistake?(inputs: WireObject): string | undefined;
  /** Makes the resource of plain inputs; throws an Error in words for the program's author. */
  make(inputs: WireObject): Made | Promise<Made>;
  /** What has changed by itself since it was made; `undefined` when nothing has. */
  aged?(outputs: WireObject, now: number): WireObject | undefined;
}
