/**
 * How a venue writes the 128-bit number of an order: 26 letters and digits (Crockford's base 32), the form of a UUID,
 * or hexadecimal behind `0x`.
 */
export type ClientIdForm = 'base32' | 'uuid' | 'hex';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BASE32_LENGTH = 26;
const BITS_PER_LETTER = 5n;
const HEX_LENGTH = 32;
const END = 1n << 128n;

const SHAPES: Readonly<Record<ClientIdForm, RegExp>> = {
  base32: /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/,
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
  hex: /^0x[0-9a-f]{32}$/,
};

/** Writes a number below 2^128. @throws {RangeError} when it is not one. */
export function encodeClientId(value: bigint, form: ClientIdForm): string {
  if (value < 0n || value >= END)
    throw new RangeError(`a client id must be from 0 to 2^128 - 1, was ${value}`);
  if (form === 'base32') return base32Of(value);
  const hex = value.toString(16).padStart(HEX_LENGTH, '0');
  if (form === 'hex') return `0x${hex}`;
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The number behind a text of that form; undefined when the text is none, as with orders of others. */
export function decodeClientId(text: string, form: ClientIdForm): bigint | undefined {
  if (!SHAPES[form].test(text)) return undefined;
  if (form === 'hex') return BigInt(text);
  if (form === 'uuid') return BigInt(`0x${text.replaceAll('-', '')}`);
  let value = 0n;
  for (const letter of text) value = (value << BITS_PER_LETTER) | BigInt(ALPHABET.indexOf(letter));
  return value;
}

function base32Of(value: bigint): string {
  let text = '';
  for (let rest = value; text.length < BASE32_LENGTH; rest >>= BITS_PER_LETTER) {
    text = ALPHABET.charAt(Number(rest & 31n)) + text;
  }
  return text;
}
