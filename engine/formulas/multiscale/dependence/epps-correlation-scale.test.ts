import { describe, expect, it } from 'vitest';
import { normals } from '../../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../../contract-tests/reading-of.ts';
import type { MarketStep } from '../../formula.ts';
import { BlockCorrelation, eppsCorrelationScale, eppsRatio, relaxedAt } from './epps-correlation-scale.ts';

const WINDOW_HOURS = 0.2;
const PEER = { place: 1, isLeader: true, isSameCoin: false } as const;

/** A trade of each every second: the own price hears of the leader's move `delay` seconds later. */
const trades = (seconds: number, delay: number): MarketStep[] => {
  const moves = normals(17, seconds).map((z) => 0.001 * z);
  let leader = 100;
  let own = 50;
  return moves.flatMap((move, i): MarketStep[] => {
    leader *= Math.exp(move);
    own *= Math.exp(moves[i - delay] ?? 0);
    const time = i * 1000;
    const trade = { sizeBase: 1, side: 'buy' } as const;
    return [
      { kind: 'peer-trade', time, trade: { ...PEER, ...trade, price: leader } },
      { kind: 'trade', time, trade: { ...trade, time, price: own } },
    ];
  });
};

describe('correlation in blocks', () => {
  it('gives the numbers of the catalogue check', () => {
    const a = [1.0, 0.0, -1.0, 0.0, 2.0, 0.0, -1.0, 0.0];
    const b = [0.0, 1.0, 0.0, -1.0, 0.0, 2.0, 0.0, -1.0];
    const scales = [new BlockCorrelation(1, 8), new BlockCorrelation(2, 4)];
    a.forEach((each, i) => scales.forEach((scale) => scale.push(each, b[i] ?? NaN)));
    const found = scales.map(({ value }) => value ?? NaN);
    expect(found).toEqual([0, expect.closeTo(1, 12)]);
    expect(eppsRatio(found)).toBe(0);
  });

  it('is there where nine tenths of it are, whatever its sign', () => {
    expect(relaxedAt([0.1, 0.5, 0.73, 0.8, 0.8])).toBe(2);
    expect(relaxedAt([0.9, -0.5, -0.7, -0.79, -0.8])).toBe(3);
  });
});

describe('the Epps effect', () => {
  it('is seen where the own price hears of the leader three seconds late', () => {
    const run = eppsCorrelationScale.start({ window: WINDOW_HOURS });
    const value = trades(800, 3).map(run).at(-1);
    expect(value).toBeGreaterThan(0.95);
    expect(Math.abs(readingOf(run, 'correlation1'))).toBeLessThan(0.15);
    expect(Math.abs(readingOf(run, 'eppsRatio'))).toBeLessThan(0.15);
    // 3 of 15 seconds are not heard of yet, 3 of 60 hardly count.
    expect(readingOf(run, 'relaxation')).toBe(60);
  });

  it('is not where both move at once', () => {
    const run = eppsCorrelationScale.start({ window: WINDOW_HOURS });
    trades(800, 0).forEach(run);
    expect(readingOf(run, 'eppsRatio')).toBeCloseTo(1, 6);
    expect(readingOf(run, 'relaxation')).toBe(1);
  });

  it('says nothing of other symbols, and needs two of its longest blocks', () => {
    const run = eppsCorrelationScale.start({ window: WINDOW_HOURS });
    const others = trades(800, 0).map((step): MarketStep =>
      step.kind === 'peer-trade' ? { ...step, trade: { ...step.trade, isLeader: false } } : step,
    );
    expect(others.map(run).every((each) => each === undefined)).toBe(true);
    expect(() => eppsCorrelationScale.start({ window: 0.1 })).toThrow(
      'a window must hold two blocks of 300 s, was 360 s',
    );
  });
});

describeFormulaContract(eppsCorrelationScale, { window: 600 / 3600 }, trades(640, 2));
