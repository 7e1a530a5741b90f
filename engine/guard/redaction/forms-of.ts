/** Shorter pieces would hide half of every log line. */
const SHORTEST = 4;

/**
 * Every form a secret takes on its way into a text: as it is, in base64 at any of the three places a byte
 * can stand, in hex, for URLs, for JSON, backwards, and with the zero bytes of UTF-16. A secret of several
 * lines is found by each of them. Longest first, so that no form is cut by a shorter one.
 */
export function formsOf(secret: string): readonly string[] {
  const lines = secret.split(/\r?\n/).filter((line) => line.trim().length >= SHORTEST);
  const forms = new Set([secret, ...lines].flatMap(formsOfLine));
  return [...forms].filter((form) => form.length >= SHORTEST).toSorted((a, b) => b.length - a.length);
}

function formsOfLine(text: string): readonly string[] {
  const hex = Buffer.from(text, 'utf8').toString('hex');
  const url = encodeURIComponent(text);
  return [
    text,
    text.trim(),
    ...base64FormsOf(text),
    hex,
    hex.toUpperCase(),
    url,
    new URLSearchParams({ k: text }).toString().slice('k='.length),
    url.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase()),
    JSON.stringify(text).slice(1, -1),
    Array.from(text).toReversed().join(''),
    Array.from(text).join('\0'),
    Buffer.from(text, 'utf16le').toString('hex'),
    Buffer.from(text, 'utf16le').toString('base64').replace(/=+$/, ''),
  ];
}

/** Base64 of a text depends on where it stands in the bytes that are encoded: three ways, edges cut off. */
function base64FormsOf(text: string): readonly string[] {
  const bytes = Buffer.from(text, 'utf8');
  return [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const isWhole = (before + bytes.length) % 3 === 0;
    const inner = encoded.slice(before === 0 ? 0 : before + 1, isWhole ? undefined : -1);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
