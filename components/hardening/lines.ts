/** The text of a file: its lines, each with its end. */
export const lines = (...parts: readonly string[]) => `${parts.join('\n')}\n`;
