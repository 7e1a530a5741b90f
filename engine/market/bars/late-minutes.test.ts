import { describe, expect, it } from 'vitest';
import type { Bar } from '../../domain/market/bar.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import { BarSeries } from '../bar-series.ts';
import { btc, printAt } from '../fixtures/market-events.ts';
import { TradeLog } from '../trade-log.ts';
import { ChartSeries } from './chart-series.ts';

const MINUTE = 60_000;
/** A minute of the venue, of which no side is known. */
const minute = (at: number, price: number): Bar => ({
  openTime: (at * MINUTE) as UnixMs,
  intervalMs: MINUTE,
  open: price,
  high: price,
  low: price,
  close: price,
  volumeBase: 7,
  buyVolumeBase: 0,
  tradeCount: 0,
});

describe('minutes that are told late', () => {
  it('do not go into a bar that began after them', () => {
    const trades = new TradeLog();
    const minutes = new BarSeries(MINUTE);
    const series = new ChartSeries(btc, { kind: 'time', intervalMs: MINUTE }, { trades, minutes });
    trades.push(printAt(8 * MINUTE + 1000, 1000, 2));
    series.catchUp(8 * MINUTE + 1000);
    minutes.append(minute(6, 50));
    minutes.append(minute(7, 50));
    series.catchUp(8 * MINUTE + 2000);
    expect(series.forming).toMatchObject({ openTime: 8 * MINUTE, low: 100, volumeBase: 0.002 });
  });

  it('do not count trades of theirs again', () => {
    const trades = new TradeLog();
    const minutes = new BarSeries(MINUTE);
    const series = new ChartSeries(btc, { kind: 'time', intervalMs: MINUTE }, { trades, minutes });
    trades.push(printAt(5 * MINUTE + 1000, 1000, 2));
    series.catchUp(5 * MINUTE + 1000);
    minutes.append(minute(5, 100));
    trades.push(printAt(6 * MINUTE + 1000, 1000, 3));
    series.catchUp(6 * MINUTE + 1000);
    expect([series.bars.at(0)?.volumeBase, series.forming?.volumeBase]).toEqual([0.002, 0.003]);
    expect(series.bars.total).toBe(1);
  });
});
