import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TradePrint } from '../../domain/market/market-event.ts';
import { btc, printAt } from '../fixtures/market-events.ts';
import { tapeOf, tapes } from '../fixtures/tapes.ts';
import { VolumeProfile, type VolumeProfileReading } from './volume-profile.ts';

/** A profile of the given lots at neighboring ticks from 1000 on, the last print at `lastTicks`. */
function profileOf(lots: readonly number[], lastTicks = 1000, rowTicks = 1): VolumeProfile {
  const profile = new VolumeProfile(btc, rowTicks);
  lots.forEach(
    (each, i) => each > 0 && profile.add(printAt(i, 1000 + i, each, i % 2 === 0 ? 'buy' : 'sell')),
  );
  if (lastTicks !== 1000 + lots.length - 1) profile.add(printAt(99, lastTicks, 0));
  return profile;
}

const rowHeights = fc.integer({ min: 1, max: 7 });

const lotsOf = (prints: readonly TradePrint[]): number => prints.reduce((sum, { lots }) => sum + lots, 0);

function readingOf(prints: readonly TradePrint[], rowTicks: number): VolumeProfileReading | undefined {
  const profile = new VolumeProfile(btc, rowTicks);
  for (const print of prints) profile.add(print);
  return profile.reading();
}

describe('a volume profile', () => {
  it('gives the numbers of the catalogue check of F254: 70 % of 5, 20, 40, 25 and 10', () => {
    expect(profileOf([5, 20, 40, 25, 10], 1004).reading()).toEqual({
      pointOfControl: 100.2,
      valueAreaLow: 100.1,
      valueAreaHigh: 100.3,
      valueShare: 0.85,
      highNodes: [100.2],
      lowNodes: [],
      volumeBase: 0.1,
      // Bought 5 + 40 + 10 and sold 20 + 25.
      deltaBase: 0.01,
      // 90 of 100 lots traded below the last price and none above.
      bias: 0.9,
    });
  });

  it.each([
    ['under all value', 1000, -(20 + 40) / 65],
    ['in the middle', 1001, (5 - 40) / 65],
    ['over it', 1002, 25 / 65],
  ])('leans by how much traded on either side of a last price %s', (_where, lastTicks, expected) => {
    expect(profileOf([5, 20, 40], lastTicks).reading()?.bias).toBeCloseTo(expected, 12);
  });

  it('puts ticks together into rows that begin at whole multiples', () => {
    // Ticks 1000 to 1003 as rows of two: 10 lots at 100.0 and 100.1, 50 at 100.2 and 100.3.
    const profile = profileOf([4, 6, 20, 30], 1003, 2);
    expect(profile.rows()).toEqual([
      { ticks: 1000, buyLots: 4, sellLots: 6 },
      { ticks: 1002, buyLots: 20, sellLots: 30 },
    ]);
    expect(profile.reading()).toMatchObject({
      pointOfControl: expect.closeTo(100.25, 12),
      valueAreaLow: 100.2,
      valueAreaHigh: 100.3,
    });
  });

  it('finds nodes of high and of low volume', () => {
    expect(profileOf([5, 1, 9, 2, 0, 3], 1005).reading()).toMatchObject({
      highNodes: [100.2],
      lowNodes: [100.1, 100.4],
    });
  });

  it('says nothing before the first trade and after it was cleared', () => {
    const profile = profileOf([1, 2], 1001);
    profile.clear();
    expect([profile.reading(), profile.rows()]).toEqual([undefined, []]);
    expect(new VolumeProfile(btc, 1).reading()).toBeUndefined();
  });

  it('refuses rows of no ticks', () => {
    expect(() => new VolumeProfile(btc, 0)).toThrow('ticks per row must be a whole number of at least 1');
  });

  it('can be read in coarser rows, as if it had them from the begin', () => {
    fc.assert(
      fc.property(tapes, rowHeights, (steps, rowTicks) => {
        const prints = tapeOf(steps);
        const [fine, coarse] = [new VolumeProfile(btc, 1), new VolumeProfile(btc, rowTicks)];
        for (const print of prints) for (const profile of [fine, coarse]) profile.add(print);
        expect(fine.inRowsOf(rowTicks).rows()).toEqual(coarse.rows());
        expect(fine.inRowsOf(rowTicks).reading()).toEqual(coarse.reading());
        expect(coarse.height).toBe(coarse.rows().length);
      }),
    );
  });

  it('holds the volume of the trades, whatever its rows', () => {
    fc.assert(
      fc.property(tapes, rowHeights, (steps, rowTicks) => {
        const prints = tapeOf(steps);
        const reading = readingOf(prints, rowTicks);
        const bought = lotsOf(prints.filter(({ aggressor }) => aggressor === 'buy'));
        expect(reading?.volumeBase).toBeCloseTo(lotsOf(prints) / 1000, 9);
        expect(reading?.deltaBase).toBeCloseTo((2 * bought - lotsOf(prints)) / 1000, 9);
      }),
    );
  });

  it('has its point of control inside a value area of at least the share asked for', () => {
    fc.assert(
      fc.property(tapes, rowHeights, (steps, rowTicks) => {
        const reading = readingOf(tapeOf(steps), rowTicks);
        expect(reading?.pointOfControl).toBeGreaterThanOrEqual(reading?.valueAreaLow ?? NaN);
        expect(reading?.pointOfControl).toBeLessThanOrEqual(reading?.valueAreaHigh ?? NaN);
        expect(reading?.valueShare).toBeGreaterThanOrEqual(0.7);
      }),
    );
  });
});
