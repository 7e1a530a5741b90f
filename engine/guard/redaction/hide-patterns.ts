/** Stands where a secret stood. */
export const HIDDEN = '[hidden]';

const NAMES = [
  'signature',
  'sign',
  'api[-_ ]?key',
  'api[-_ ]?secret',
  'apikey',
  'secret[-_ ]?key',
  'secret',
  'private[-_ ]?key',
  'passphrase',
  'passwd',
  'password',
  'access[-_ ]?token',
  'token',
  'listen[-_ ]?key',
  'authorization',
  'nonce[-_ ]?sign',
].join('|');
/** Header names in which venues carry keys and signatures. */
const HEADERS =
  '(?:x|ok|cb|kc|api|gate|bx|bfx)(?:-[a-z0-9]{1,24}){0,4}-(?:sign|signature|key|apikey|passphrase|token)';

const QUOTED = `"(?:[^"\\\\]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)*'`;
const BETWEEN = `["']?\\s*(?:=>|[=:,])\\s*(?:(?:basic|bearer)\\s+)?`;
/** A header goes to the end of its line, any other value to where a word can end. */
const HEADER = new RegExp(`((?:^|[^a-z0-9])${HEADERS}${BETWEEN})(${QUOTED}|[^"',;{}\r\n]+)`, 'gi');
const NAMED = new RegExp(`((?:^|[^a-z0-9])(?:${NAMES})${BETWEEN})(${QUOTED}|[^\\s&"',;{}()[\\]]+)`, 'gi');
const JWT = /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?/g;
const PEM = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|$)/g;
/** Keys, signatures and hashes; the ids of orders and the short forms of hashes are shorter. */
const LONG_HEX = /(?<![0-9a-f])(?:0x)?[0-9a-f]{64,}/gi;
/** Tried once for each word, so that a long word costs no more than its length. */
const EMAIL = /(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+/g;
const LONG_BASE64 = /[A-Za-z0-9+/_-]{40,}={0,2}/g;

/** Hides what looks like a secret, whoever it belongs to. */
export function hidePatterns(text: string): string {
  return text
    .replace(PEM, HIDDEN)
    .replace(JWT, HIDDEN)
    .replace(HEADER, (_whole, name: string) => `${name}${HIDDEN}`)
    .replace(NAMED, (_whole, name: string) => `${name}${HIDDEN}`)
    .replace(LONG_HEX, HIDDEN)
    .replace(EMAIL, HIDDEN)
    .replace(LONG_BASE64, (token) => (looksEncoded(token) ? HIDDEN : token));
}

/** Encoded bytes mix digits and both cases; a path or a name in a log seldom does, and has no `+` or `=`. */
function looksEncoded(token: string): boolean {
  const isMixed = /\d/.test(token) && /[a-z]/.test(token) && /[A-Z]/.test(token);
  return isMixed && (!token.includes('/') || /[+=]/.test(token));
}
