import { formatFixed, parseFixed } from '../../domain/units/fixed.ts';
import type { Ticks } from '../../domain/units/ticks.ts';
import { type UnixMs, unixMs } from '../../domain/units/time.ts';
import { BrokenRule, decimalOf, isZero, signedDecimalOf } from '../wire/frame-fields.ts';
import type { TradedInstrument } from './traded-instruments.ts';

const SCALE = 18;
/** Numbers as venues write them in answers: with an exponent at most where they are tiny. */
const WITH_EXPONENT = /^(-?)(\d)(?:\.(\d{1,17}))?[eE]-(\d{1,2})$/;

/** Text that is there and not empty. */
export const told = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** A decimal that is told and not zero. @throws {BrokenRule} when it is told and no decimal. */
export function nonZero(value: unknown, name: string): string | undefined {
  const text = told(value);
  return text === undefined || isZero(decimalOf(text, name)) ? undefined : text;
}

/** A price that is told and not zero, in ticks. @throws {BrokenRule} when it is off the grid. */
export function priceOr(traded: TradedInstrument, value: unknown, name: string): Ticks | undefined {
  const text = nonZero(value, name);
  return text === undefined ? undefined : traded.ticksOf(text, name);
}

/** A field only where it has a value, as reports leave out what is not told. */
export const only = <Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [Key in Name]?: Value } =>
  value === undefined ? {} : ({ [name]: value } as { readonly [Key in Name]: Value });

/** Decimal text in plain digits, of either sign; nothing counts as zero. */
export function plainDecimal(value: unknown, name: string): string {
  const text = told(value) ?? '0';
  const match = WITH_EXPONENT.exec(text);
  if (match === null) return formatFixed(parseFixed(cut(signedDecimalOf(text, name)), SCALE), SCALE);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  return cut(`${sign}0.${'0'.repeat(Number(exponent) - 1)}${whole}${fraction}`);
}

/** The same with the other sign: venues tell fees as what the balance gains or as what is paid. */
export function negated(decimal: string): string {
  return formatFixed(-parseFixed(decimal, SCALE), SCALE);
}

/** `a` less all of `others`, not below zero. */
export function lessAll(a: string, others: readonly string[]): string {
  const left = others.reduce((sum, each) => sum - parseFixed(each, SCALE), parseFixed(a, SCALE));
  return formatFixed(left < 0n ? 0n : left, SCALE);
}

/** The sum of decimals. */
export const sumOf = (decimals: readonly string[]): string =>
  formatFixed(
    decimals.reduce((sum, each) => sum + parseFixed(each, SCALE), 0n),
    SCALE,
  );

/** Unix ms written as 13 digits. @throws {BrokenRule} when it is not. */
export function timeOf(value: unknown, name: string): UnixMs {
  if (typeof value !== 'string' || !/^\d{13}$/.test(value)) throw new BrokenRule(`${name} must be Unix ms`);
  return unixMs(Number(value));
}

/** More places than our scale say nothing we could keep. */
const cut = (text: string): string => {
  const [whole = '0', fraction = ''] = text.split('.');
  const kept = fraction.slice(0, SCALE);
  return kept === '' ? whole : `${whole}.${kept}`;
};

/** A leverage as a venue writes it. @throws {BrokenRule} when it is none. */
export function leverageOf(value: unknown): number {
  const leverage = Number(told(value) ?? Number.NaN);
  if (leverage > 0 && Number.isFinite(leverage)) return leverage;
  throw new BrokenRule(`a leverage must be above zero, was ${String(value)}`);
}
