import type { BarView } from '../../engine/contract/views.ts';

const MINUTE_MS = 60_000;

/** The closed bars of one interval and the closed minutes of the bar that is still forming. */
export interface BarSeries {
  readonly intervalMs: number;
  /** Closed bars, oldest first. */
  readonly bars: readonly BarView[];
  /** Closed minutes after the last closed bar, oldest first; always empty for one-minute bars. */
  readonly minutes: readonly BarView[];
}

/** When the bar that holds a moment began. */
export const openTimeOf = (ms: number, intervalMs: number): number => ms - (ms % intervalMs);

/** Several bars as one; undefined for none. */
export function foldBars(bars: readonly BarView[], openTimeMs: number): BarView | undefined {
  const [first] = bars;
  const last = bars.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return {
    openTimeMs,
    open: first.open,
    high: Math.max(...bars.map(({ high }) => high)),
    low: Math.min(...bars.map(({ low }) => low)),
    close: last.close,
    volumeBase: bars.reduce((sum, { volumeBase }) => sum + volumeBase, 0),
    buyVolumeBase: bars.reduce((sum, { buyVolumeBase }) => sum + buyVolumeBase, 0),
  };
}

/**
 * The series as the engine answered: bars that end after `nowMs` are still forming, so they are
 * taken apart into the minutes that are known of them.
 */
export function seriesFrom(
  intervalMs: number,
  nowMs: number,
  bars: readonly BarView[],
  minutes: readonly BarView[],
): BarSeries {
  const closed = bars.filter(({ openTimeMs }) => openTimeMs + intervalMs <= nowMs);
  const formingFrom = openTimeOf(nowMs, intervalMs);
  const ofForming = (bar: BarView) => bar.openTimeMs >= formingFrom && bar.openTimeMs + MINUTE_MS <= nowMs;
  return { intervalMs, bars: closed, minutes: intervalMs === MINUTE_MS ? [] : minutes.filter(ofForming) };
}

/** Whether minutes lie between what the series knows and this one, because a message was overtaken. */
export function missesMinutes({ intervalMs, bars, minutes }: BarSeries, minute: BarView): boolean {
  const lastMinute = minutes.at(-1);
  const lastBar = bars.at(-1);
  if (lastMinute !== undefined) return minute.openTimeMs > lastMinute.openTimeMs + MINUTE_MS;
  return lastBar !== undefined && minute.openTimeMs > lastBar.openTimeMs + intervalMs;
}

/** The series after one more minute was closed. A minute that is already counted changes nothing. */
export function withMinute(series: BarSeries, minute: BarView): BarSeries {
  const { intervalMs, bars, minutes } = series;
  const opened = openTimeOf(minute.openTimeMs, intervalMs);
  const lastBar = bars.at(-1);
  const lastMinute = minutes.at(-1);
  if (lastBar !== undefined && opened <= lastBar.openTimeMs) return series;
  if (lastMinute !== undefined && minute.openTimeMs <= lastMinute.openTimeMs) return series;

  const isNext = lastMinute === undefined || openTimeOf(lastMinute.openTimeMs, intervalMs) === opened;
  const before = isNext ? series : closeForming(series);
  const known = [...before.minutes, minute];
  const grown = { ...before, minutes: known };
  return minute.openTimeMs + MINUTE_MS >= opened + intervalMs ? closeForming(grown) : grown;
}

function closeForming(series: BarSeries): BarSeries {
  const { intervalMs, bars, minutes } = series;
  const [first] = minutes;
  if (first === undefined) return series;
  const bar = foldBars(minutes, openTimeOf(first.openTimeMs, intervalMs));
  return { intervalMs, bars: bar === undefined ? bars : [...bars, bar], minutes: [] };
}

/** The bar that is still forming, from its closed minutes and the minute that is forming now. */
export function formingBarOf(series: BarSeries, minute: BarView | undefined): BarView | undefined {
  const { intervalMs, minutes } = series;
  const newest = minute ?? minutes.at(-1);
  if (newest === undefined) return undefined;
  const opened = openTimeOf(newest.openTimeMs, intervalMs);
  const parts = minutes.filter((part) => part.openTimeMs >= opened && part.openTimeMs < newest.openTimeMs);
  return foldBars([...parts, newest], opened);
}

/** Older bars put in front; what is already there wins. */
export function withOlder(series: BarSeries, older: readonly BarView[]): BarSeries {
  const first = series.bars[0]?.openTimeMs ?? Number.POSITIVE_INFINITY;
  return { ...series, bars: [...older.filter(({ openTimeMs }) => openTimeMs < first), ...series.bars] };
}
