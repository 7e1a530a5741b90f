import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { wanderingTrades } from '../contract-tests/sample-inputs.ts';
import type { TradeTick } from '../formula.ts';
import { marketProfileValueArea } from './market-profile-value-area.ts';
import { profileBias } from './profile-bias.ts';

const HOUR = 3_600_000;
/** Rows of exactly 1 when the first price of the day is 100.5. */
const bin = 1 / 100.5;
const settings = { window: 24, bin, share: 0.7, slot: 15 };

const tradeAt = (time: number, price: number, sizeBase: number): TradeTick => ({
  time,
  price,
  sizeBase,
  side: 'buy',
});

/** 5, 20, 40, 25 and 10 traded from 100.5 to 104.5, and a minute later next to nothing at `price`. */
const profileThen = (price: number, at = 60_000): TradeTick[] => [
  ...[5, 20, 40, 25, 10].map((size, i) => tradeAt(i, 100.5 + i, size)),
  tradeAt(at, price, 1e-9),
];

describe('distance from the point of control', () => {
  it.each([
    ['at the point of control of the catalogue check', 102.5, 0],
    ['at the top of its area of 101.5 to 103.5', 103.5, 1 / 2],
    ['below it', 98.5, -4 / 2],
  ])('%s', (_where, price, expected) => {
    const values = profileThen(price).map(marketProfileValueArea.start(settings));
    expect(values.at(-1)).toBeCloseTo(expected, 9);
  });

  it('keeps the area of the minute it was taken in', () => {
    const run = marketProfileValueArea.start(settings);
    // The first trade is all there is: its own row, at whose middle it stands.
    expect(run(tradeAt(0, 100.5, 1))).toBeCloseTo(0, 9);
    expect(run(tradeAt(59_999, 103.5, 50))).toBeCloseTo(3, 9);
    expect(run(tradeAt(60_000, 103.5, 50))).toBeCloseTo(0, 9);
  });

  it('forgets volume in whole slots once it is older than the window', () => {
    const run = marketProfileValueArea.start({ ...settings, window: 1 });
    profileThen(110.5, 59 * 60_000).map(run);
    expect(run(tradeAt(HOUR - 1, 110.5, 1e-9))).toBeCloseTo((110.5 - 102.5) / 2, 9);
    expect(run(tradeAt(HOUR, 110.5, 1e-9))).toBeCloseTo(0, 9);
  });

  it('moves the rows of yesterday over when the height changes at midnight', () => {
    const run = marketProfileValueArea.start(settings);
    const late = 23 * HOUR;
    [5, 20, 40, 25, 10].forEach((size, i) => run(tradeAt(late + i, 100.5 + i, size)));
    // Rows of 2 now, as the day begins at twice the price.
    const height = bin * 201;
    const value = run(tradeAt(24 * HOUR, 201, 1e-9));
    // 100.5 and 101.5 share a row, 102.5 and 103.5 the next, which holds 65 and with 25 below it 90.
    const pointOfControl = (Math.floor(102.5 / height) + 0.5) * height;
    expect(value).toBeCloseTo((201 - pointOfControl) / height, 9);
  });

  it.each([
    [{ ...settings, bin: 0 }, 'bin must be above zero, was 0'],
    [{ ...settings, slot: 0 }, 'slot must be above 0 min, was 0'],
    [{ ...settings, window: 0.1 }, 'slots in the window must be a whole number of at least 1, was 0.4'],
    [{ ...settings, share: 0 }, 'the share of a value area must be above 0 and at most 1, was 0'],
  ])('refuses %o', (params, message) => {
    expect(() => marketProfileValueArea.start(params)).toThrow(message);
  });
});

describe('bias of the volume profile', () => {
  it.each([
    ['above all value', 106.5, 1],
    ['in the row of 103.5: 65 below and 10 above', 103.5, (65 - 10) / 100],
    ['below all value', 99.5, -1],
  ])('%s', (_where, price, expected) => {
    const values = profileThen(price).map(profileBias.start({ window: 24, bin, slot: 15 }));
    expect(values.at(-1)).toBeCloseTo(expected, 9);
  });

  it('follows the price inside a minute against the profile of its beginning', () => {
    const run = profileBias.start({ window: 24, bin, slot: 15 });
    profileThen(103.5).map(run);
    expect(run(tradeAt(60_001, 99.5, 1000))).toBeCloseTo(-1, 9);
  });
});

describeFormulaContract(
  marketProfileValueArea,
  { window: 1, bin: 0.001, share: 0.7, slot: 15 },
  wanderingTrades(60, 20_000),
);
describeFormulaContract(profileBias, { window: 1, bin: 0.001, slot: 15 }, wanderingTrades(60, 20_000));
