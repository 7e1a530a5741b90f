import { describe, expect, it } from 'vitest';
import { Random } from '../../../numerics/random.ts';
import { calibrations } from '../calibration.ts';
import { LimitOrderBook } from '../matching/limit-order-book.ts';
import { MAKER_SLOTS, MarketMaker } from './market-maker.ts';
import type { Pit } from './pit.ts';

const FAIR = 640_000.2;

function pitWith(pressure = 0): Pit {
  const [calibration] = calibrations;
  if (calibration === undefined) throw new RangeError('the first calibration is missing');
  const book = new LimitOrderBook();
  return {
    book,
    random: new Random(41),
    calibration,
    mid: FAIR,
    pressure,
    lotsWorth: (quote) => Math.max(1, Math.round(quote / (FAIR * 1e-4))),
    hit: (side, limit, lots) => void book.take(side, limit, lots),
  };
}

const makerAt = (pit: Pit) => new MarketMaker(pit, { ownerBase: 0, halfSpreadTicks: 0.4, stretch: 1 }, 0);

describe('a market maker', () => {
  it('quotes a ladder around the fair price: one tick wide here, deeper orders farther out', () => {
    const { book, ...rest } = pitWith();
    makerAt({ book, ...rest }).requote(FAIR, 0, true);
    expect([book.bestBid, book.bestAsk]).toEqual([639_999, 640_001]);
    expect(book.orderCount(1)).toBe(MAKER_SLOTS);
    expect(book.orderCount(-1)).toBe(MAKER_SLOTS);
  });

  it('lets orders be that are close enough, so that they keep their place', () => {
    const pit = pitWith();
    const maker = makerAt(pit);
    maker.requote(FAIR, 0, true);
    pit.book.beginAction();
    maker.requote(FAIR + 1, 10, false);
    expect(pit.book.changes.of(1, (side, price) => pit.book.lotsAt(side, price))).toEqual([]);
  });

  it('follows a fair price that has moved away', () => {
    const pit = pitWith();
    const maker = makerAt(pit);
    maker.requote(FAIR, 0, true);
    maker.requote(FAIR + 500, 10, true);
    expect([pit.book.bestBid, pit.book.bestAsk]).toEqual([640_499, 640_501]);
  });

  it('never crosses somebody else, however wrong their price', () => {
    const pit = pitWith();
    pit.book.place({ side: -1, price: 639_900, lots: 5, owner: 99 });
    makerAt(pit).requote(FAIR, 0, true);
    expect(pit.book.fills.count).toBe(0);
    expect([pit.book.bestBid, pit.book.bestAsk]).toEqual([639_899, 639_900]);
  });

  it('lowers both its prices after buying, and comes back as the inventory is laid off', () => {
    const pit = pitWith();
    const maker = makerAt(pit);
    maker.requote(FAIR, 0, true);
    maker.filled(0, pit.lotsWorth(pit.calibration.makerInventoryQuote), 1);
    maker.requote(FAIR, 0, true);
    // Full inventory leans by 3 bps: 640,000.2 x 0.9997 = 639,808.2.
    expect(pit.book.bestAsk).toBe(639_809);
    maker.requote(FAIR, 40_000, true);
    // After one half-life by 1.5 bps: 639,904.2.
    expect(pit.book.bestAsk).toBe(639_905);
  });

  it('shows more on the side of the pressure', () => {
    const value = (pressure: number, side: 1 | -1): number => {
      const pit = pitWith(pressure);
      makerAt(pit).requote(FAIR, 0, true);
      return pit.book.levels(side).reduce((sum, lots, at) => sum + (at % 2 === 1 ? lots : 0), 0);
    };
    expect(value(1, 1)).toBeGreaterThan(value(0, 1) * 1.5);
    expect(value(1, -1)).toBeLessThan(value(0, -1) * 0.5);
  });
});
