import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TradePrint } from '../../domain/market/market-event.ts';
import { btc, printAt } from '../fixtures/market-events.ts';
import { tapeOf, tapes } from '../fixtures/tapes.ts';
import type { ActivityBar } from './activity-bar.ts';
import { ActivityBarBuilder } from './activity-bar-builder.ts';
import {
  type BarMeasure,
  dollarMeasure,
  tickImbalanceMeasure,
  tickMeasure,
  volumeImbalanceMeasure,
  volumeMeasure,
} from './bar-measure.ts';
import { type BarThreshold, fixedThreshold } from './bar-threshold.ts';
import { SessionThreshold } from './session-threshold.ts';

function barsOf(measure: BarMeasure, thresholds: BarThreshold, prints: readonly TradePrint[]) {
  const builder = new ActivityBarBuilder(btc, measure, thresholds);
  const closed: ActivityBar[] = [];
  for (const print of prints) builder.add(print, (bar) => closed.push(bar));
  return { closed, forming: builder.formingBar };
}

const short = ({ volumeBase, close, tradeCount }: ActivityBar) => [volumeBase, close, tradeCount];

describe('volume bars', () => {
  // The catalogue check of F249: 6 at 100, 10 at 101 and 7 at 102, a bar for every 10.
  const { closed, forming } = barsOf(volumeMeasure(btc), fixedThreshold(10), [
    printAt(1, 1000, 6000, 'buy'),
    printAt(2, 1010, 10_000, 'sell'),
    printAt(3, 1020, 7000, 'buy'),
  ]);

  it('split the print that fills them and carry the rest over', () => {
    expect(closed.map((bar) => [bar.notionalQuote / bar.volumeBase, bar.close])).toEqual([
      [expect.closeTo(100.4, 9), 101],
      [expect.closeTo(101.4, 9), 102],
    ]);
    expect(forming?.volumeBase).toBe(3);
  });

  it('begin and end with their first and last print, which may be a part of one', () => {
    expect(closed[1]).toEqual({
      openTime: 2,
      closeTime: 3,
      open: 101,
      high: 102,
      low: 101,
      close: 102,
      volumeBase: 10,
      buyVolumeBase: 4,
      notionalQuote: expect.closeTo(1014, 9),
      // 6 at 101 and 4 at 102 around 101.4: 6 x 0.16 + 4 x 0.36.
      scatter: expect.closeTo(2.4, 9),
      tradeCount: 1,
      threshold: 10,
    });
  });

  it('come several at once from a print larger than a bar', () => {
    const bars = barsOf(volumeMeasure(btc), fixedThreshold(2), [printAt(5, 1000, 7000)]);
    expect(bars.closed.map(short)).toEqual([
      [2, 100, 1],
      [2, 100, 0],
      [2, 100, 0],
    ]);
    expect(bars.forming?.volumeBase).toBe(1);
  });

  it('count a threshold off the lot grid up to the next lot', () => {
    const bars = barsOf(volumeMeasure(btc), fixedThreshold(0.0025), [printAt(1, 1000, 9)]);
    expect(bars.closed.map(({ volumeBase }) => volumeBase)).toEqual([0.003, 0.003, 0.003]);
  });
});

describe('tick bars', () => {
  it('close with every n-th print and split none', () => {
    const prints = [5, 1, 9, 2, 3].map((lots, i) => printAt(i, 1000 + i, lots));
    const { closed, forming } = barsOf(tickMeasure, fixedThreshold(2), prints);
    expect(closed.map(short)).toEqual([
      [0.006, 100.1, 2],
      [0.011, 100.3, 2],
    ]);
    expect(forming).toMatchObject({ tradeCount: 1, volumeBase: 0.003 });
  });
});

describe('dollar bars', () => {
  it('hold the notional they are closed at, to within one lot', () => {
    // 100 a base: 3 lots of 0.001 are 0.3; 0.5 needs 5 lots.
    const { closed } = barsOf(dollarMeasure(btc), fixedThreshold(0.5), [
      printAt(1, 1000, 3),
      printAt(2, 2000, 4),
    ]);
    // 0.3 and one lot of 0.2 at 200 fill the first; the next three lots fill a second with 0.6.
    expect(closed.map(({ notionalQuote }) => notionalQuote)).toEqual([
      expect.closeTo(0.5, 12),
      expect.closeTo(0.6, 12),
    ]);
  });
});

