import type { Texts } from '../language/en.ts';

/** What a typed number has to be a multiple of. */
export interface Grid {
  readonly step: string;
  readonly unit: string;
}

const DECIMAL = /^(0|[1-9]\d{0,14})(\.\d{1,12})?$/;

/** Whether a text is a number as the engine takes it: digits, and a point before a fraction. */
export const isDecimal = (text: string): boolean => DECIMAL.test(text);

/** A value as a sentence names it. */
export const inUnit = (value: number | string, unit: string): string => `${value} ${unit}`;

/** Whether a decimal lies on a grid, worked out in whole numbers: 0.3 is three steps of 0.1. */
export function isMultiple(text: string, step: string): boolean {
  const places = Math.max(text.split('.')[1]?.length ?? 0, step.split('.')[1]?.length ?? 0);
  const whole = (decimal: string) => {
    const [units = '0', fraction = ''] = decimal.split('.');
    return BigInt(units + fraction.padEnd(places, '0'));
  };
  return whole(step) > 0n && whole(text) % whole(step) === 0n;
}

/** Why a typed number cannot be sent: it is none, is zero, or lies between two steps; undefined when it can. */
export function gridError(
  name: string,
  value: string,
  { step, unit }: Grid,
  { ticket: { rules } }: Texts,
): string | undefined {
  if (!isDecimal(value)) return rules.number(name, value);
  if (Number(value) === 0) return rules.above(name);
  return isMultiple(value, step) ? undefined : rules.step(name, inUnit(step, unit), inUnit(value, unit));
}
