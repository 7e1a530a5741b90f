import { mulDiv, parseFixed } from '../../domain/units/fixed.ts';
import type { DecimalSteps } from '../recorded/decimal-steps.ts';
import { shownValue } from '../recorded/shown-value.ts';
import { BrokenRule, type Fields, wholeOf } from './frame-fields.ts';
import type { MalformedFrame } from './live-frame.ts';

const SCALE = 18;
const RATE_SCALE = 8;
const TRADE_ID = /^[\w.:-]{1,64}$/;

/** What `read` gives, or the rule it found broken as a value. */
export function orMalformed<Frame>(read: () => Frame): Frame | MalformedFrame {
  try {
    return read();
  } catch (error) {
    if (error instanceof BrokenRule) return { kind: 'malformed', rule: error.message };
    throw error;
  }
}

/** The JSON in a text. @throws {BrokenRule} when it is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new BrokenRule('a frame must be JSON', { cause: error });
  }
}

/** A whole number from 0 to 2^53. */
export const whole = (content: Fields, name: string): number => wholeOf(content[name], name);

/** Decimal text that lies on the grid of the instrument, in steps. */
export function decimal(value: unknown, name: string, steps: DecimalSteps): number {
  const count = typeof value === 'string' ? steps.parse(value) : -1;
  if (count < 0) {
    throw new BrokenRule(`${name} must be decimal text in steps of ${steps.step}, was ${shownValue(value)}`);
  }
  return count;
}

/** Like `decimal`, and not 0. */
export function positive(value: unknown, name: string, steps: DecimalSteps): number {
  const count = decimal(value, name, steps);
  if (count === 0) throw new BrokenRule(`${name} must be above zero, was ${shownValue(value)}`);
  return count;
}

/** The id of a trade as text. */
export function tradeId(value: unknown, name: string): string {
  if (typeof value !== 'string' || !TRADE_ID.test(value)) {
    throw new BrokenRule(`${name} must be the id of a trade, was ${shownValue(value)}`);
  }
  return value;
}

/** Decimal text as an integer of 10^-18; undefined where the venue leaves it out or empty. */
export function optionalDecimal(content: Fields, name: string): bigint | undefined {
  const value = content[name];
  if (value === undefined || value === '') return undefined;
  try {
    return parseFixed(value as string, SCALE);
  } catch (error) {
    throw new BrokenRule(`${name} must be decimal text, was ${shownValue(value)}`, { cause: error });
  }
}

/** A price that may lie between ticks, such as a mark price, as the nearest one; above zero. */
export function optionalMark(content: Fields, name: string, tickSize: string): number | undefined {
  const price = optionalDecimal(content, name);
  if (price === undefined) return undefined;
  const ticks = Number(mulDiv(price, 1n, parseFixed(tickSize, SCALE), 'half-even'));
  if (ticks <= 0) throw new BrokenRule(`${name} must be above zero, was ${shownValue(content[name])}`);
  return ticks;
}

/** A rate in 10^-8, of either sign. */
export function optionalRateE8(content: Fields, name: string): number | undefined {
  const rate = optionalDecimal(content, name);
  return rate === undefined
    ? undefined
    : Number(mulDiv(rate, 1n, 10n ** BigInt(SCALE - RATE_SCALE), 'half-even'));
}

/** An amount in base units as a double, not negative. */
export function optionalAmount(content: Fields, name: string): number | undefined {
  const amount = optionalDecimal(content, name);
  if (amount === undefined) return undefined;
  if (amount < 0n) throw new BrokenRule(`${name} must not be negative, was ${shownValue(content[name])}`);
  return Number(content[name]);
}

/** A whole book lists every price once, the best first, and nothing that is not there. */
export function expectOrder(flat: readonly number[], direction: 1 | -1, name: string): void {
  for (let index = 0; index < flat.length; index += 2) {
    const isWorse = index === 0 || ((flat[index] ?? 0) - (flat[index - 2] ?? 0)) * direction > 0;
    if (!isWorse)
      throw new BrokenRule(`${name} of a snapshot must begin with the best price and repeat none`);
    if (flat[index + 1] === 0) throw new BrokenRule(`${name} of a snapshot must hold no empty level`);
  }
}
