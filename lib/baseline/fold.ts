/**
 * Folds a name to the form by which Azure compares it: lower case, without white space, so that `Japan East`
 * and `japaneast` are the same region.
 */
export function fold(text: string): string {
  return text.toLowerCase().replace(/\s+/g, '');
}
