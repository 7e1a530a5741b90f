import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import type { TradeTick } from '../formula.ts';
import { ClassSums, stealthTradingShare } from './stealth-trading-share.ts';

const at = (time: number, price: number, sizeBase: number, side: 'buy' | 'sell' = 'buy'): TradeTick => ({
  time,
  price,
  sizeBase,
  side,
});

/** Ten small trades, fourteen medium and one large every second; the medium ones move the price by `move` each. */
const tapeOf = (seconds: number, move: number): TradeTick[] => {
  let price = 1000;
  return Array.from({ length: seconds }, (_, second) => {
    const side = move > 0 ? 'buy' : 'sell';
    const small = Array.from({ length: 10 }, (_each, i) => at(1000 * second + i, price, 1, 'sell'));
    const medium = Array.from({ length: 14 }, (_each, i) =>
      at(1000 * second + 100 + i, (price += move), 5, side),
    );
    return [...small, ...medium, at(1000 * second + 200, price, 50, 'sell')];
  }).flat();
};

describe('the share of stealth trading', () => {
  it('gives the numbers of the catalogue check', () => {
    const sums = new ClassSums(1000);
    sums.push(0, { kind: 0, change: 0.0002, signed: 0.2 });
    sums.push(1, { kind: 1, change: 0.0006, signed: -0.3 });
    sums.push(2, { kind: 2, change: 0.0002, signed: 0.5 });
    expect(sums.contribution(1)).toBeCloseTo(0.6, 12);
    expect(sums.excess(1)).toBeCloseTo(0.3, 12);
    expect(sums.mediumFlow).toBeCloseTo(-0.3, 12);
  });

  it('sees through medium trades that move the price', () => {
    const run = stealthTradingShare.start({ window: 20 });
    const value = tapeOf(40, 0.5).map(run).at(-1) ?? NaN;
    expect(readingOf(run, 'mediumContribution')).toBeCloseTo(1, 9);
    // Of 10 * 1 + 14 * 5 + 50 a second.
    expect(value).toBeCloseTo(1 - 70 / 130, 2);
    expect(readingOf(run, 'mediumFlow')).toBeCloseTo(70 / 130, 2);
    expect(readingOf(run, 'buyFactor')).toBe(1.2);
    expect(readingOf(run, 'sellFactor')).toBe(1);
  });

  it('raises the confidence of those who point the way the medium trades went', () => {
    const run = stealthTradingShare.start({ window: 20 });
    tapeOf(40, -0.5).forEach(run);
    expect(readingOf(run, 'buyFactor')).toBe(1);
    expect(readingOf(run, 'sellFactor')).toBe(1.2);
  });

  it('takes the share of the volume away also where no move came with medium trades', () => {
    const sums = new ClassSums(1000);
    sums.push(0, { kind: 1, change: 0, signed: 3 });
    sums.push(1, { kind: 2, change: 0.001, signed: 1 });
    expect(sums.contribution(1)).toBe(0);
    expect(sums.excess(1)).toBeCloseTo(-0.75, 12);
  });

  it('has no value where the price did not move', () => {
    const run = stealthTradingShare.start({ window: 5 });
    expect(tapeOf(20, 0).map(run).at(-1)).toBeUndefined();
    expect(readingOf(run, 'smallContribution')).toBeNaN();
    expect(readingOf(run, 'buyFactor')).toBe(1);
  });
});

describeFormulaContract(stealthTradingShare, { window: 2 }, tapeOf(5, 0.5));
