import type { Answer, RequestOf } from '../../contract/commands.ts';
import { type Instrument, priceOf, quantityOf } from '../../domain/instrument/instrument.ts';
import type { Bar } from '../../domain/market/bar.ts';
import type { Lots } from '../../domain/units/lots.ts';
import type { Ticks } from '../../domain/units/ticks.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import { computeOnBars } from '../../features/compute-on-bars.ts';
import { anchoredVwap, vwapWith } from '../../market/bars/anchored-vwap.ts';
import type { BarPyramid } from '../../market/bars/bar-pyramid.ts';
import type { BarBook, NumberedSeries } from './bar-book.ts';

/** Extra bars before the first one shown, so that indicators are warm there. */
const WARM_UP_BARS = 300;
/** More bars than anybody can see one by one. */
const MOST_BARS = 3000;

/** The mean price paid since the bar that holds the anchor. */
export function answerAnchoredVwap(
  { anchorMs, from, merged, to }: RequestOf<'anchoredVwap'>,
  { generation, series }: NumberedSeries,
): Answer<'anchoredVwap'> {
  const { bars, forming } = series;
  const anchor = bars.placeAt(anchorMs) ?? bars.first;
  const { tradedShare, ...line } = anchoredVwap(bars, { anchor, from, to, merged });
  const now = forming && vwapWith(bars, anchor, forming);
  return { ok: true, reply: { ...line, tradedShare, now: now ?? null, generation } };
}

/** The largest trades between two moments. */
export function answerBigTrades(
  { fromMs, most, share, toMs }: RequestOf<'bigTrades'>,
  instrument: Instrument,
  book: BarBook,
): Answer<'bigTrades'> {
  const found = book.bigTradesOf(share).between(fromMs, toMs, most);
  return {
    ok: true,
    reply: {
      timesMs: Float64Array.from(found, ({ time }) => time),
      prices: Float64Array.from(found, ({ ticks }) => priceOf(instrument, ticks as Ticks)),
      signedBase: Float64Array.from(found, ({ signedLots }) => quantityOf(instrument, signedLots as Lots)),
      timesQuantile: Float64Array.from(found, ({ timesQuantile }) => timesQuantile),
    },
  };
}

/** Values of formulas on bars of any kind. */
export function answerChartIndicators(
  { formulas, from, to }: RequestOf<'chartIndicators'>,
  { generation, series }: NumberedSeries,
): Answer<'chartIndicators'> {
  if (to - from > MOST_BARS) {
    const detail = `indicators are computed on at most ${MOST_BARS} bars, were ${to - from}`;
    return { ok: false, failure: { code: 'invalid-parameter', detail } };
  }
  const first = Math.max(from, series.bars.first);
  const begin = Math.max(series.bars.first, first - WARM_UP_BARS);
  const bars = barsBetween(series.bars, begin, to);
  try {
    const values = formulas.map(({ id, params }) =>
      // A column cannot hold "no value", so not-a-number stands for it on the way to the window.
      Float64Array.from(computeOnBars(id, params, bars).slice(first - begin), (value) => value ?? Number.NaN),
    );
    return { ok: true, reply: { first, values, generation } };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { ok: false, failure: { code: 'invalid-parameter', detail: error.message } };
  }
}

function barsBetween(pyramid: BarPyramid, from: number, to: number): Bar[] {
  const bars: Bar[] = [];
  for (let place = from; place < Math.min(to, pyramid.total); place += 1) {
    const bar = pyramid.at(place);
    if (bar === undefined) continue;
    const { buyBase, close, closeTime, high, low, open, openTime, tradeCount, volumeBase } = bar;
    const prices = { open, high, low, close };
    const intervalMs = Math.max(1, closeTime - openTime);
    bars.push({
      ...prices,
      openTime: openTime as UnixMs,
      intervalMs,
      volumeBase,
      buyVolumeBase: buyBase,
      tradeCount,
    });
  }
  return bars;
}
