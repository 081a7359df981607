const longest = 60;

/** Control characters, and those that change the direction of what follows, have no place on a terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not be printed
const unprintable = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\p{Surrogate}]/gu;

/** A value as a mistake shows it: a text quoted and cut, a list or mapping by its kind alone. */
export function show(value: unknown): string {
  if (typeof value === 'string') return `"${printable(value).replaceAll('"', '\\"')}"`;
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a mapping' : String(value);
}

/** The kind of a value and the value, such as `the text "99"`. */
export function showWithKind(value: unknown): string {
  if (typeof value === 'string') return `the text ${show(value)}`;
  return typeof value === 'number' ? `the number ${show(value)}` : show(value);
}

/** A text on one line, cut to a length that fits into a mistake, with nothing that a terminal would obey. */
export function printable(text: string): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return cut.replace(unprintable, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** Keys and indices from the root of a document. */
export type Path = readonly (string | number)[];

/** A path as people write it: `subnets.hub[2].prefixLength`. Empty for the root. */
export function showPath(path: Path): string {
  return path.reduce<string>((shown, step) => {
    if (typeof step === 'number') return `${shown}[${step}]`;
    if (!/^[A-Za-z_][\w-]*$/.test(step) || step.length > longest) return `${shown}["${printable(step)}"]`;
    return shown === '' ? step : `${shown}.${step}`;
  }, '');
}
