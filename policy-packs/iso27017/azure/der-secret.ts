/** Base64 that may be a sequence in DER: its first byte is 0x30. */
const candidates = /(?<![A-Za-z0-9+/])M[A-P][A-Za-z0-9+/]{38,}={0,2}/g;
const [sequenceTag, integerTag] = [0x30, 0x02];

/**
 * What a text holds when it has base64 of a private key or key store in DER: such a sequence begins with its version, a
 * small whole number, where a certificate, a request or a public key begins with a sequence.
 * RFC 5958 section 2 (PKCS #8), RFC 8017 appendix A.1.2, RFC 5915 section 3, RFC 7292 section 4 (PKCS #12).
 */
export function derSecretIn(text: string): string | undefined {
  for (const [base64] of text.matchAll(candidates)) {
    const [tag, length, version] = contentOf(base64) ?? [];
    if (tag !== integerTag || length !== 1) continue;
    if (version === 3) return 'PKCS#12 key store';
    if (version === 0 || version === 1) return 'private key';
  }
  return undefined;
}

/** A text without base64 of whole sequences in DER. */
export function withoutSequences(text: string): string {
  return text.replace(candidates, (base64) => (contentOf(base64) === undefined ? base64 : ' '));
}

/** What is inside a sequence whose length is that of the whole (X.690 section 8.1.3); `undefined` for anything else. */
function contentOf(base64: string): Buffer | undefined {
  const whole = Buffer.from(base64, 'base64');
  const first = whole[1] ?? 0;
  const lengthBytes = first < 0x80 ? 0 : first - 0x80;
  if (whole[0] !== sequenceTag || lengthBytes > 3) return undefined;
  const length = lengthBytes === 0 ? first : whole.readUIntBE(2, lengthBytes);
  const content = whole.subarray(2 + lengthBytes);
  return content.length === length ? content : undefined;
}
