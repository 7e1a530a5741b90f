import { describe, expect, it } from 'vitest';
import type { VoteRecord } from '../../domain/vote/vote-record.ts';
import { calibratedProbability, voteWorth } from './vote-worth.ts';

const bins = (counts: Readonly<Record<number, number>>) =>
  Array.from({ length: 20 }, (_, bin) => counts[bin] ?? 0);

/** 100 decisions for a side, 60 right, half of them 3 bps and half of them -1 bps; spreads of 2 bps. */
const record: VoteRecord = {
  forecasts: 100,
  rises: 50,
  squaredErrors: 24,
  binned: bins({ 9: 40, 10: 60 }),
  binnedRises: bins({ 9: 14, 10: 36 }),
  decided: 100,
  hits: 60,
  returns: 0.01,
  squaredReturns: 50 * 0.0003 ** 2 + 50 * 0.0001 ** 2,
  spreads: 0.02,
};

describe('what a vote was worth', () => {
  it('has a hit rate with the interval of Wilson: 0.502 to 0.691 for 60 of 100', () => {
    const { decided, hitRange, hits } = voteWorth(record, 0);
    expect([hits, decided]).toEqual([60, 100]);
    expect(hitRange?.low).toBeCloseTo(0.502, 3);
    expect(hitRange?.high).toBeCloseTo(0.691, 3);
  });

  it('has a mean move of 1 bps, after the spread of 2 and fees of 5 each way -11', () => {
    const { afterCost, beforeCost } = voteWorth(record, 500);
    // Deviations of 2 bps either way: a standard error of 2 / sqrt(99).
    const reach = (1.959964 * 2) / Math.sqrt(99);
    expect(beforeCost.meanBps).toBeCloseTo(1, 9);
    expect(beforeCost.range?.low).toBeCloseTo(1 - reach, 5);
    expect(afterCost.meanBps).toBeCloseTo(-11, 9);
    expect(afterCost.range?.high).toBeCloseTo(-11 + reach, 5);
  });

  it('has a Brier score beside that of the base rate, and what came by what was foretold', () => {
    const worth = voteWorth(record, 0);
    expect(worth).toMatchObject({ brier: 0.24, brierOfBase: 0.25 });
    expect(worth.reliability.map(({ count, foretold, happened }) => [foretold, count, happened])).toEqual([
      [0.475, 40, 0.35],
      [0.525, 60, 0.6],
    ]);
  });

  it('says nothing it cannot know', () => {
    expect(voteWorth(undefined, 500)).toMatchObject({ hitRange: null, brier: null, reliability: [] });
    const few = { ...record, decided: 9, hits: 5 };
    expect(voteWorth(few, 0).beforeCost.range).toBeNull();
    const none = voteWorth({ ...record, decided: 0, hits: 0 }, 0);
    expect(none).toMatchObject({ hitRange: null, beforeCost: { meanBps: null, range: null } });
  });
});

describe('the calibrated probability', () => {
  it('follows what came: above what was said where rises came more often', () => {
    const high = calibratedProbability(record, 0.525) ?? 0;
    const low = calibratedProbability(record, 0.475) ?? 1;
    // Two bins, two parameters: the line meets both rates but for the caution of Platt's targets.
    expect(high).toBeGreaterThan(0.58);
    expect(high).toBeLessThan(0.6);
    expect(low).toBeGreaterThan(0.35);
    expect(low).toBeLessThan(0.37);
  });

  it('waits for sixty forecasts', () => {
    expect(calibratedProbability({ ...record, forecasts: 59 }, 0.5)).toBeUndefined();
    expect(calibratedProbability(undefined, 0.5)).toBeUndefined();
  });
});
