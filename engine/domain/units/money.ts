import type { BrandedBigInt } from './brand.ts';
import { formatFixed, parseFixed } from './fixed.ts';

/** Decimal places of every amount in the ledger. */
export const MONEY_SCALE = 8;

/** Quote currency as an integer of 10^-8: 1 USDT is 100_000_000n. Signed: what we receive is positive. */
export type Money = BrandedBigInt<'quote-e8'>;

export const money = (units: bigint): Money => units as Money;
export const NO_MONEY: Money = money(0n);

/** @throws {RangeError} when `text` is not a plain decimal of at most eight places. */
export const moneyFromDecimal = (text: string): Money => money(parseFixed(text, MONEY_SCALE));

export const moneyToDecimal = (amount: Money): string => formatFixed(amount, MONEY_SCALE);

/** As a double in quote units, for statistics and display only; it never becomes money again. */
export const moneyToNumber = (amount: Money): number => Number(amount) / 10 ** MONEY_SCALE;

export const addMoney = (a: Money, b: Money): Money => money(a + b);
export const subtractMoney = (a: Money, b: Money): Money => money(a - b);
