import { formatFixed, mulDiv, parseFixed } from '../../domain/units/fixed.ts';
import { MONEY_SCALE } from '../../domain/units/money.ts';

const STEP_SCALE = 18;

/** An integer of 10^-scale with exactly `digits` places, rounded half to even: 25n of scale 1 is `2`. */
export function roundedText(value: bigint, scale: number, digits: number): string {
  const scaled = mulDiv(value, 10n ** BigInt(digits), 10n ** BigInt(scale), 'half-even');
  const [whole = '0', fraction = ''] = formatFixed(scaled, digits).split('.');
  return digits === 0 ? whole : `${whole}.${fraction.padEnd(digits, '0')}`;
}

/** The exact decimal of a ledger amount, all eight places, so that columns stand under each other. */
export const amountText = (amount: bigint): string => roundedText(amount, MONEY_SCALE, MONEY_SCALE);

/** `numerator / denominator` rounded once, half to even; undefined when there is nothing to divide by. */
export function ratioText(numerator: bigint, denominator: bigint, digits: number): string | undefined {
  if (denominator === 0n) return undefined;
  return roundedText(mulDiv(numerator, 10n ** BigInt(digits), denominator, 'half-even'), digits, digits);
}

/** A share as percent, e.g. `12.50 %`. */
export function percentText(numerator: bigint, denominator: bigint, digits = 2): string | undefined {
  const text = ratioText(numerator * 100n, denominator, digits);
  return text === undefined ? undefined : `${text} %`;
}

/** A measured double with that many places; a zero has no sign. */
export function measuredText(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text;
}

/** So many steps of a tick or lot size as an exact decimal: 3 of `0.1` is `0.3`. */
export const stepsText = (count: number, step: string): string =>
  formatFixed(BigInt(count) * parseFixed(step, STEP_SCALE), STEP_SCALE);

/** So many half steps, e.g. a mid between two ticks: 3 halves of `0.1` is `0.15`. */
export const halfStepsText = (count: number, step: string): string =>
  formatFixed(BigInt(count) * parseFixed(step, STEP_SCALE) * 5n, STEP_SCALE + 1);
