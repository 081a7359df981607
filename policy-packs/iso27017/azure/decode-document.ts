import { gunzipSync } from 'node:zlib';

/** No document is longer than this when unpacked: https://learn.microsoft.com/azure/virtual-machines/custom-data (2026-11-23). */
const longestBytes = 1024 * 1024;

/** A document in the clear, and how many bytes it has as it is handed to the machine. */
export interface DecodedDocument {
  readonly text: string;
  readonly bytes: number;
}

/**
 * Reads what is handed to a machine: base64 of a text, or of a gzip of it, which cloud-init takes too. `undefined`
 * when it is neither.
 */
export function decodeDocument(base64: string): DecodedDocument | undefined {
  const packed = base64.replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(packed)) return undefined;
  const content = Buffer.from(packed, 'base64');
  const isGzip = content[0] === 0x1f && content[1] === 0x8b;
  if (!isGzip) return { text: content.toString('utf8'), bytes: content.length };
  try {
    const text = gunzipSync(content, { maxOutputLength: longestBytes }).toString('utf8');
    return { text, bytes: content.length };
  } catch {
    return undefined;
  }
}
