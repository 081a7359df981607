/**
 * Folds a name to the form by which Azure compares it: lower case, without white space, so that `Japan East`
 * and `japaneast` are the same region.
 */
export function fold(text: string): string {
  return text.toLowerCase().replace(/\s+/g, '');
}

/**
 * The name of a region as Azure's programs write it, from whichever of its spellings: `japaneast`, `Japan East`, and
 * with its geography before it, as lists of regions show it: `(Asia Pacific) Japan East`.
 */
export function regionName(text: string): string {
  return fold(text.replace(/^\s*\([^()]*\)/, ''));
}
