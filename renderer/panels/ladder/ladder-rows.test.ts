import { describe, expect, it } from 'vitest';
import { BTC, sampleMarket, sampleOrder } from '../../engine-client/fixtures/sample-view.ts';
import { centeredTop, fittingGroup, groupedTicks, ladderRows, needsCentering } from './ladder-rows.ts';

const rowsOf = (groupTicks: number, topTicks: number) =>
  ladderRows({
    market: {
      ...sampleMarket,
      bids: [100, 1, 99.9, 2, 99.5, 4],
      asks: [100.2, 3, 100.4, 5],
      lastPrice: 100.2,
    },
    orders: [
      { ...sampleOrder, instrument: BTC, limitPrice: 99.9, sizeBase: 0.5, filledBase: 0.2 },
      { ...sampleOrder, orderId: 'closed', instrument: BTC, limitPrice: 99.9, status: 'filled' },
    ],
    traded: { at: (ticks) => (ticks === 1000 ? { boughtBase: 3, soldBase: 5 } : undefined) },
    tickSize: 0.1,
    groupTicks,
    topTicks,
    rowCount: 10,
  });

describe('the rows of the ladder', () => {
  it('put every level at its price, best in the middle', () => {
    const sizes = rowsOf(1, 1004).map(({ ticks, bidSize, askSize }) => [ticks, bidSize, askSize]);
    expect(sizes.slice(0, 6)).toEqual([
      [1004, 0, 5],
      [1003, 0, 0],
      [1002, 0, 3],
      [1001, 0, 0],
      [1000, 1, 0],
      [999, 2, 0],
    ]);
  });

  it('sum levels of a group, bids downwards and asks upwards', () => {
    expect(groupedTicks(1002, 5, 'bid')).toBe(1000);
    expect(groupedTicks(1002, 5, 'ask')).toBe(1005);
    const rows = rowsOf(5, 1010);
    expect(rows.find(({ ticks }) => ticks === 1005)?.askSize).toBe(3 + 5);
    expect(rows.find(({ ticks }) => ticks === 995)?.bidSize).toBe(2 + 4);
  });

  it('mark what is left of own open orders, and nothing of closed ones', () => {
    expect(rowsOf(1, 1004).find(({ ticks }) => ticks === 999)?.ownBuy).toBeCloseTo(0.3);
  });

  it('tell what was traded in a row and how much more was bought than sold', () => {
    const told = rowsOf(1, 1004).map(({ ticks, volume, delta }) => [ticks, volume, delta]);
    expect(told.filter(([, volume]) => volume !== 0)).toEqual([[1000, 8, -2]]);
  });

  it('mark the row of the last price', () => {
    expect(
      rowsOf(1, 1004)
        .filter(({ isLast }) => isLast)
        .map(({ ticks }) => ticks),
    ).toEqual([1002]);
  });

  it('center on the middle of the market and only move when it has left the middle half', () => {
    const market = { ...sampleMarket, bids: [100, 1], asks: [100.2, 1] };
    const top = centeredTop(market, 0.1, 1, 20) ?? 0;
    expect(top).toBe(1001 + 10);
    const shown = { tickSize: 0.1, groupTicks: 1, rowCount: 20 };
    expect(needsCentering(market, { ...shown, topTicks: top + 5 })).toBe(false);
    expect(needsCentering(market, { ...shown, topTicks: top + 6 })).toBe(true);
  });

  it('choose a grouping by how far apart the levels lie', () => {
    const levels = (step: number) =>
      Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? 100 + (at / 2) * step : 1));
    expect(fittingGroup({ ...sampleMarket, bids: levels(0.1), asks: levels(0.1) }, 0.1)).toBe(1);
    expect(fittingGroup({ ...sampleMarket, bids: levels(1), asks: levels(0.1) }, 0.1)).toBe(10);
    expect(fittingGroup({ ...sampleMarket, bids: [], asks: [] }, 0.1)).toBe(1);
  });
});
