import { describe, expect, it } from 'vitest';
import { OrderBook } from '../../market/order-book.ts';
import { INSTRUMENT } from '../../execution/fixtures/scripted-market.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { unixMs } from '../../domain/units/time.ts';
import { openRecordedFeed } from '../../venues/recorded/open-recorded-feed.ts';
import { DocumentedQueue, powerBehind } from './documented-queue.ts';
import { contestQueues } from './queue-contest.ts';
import { documentedShares } from './queue-models-bench.ts';
import { spotSession } from './recorded-files.ts';

const at = (time: number) => ({ instrument: INSTRUMENT.id, time: unixMs(time), venueTime: unixMs(time) });

/** A book of 10 at 99 and 10 at 101, and an order to buy at 99 behind the 10. */
function resting(exponent?: number) {
  const book = new OrderBook();
  const level = (time: number, bid: number): MarketEvent => ({
    ...at(time),
    kind: 'book-snapshot',
    bids: [99, bid],
    asks: [101, 10],
    updateId: time,
  });
  const apply = (event: MarketEvent) => {
    if (event.kind === 'book-snapshot') book.applySnapshot(event);
    return event;
  };
  apply(level(1, 10));
  const behind = exponent === undefined ? undefined : powerBehind(exponent);
  const queue = new DocumentedQueue({ side: 'buy', ticks: 99 }, book, behind);
  let trades = 0;
  return {
    level: (bid: number) => queue.isFilledBy(apply(level(2, bid)), book),
    trade: (size: number, price = 99) => {
      trades += 1;
      const print = {
        ticks: ticks(price),
        lots: lots(size),
        aggressor: 'sell',
        tradeId: `t${trades}`,
      } as const;
      return queue.isFilledBy({ ...at(3), kind: 'trade', ...print }, book);
    },
  };
}

describe('a documented queue', () => {
  it('is filled when more was traded than stood in front', () => {
    const order = resting();
    expect([order.trade(10), order.trade(1)]).toEqual([false, true]);
  });

  it('is filled by a trade beyond its price', () => {
    expect(resting().trade(1, 98)).toBe(true);
  });

  it('moves up by cancellations under the power model alone', () => {
    const fates = [undefined, 1].map((exponent) => {
      const order = resting(exponent);
      order.level(20);
      // 8 of 20 leave, half of them stood in front: 6 stay there.
      order.level(12);
      return order.trade(7);
    });
    expect(fates).toEqual([false, true]);
  });

  it('does not count what was traded as gone a second time', () => {
    const order = resting(2);
    order.trade(4);
    order.level(6);
    expect([order.trade(6), order.trade(1)]).toEqual([false, true]);
  });
});

const session = spotSession();

describe('passive orders at the touch of the recorded Binance spot session', () => {
  it.skipIf('skipped' in session)(
    'fill as often under our models as within the range the documented ones give; without EDGEWRIGHT_DATA there is no session',
    { timeout: 60_000 },
    () => {
      if ('skipped' in session) return;
      const opened = openRecordedFeed(session);
      if (!opened.ok) throw new Error(opened.failure.detail);
      const outcomes = contestQueues(opened.feed);
      const { highest, lowest } = documentedShares(outcomes);
      const { edgewrightPower2, edgewrightPower3, edgewrightRiskAverse, edgewrightTouchFill } = outcomes;
      for (const { filledShare, orders } of [edgewrightPower2, edgewrightPower3, edgewrightRiskAverse]) {
        expect(orders).toBeGreaterThan(2_000);
        expect(filledShare).toBeGreaterThanOrEqual(lowest);
        expect(filledShare).toBeLessThanOrEqual(highest);
      }
      // The optimistic preset is what it is called.
      expect(edgewrightTouchFill.filledShare).toBeGreaterThan(highest + 0.1);
    },
  );
});
