import type { InstrumentId } from '../domain/instrument/instrument.ts';
import type { Bar } from '../domain/market/bar.ts';
import type { BarSeries } from '../market/bar-series.ts';
import type { InstrumentMarket } from '../market/instrument-market.ts';
import { IntervalBars } from './interval-bars.ts';

const MINUTE_MS = 60_000;

/** Where closed bars are kept. */
export interface BarKeeper {
  of(instrument: InstrumentId): Pick<InstrumentMarket, 'bars' | 'otherBars'> | undefined;
}

/**
 * Closed bars of any length out of what is kept of a market: those of the length as they were told, and after
 * the last of them what minutes add up to.
 */
export class KeptBars {
  readonly #keeper: BarKeeper;

  constructor(keeper: BarKeeper) {
    this.#keeper = keeper;
  }

  /** End of the last bar of whatever length, in ms; 0 where none is kept. */
  endOf(instrument: InstrumentId): number {
    const market = this.#keeper.of(instrument);
    const ends = [market?.bars, ...(market?.otherBars.values() ?? [])].map(endOf);
    return Math.max(0, ...ends);
  }

  /** Bars of a length that open after a time in ms, oldest first. */
  after(instrument: InstrumentId, intervalMs: number, openTime: number): readonly Bar[] {
    const market = this.#keeper.of(instrument);
    if (market === undefined) return [];
    if (intervalMs === MINUTE_MS) return openedAfter(market.bars, openTime);
    const told = market.otherBars.get(intervalMs);
    const after = told === undefined ? [] : openedAfter(told, openTime);
    const lastTold = told?.at(-1)?.openTime ?? -Infinity;
    // Minutes of a period that was told add nothing.
    const fromTime = Math.max(openTime + 1, lastTold + intervalMs);
    const merging = new IntervalBars(intervalMs);
    const merged = openedAfter(market.bars, fromTime - 1).flatMap((minute) => merging.add(minute) ?? []);
    return [...after, ...merged];
  }

  /** How many bars are read for those of a length that open after a time in ms: those told, and minutes put together. */
  readAfter(instrument: InstrumentId, intervalMs: number, openTime: number): number {
    const market = this.#keeper.of(instrument);
    if (market === undefined) return 0;
    const told = intervalMs === MINUTE_MS ? market.bars : market.otherBars.get(intervalMs);
    const after = told === undefined ? 0 : countAfter(told, openTime);
    if (told === market.bars) return after;
    return after + countAfter(market.bars, Math.max(openTime, endOf(told) - 1));
  }

  /** Closed minutes of the period of a length that is not over yet, oldest first. */
  begun(instrument: InstrumentId, intervalMs: number): readonly Bar[] {
    const bars = this.#keeper.of(instrument)?.bars;
    if (intervalMs === MINUTE_MS || bars === undefined) return [];
    const end = endOf(bars);
    return openedAfter(bars, end - (end % intervalMs) - 1);
  }
}

const endOf = (series: BarSeries | undefined): number =>
  (series?.at(-1)?.openTime ?? 0) + (series?.intervalMs ?? 0);

const openedAfter = (series: BarSeries, openTime: number): readonly Bar[] =>
  series.latest(countAfter(series, openTime));

function countAfter(series: BarSeries, openTime: number): number {
  const times = series.column('openTime');
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? Infinity) <= openTime) low = middle + 1;
    else high = middle;
  }
  return times.length - low;
}