describe('imbalance bars', () => {
  it('of prints close when one side is far enough ahead', () => {
    const sides = ['buy', 'sell', 'buy', 'buy', 'buy', 'sell', 'sell', 'sell'] as const;
    const { closed } = barsOf(
      tickImbalanceMeasure,
      fixedThreshold(3),
      sides.map((side, i) => printAt(i, 1000, 1, side)),
    );
    expect(closed.map(({ closeTime, tradeCount }) => [closeTime, tradeCount])).toEqual([
      [4, 5],
      [7, 3],
    ]);
  });

  it('of volume close when one side has taken so much more, and carry the rest over', () => {
    const { closed, forming } = barsOf(volumeImbalanceMeasure(btc), fixedThreshold(5), [
      printAt(1, 1000, 4000, 'buy'),
      printAt(2, 1000, 1000, 'sell'),
      // 3 ahead: 2 more close the bar, the other 6 fill another with 5 and leave 1.
      printAt(3, 1000, 8000, 'buy'),
    ]);
    expect(closed.map(({ volumeBase, buyVolumeBase }) => [volumeBase, buyVolumeBase])).toEqual([
      [7, 6],
      [5, 5],
    ]);
    expect(forming).toMatchObject({ volumeBase: 1, tradeCount: 0 });
  });
});

const session = () => new SessionThreshold({ initial: 0.02, barsPerDay: 10, days: 3 });
const kinds: readonly (readonly [name: string, measure: BarMeasure, thresholds: () => BarThreshold])[] = [
  ['tick', tickMeasure, () => fixedThreshold(3)],
  ['volume', volumeMeasure(btc), () => fixedThreshold(0.012)],
  ['dollar', dollarMeasure(btc), () => fixedThreshold(0.9)],
  ['tick-imbalance', tickImbalanceMeasure, () => fixedThreshold(3)],
  ['volume-imbalance', volumeImbalanceMeasure(btc), () => fixedThreshold(0.01)],
  ['volume of sessions', volumeMeasure(btc), session],
];

describe.each(kinds)('%s bars', (_name, measure, thresholds) => {
  it('lose no volume, no buying and no print', () => {
    fc.assert(
      fc.property(tapes, (steps) => {
        const prints = tapeOf(steps);
        const { closed, forming } = barsOf(measure, thresholds(), prints);
        const all = forming === undefined ? closed : [...closed, forming];
        const lotsOf = (pick: (bar: ActivityBar) => number) =>
          all.reduce((sum, bar) => sum + Math.round(pick(bar) * 1000), 0);
        const lots = (chosen: readonly TradePrint[]) => chosen.reduce((sum, print) => sum + print.lots, 0);
        expect(lotsOf((bar) => bar.volumeBase)).toBe(lots(prints));
        expect(lotsOf((bar) => bar.buyVolumeBase)).toBe(
          lots(prints.filter(({ aggressor }) => aggressor === 'buy')),
        );
        expect(all.reduce((sum, bar) => sum + bar.tradeCount, 0)).toBe(prints.length);
        const paid = prints.reduce((sum, print) => sum + print.ticks * print.lots * 1e-4, 0);
        expect(all.reduce((sum, bar) => sum + bar.notionalQuote, 0)).toBeCloseTo(paid, 6);
      }),
    );
  });

  it('never change for what comes later', () => {
    fc.assert(
      fc.property(tapes, fc.nat(), (steps, cut) => {
        const prints = tapeOf(steps);
        const whole = barsOf(measure, thresholds(), prints).closed;
        const seen = barsOf(measure, thresholds(), prints.slice(0, cut % prints.length)).closed;
        expect(whole.slice(0, seen.length)).toEqual(seen);
      }),
    );
  });

  it('follow each other in time with every price inside high and low', () => {
    fc.assert(
      fc.property(tapes, (steps) => {
        const { closed } = barsOf(measure, thresholds(), tapeOf(steps));
        const isInOrder = closed.every(
          (bar, i) => bar.openTime <= bar.closeTime && bar.openTime >= (closed[i - 1]?.closeTime ?? 0),
        );
        const isInside = closed.every(
          ({ open, high, low, close }) => low <= Math.min(open, close) && high >= Math.max(open, close),
        );
        expect([isInOrder, isInside]).toEqual([true, true]);
      }),
    );
  });
});
