import { describe, expect, it } from 'vitest';
import { btc, printAt } from '../fixtures/market-events.ts';
import { TradeLog } from '../trade-log.ts';
import { cutterOf } from './bar-cutter.ts';
import { FootprintSeries } from './footprint-series.ts';

const rows = { rowTicks: 1, marks: { ratio: 3, minLots: 5, stack: 2 } };

describe('the naked points of a footprint series', () => {
  it('leave out those that were passed inside of a bar that closed at once with others', () => {
    // A print every 6 s is 10.1 a minute: the first 100 prints, looked at together, are bars of 11.
    const ticks = Array.from({ length: 100 }, (_, at) => (at < 11 || at === 15 ? 1000 : 1005));
    const log = new TradeLog();
    for (const [at, price] of ticks.entries()) log.push(printAt(at * 6000, price, 2));
    const cutter = cutterOf(btc, { kind: 'tick', threshold: 'session' });
    const series = new FootprintSeries({ cutter, rows });
    series.catchUp(log, Infinity);
    expect(series.closed(0).slice(0, 2)).toMatchObject([
      { pointOfControl: 1000, close: 1000 },
      { pointOfControl: 1005, low: 1000, close: 1005 },
    ]);
    expect(series.nakedPoints.filter(({ ticks: price }) => price === 1000)).toEqual([]);
  });
});
