import type { Rounding } from '../../domain/units/fixed.ts';

/**
 * Decimal arithmetic as it is taught at school, on strings of digits, digit by digit: slow, and with
 * nothing in common with the integers the product computes with.
 */

/** The product of two whole numbers without sign. */
export function multiplyDigits(a: string, b: string): string {
  const sums = Array.from({ length: a.length + b.length }, () => 0);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    let carry = 0;
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const sum = (sums[i + j + 1] ?? 0) + digitAt(a, i) * digitAt(b, j) + carry;
      sums[i + j + 1] = sum % 10;
      carry = Math.floor(sum / 10);
    }
    sums[i] = (sums[i] ?? 0) + carry;
  }
  return withoutZeros(sums.join(''));
}

/** Quotient and rest of two whole numbers without sign, by subtracting the divisor digit for digit. */
export function divideDigits(dividend: string, divisor: string): { quotient: string; rest: string } {
  let rest = '0';
  let quotient = '';
  for (const digit of dividend) {
    rest = withoutZeros(rest + digit);
    let times = 0;
    while (compareDigits(rest, divisor) >= 0) {
      rest = subtractDigits(rest, divisor);
      times += 1;
    }
    quotient += String(times);
  }
  return { quotient: withoutZeros(quotient), rest };
}

/** Below zero, zero or above zero, as `a` is smaller, equal or larger. */
export function compareDigits(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `a - b` for `a` not smaller than `b`. */
export function subtractDigits(a: string, b: string): string {
  let borrow = 0;
  let digits = '';
  for (let i = 0; i < a.length; i += 1) {
    const minus = i < b.length ? digitAt(b, b.length - 1 - i) : 0;
    const left = digitAt(a, a.length - 1 - i) - minus - borrow;
    borrow = left < 0 ? 1 : 0;
    digits = String((left + 10) % 10) + digits;
  }
  return withoutZeros(digits);
}

/** `a + b`. */
export function addDigits(a: string, b: string): string {
  let carry = 0;
  let digits = '';
  for (let i = 0; i < Math.max(a.length, b.length); i += 1) {
    const left = i < a.length ? digitAt(a, a.length - 1 - i) : 0;
    const right = i < b.length ? digitAt(b, b.length - 1 - i) : 0;
    const sum = left + right + carry;
    carry = sum > 9 ? 1 : 0;
    digits = String(sum % 10) + digits;
  }
  return withoutZeros(carry === 1 ? `1${digits}` : digits);
}

/** `a * b / c` rounded to a whole number; numbers with sign as text. */
export function oracleMulDiv(a: string, b: string, c: string, rounding: Rounding): string {
  const isNegative = [a, b, c].filter((each) => each.startsWith('-')).length % 2 === 1;
  const [x = '', y = '', z = ''] = [a, b, c].map((each) => each.replace('-', ''));
  const { quotient, rest } = divideDigits(multiplyDigits(x, y), z);
  const goesAway =
    rest !== '0' &&
    isRoundedAway(quotient, compareDigits(addDigits(rest, rest), z), {
      rounding,
      isNegative,
    });
  const size = goesAway ? addDigits(quotient, '1') : quotient;
  return isNegative && size !== '0' ? `-${size}` : size;
}

/** `half` is how twice the rest compares with the divisor. */
function isRoundedAway(
  quotient: string,
  half: number,
  { isNegative, rounding }: { rounding: Rounding; isNegative: boolean },
): boolean {
  switch (rounding) {
    case 'down':
      return false;
    case 'up':
      return true;
    case 'floor':
      return isNegative;
    case 'ceiling':
      return !isNegative;
    case 'half-even':
      return half > 0 || (half === 0 && digitAt(quotient, quotient.length - 1) % 2 === 1);
  }
}

const digitAt = (digits: string, index: number): number => digits.charCodeAt(index) - 48;

const withoutZeros = (digits: string): string => digits.replace(/^0+(?=\d)/, '');
