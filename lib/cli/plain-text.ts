const escapeCharacter = String.fromCharCode(27);
/** A control sequence of a terminal, ECMA-48: colours, movements of the cursor. */
const controlSequence = new RegExp(`${escapeCharacter}\\[[0-9;?]*[ -/]*[@-~]`, 'g');
/** Control characters but line breaks and tabs, and the marks that reverse the direction of writing. */
const controlCharacter = /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu;

/**
 * A text of a program, a pack or a file without what would steer the terminal or disguise what it says
 * (https://trojansource.codes).
 */
export function plainText(text: string): string {
  return text.replace(controlSequence, '').replace(controlCharacter, '');
}
