const PLAIN = /^\d{1,21}(\.\d{1,18})?$/;
const SCIENTIFIC = /^(\d)(?:\.(\d{1,17}))?[eE]([+-]?\d{1,2})$/;

/**
 * A number as text in plain decimal form, digit by digit: `1e-05` is `0.00001`, `.5` and `5.` are not
 * numbers. Undefined for anything else, signs, spaces and words included.
 */
export function plainDecimal(text: string): string | undefined {
  if (PLAIN.test(text)) return text;
  const parts = SCIENTIFIC.exec(text);
  if (!parts) return undefined;
  const [, whole = '', fraction = '', exponent = '0'] = parts;
  const digits = whole + fraction;
  const point = 1 + Number(exponent);
  const plain = withPoint(digits, point);
  return PLAIN.test(plain) ? plain : undefined;
}

function withPoint(digits: string, point: number): string {
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return digits.padEnd(point, '0');
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** Decimals of a plain decimal that carry something: `1.2300` has 2. */
export function decimalsOf(plain: string): number {
  const point = plain.indexOf('.');
  if (point === -1) return 0;
  let end = plain.length;
  while (end > point + 1 && plain.charCodeAt(end - 1) === 48) end -= 1;
  return end - point - 1;
}

/** The step of so many decimals: 2 gives `0.01`, 0 gives `1`. */
export const stepOfDecimals = (decimals: number): string =>
  decimals === 0 ? '1' : `0.${'0'.repeat(decimals - 1)}1`;
