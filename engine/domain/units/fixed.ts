/** How an inexact quotient becomes an integer. `up` and `down` are away from and towards zero. */
export type Rounding = 'down' | 'up' | 'floor' | 'ceiling' | 'half-even';

/**
 * `a * b / c` in exact integers, rounded once at the end.
 * @throws {RangeError} when `c` is zero.
 */
export function mulDiv(a: bigint, b: bigint, c: bigint, rounding: Rounding): bigint {
  if (c === 0n) throw new RangeError('mulDiv: the divisor must not be zero');
  const product = a * b;
  const quotient = product / c;
  const rest = product % c;
  if (rest === 0n) return quotient;
  return roundQuotient(quotient, rest, c, rounding);
}

/** `rest` is what truncation left over; it has the sign of the product. */
function roundQuotient(quotient: bigint, rest: bigint, divisor: bigint, rounding: Rounding): bigint {
  const away = rest < 0n !== divisor < 0n ? -1n : 1n;
  switch (rounding) {
    case 'down':
      return quotient;
    case 'up':
      return quotient + away;
    case 'floor':
      return away < 0n ? quotient - 1n : quotient;
    case 'ceiling':
      return away > 0n ? quotient + 1n : quotient;
    case 'half-even':
      return roundHalfEven(quotient, rest, divisor, away);
  }
}

function roundHalfEven(quotient: bigint, rest: bigint, divisor: bigint, away: bigint): bigint {
  const twice = 2n * (rest < 0n ? -rest : rest);
  const size = divisor < 0n ? -divisor : divisor;
  if (twice < size) return quotient;
  if (twice > size) return quotient + away;
  return quotient % 2n === 0n ? quotient : quotient + away;
}

const DECIMAL = /^-?(0|[1-9]\d{0,20})(\.\d{1,18})?$/;

/**
 * Reads a plain decimal such as `"0.10"` as an integer of 10^-scale.
 * @throws {RangeError} when the text is not a plain decimal or has digits beyond the scale.
 */
export function parseFixed(text: string, scale: number): bigint {
  if (!DECIMAL.test(text)) {
    throw new RangeError(`a decimal must look like 123.45, was ${JSON.stringify(text.slice(0, 40))}`);
  }
  const [whole = '0', fraction = ''] = text.split('.');
  const kept = fraction.slice(0, scale).padEnd(scale, '0');
  if (/[1-9]/.test(fraction.slice(scale))) {
    throw new RangeError(`a decimal with at most ${scale} places is needed, was ${text}`);
  }
  const magnitude = BigInt(whole.replace('-', '') + kept);
  return text.startsWith('-') ? -magnitude : magnitude;
}

/** The plain decimal text of an integer of 10^-scale, without trailing zeros: `formatFixed(150n, 2)` is `"1.5"`. */
export function formatFixed(value: bigint, scale: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}
