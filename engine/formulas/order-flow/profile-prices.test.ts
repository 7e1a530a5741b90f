import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { wanderingTrades } from '../contract-tests/sample-inputs.ts';
import type { TradeTick } from '../formula.ts';
import { profileNodeDistance } from './profile-node-distance.ts';
import { profilePrice } from './profile-price.ts';
import { tapeVwapDeviation } from './tape-vwap-deviation.ts';
import { tpoPrice } from './tpo-price.ts';

const at = (minute: number, price: number, sizeBase = 1): TradeTick => ({
  time: minute * 60_000,
  price,
  sizeBase,
  side: 'buy',
});
/** Rows of 1 % of 100: one unit high. */
const rows = { window: 24, bin: 0.01, slot: 15 };

describe('the trade price against the VWAP', () => {
  it('is 100 bps where 101 is the last of as much paid at 99: 101 over 100', () => {
    const run = tapeVwapDeviation.start({ windowSec: 60 });
    expect(run({ ...at(0, 99), time: 0 })).toBe(0);
    expect(run({ ...at(0, 101), time: 59_999 })).toBeCloseTo(100, 9);
    // A minute later the first is forgotten.
    expect(run({ ...at(0, 101), time: 60_001 })).toBeCloseTo(0, 9);
  });
});

describe('prices of the volume profile', () => {
  // Volumes 1, 2, 6, 2, 1 in the rows of 98 to 102: 70 % of 12 are 8.4, and 6 + 2 + 2 are enough.
  const tape = [at(0, 100, 6), at(1, 101.2, 2), at(2, 99.2, 2), at(3, 98.2), at(4, 102.2)];
  it.each([
    ['the middle of the heaviest row', 0, 100.5],
    ['the upper end of the value area', 1, 102],
    ['the lower end of the value area', -1, 99],
  ])('give %s', (_what, level, expected) => {
    expect(tape.map(profilePrice.start({ ...rows, share: 0.7, level })).at(-1)).toBeCloseTo(expected, 9);
  });

  it('know three levels', () => {
    expect(() => profilePrice.start({ ...profilePrice.defaults, level: 2 })).toThrow('level must be 1');
  });
});

describe('the nearest node', () => {
  // Rows of 1 from 100: volumes 5, 1, 4, 1, 3 at 100, 101, 102, 103, 104.
  const tape = [at(0, 100, 5), at(1, 101), at(2, 102, 4), at(3, 103), at(4, 104, 3)];

  it('of high volume is at 102.5, a bit below 103', () => {
    const run = profileNodeDistance.start({ ...rows, kind: 1 });
    for (const each of tape) run(each);
    expect(run({ ...at(4, 103.1), time: 250_000 })).toBeCloseTo(((102.5 - 103.1) / 103.1) * 10_000, 9);
  });

  it('of low volume is at 103.5', () => {
    const run = profileNodeDistance.start({ ...rows, kind: -1 });
    for (const each of tape) run(each);
    expect(run({ ...at(4, 103.1), time: 250_000 })).toBeCloseTo(((103.5 - 103.1) / 103.1) * 10_000, 9);
  });

  it('does not exist where volume only rises', () => {
    const run = profileNodeDistance.start({ ...rows, kind: 1 });
    expect([at(0, 100), at(1, 101, 2), at(2, 102, 3)].map(run)).toEqual([undefined, undefined, undefined]);
  });

  it('is of one of two kinds', () => {
    expect(() => profileNodeDistance.start({ ...rows, kind: 0 })).toThrow('was 0');
  });
});

describe('prices of the time profile', () => {
  // Half hours from 100 to 103, from 101 to 102 and at 101: marks 1, 3, 2, 1.
  const tape = [at(0, 100), at(10, 103), at(31, 101), at(40, 102), at(61, 101), at(62, 101, 500)];
  it.each([
    ['the row most half hours went through, whatever the volume', 0, 101.5],
    // Seven marks: three and two are 5 of the 4.9 wanted.
    ['the upper end of the value area', 1, 103],
    ['the lower end of the value area', -1, 101],
  ])('give %s', (_what, level, expected) => {
    const values = tape.map(tpoPrice.start({ bin: 0.01, period: 30, share: 0.7, level }));
    expect(values.at(-1)).toBeCloseTo(expected, 9);
  });

  it('begin again with the day', () => {
    const run = tpoPrice.start({ bin: 0.01, period: 30, share: 0.7, level: 0 });
    for (const each of tape) run(each);
    expect(run(at(1440, 200))).toBeCloseTo(201, 9);
  });

  it.each([
    ['bin', { bin: 0 }],
    ['period', { period: 0 }],
  ])('need a %s above zero', (name, wrong) => {
    expect(() => tpoPrice.start({ ...tpoPrice.defaults, ...wrong })).toThrow(`${name} must be above`);
  });
});

describeFormulaContract(tapeVwapDeviation, { windowSec: 5 }, wanderingTrades(60, 400));
describeFormulaContract(profilePrice, { ...rows, share: 0.7, level: 1 }, wanderingTrades(60, 40_000));
describeFormulaContract(
  tpoPrice,
  { bin: 0.01, period: 5, share: 0.7, level: -1 },
  wanderingTrades(60, 40_000),
);
const hill = [at(0, 100), at(1, 101, 5), at(2, 102)];
describeFormulaContract(profileNodeDistance, { ...rows, kind: 1 }, [
  ...hill,
  ...Array.from({ length: 40 }, (_, i) => at(3 + i, 101.2 + (i % 5) / 10)),
]);
