import type { Answer, RequestOf } from '../../contract/commands.ts';
import { type Instrument, priceOf, quantityOf } from '../../domain/instrument/instrument.ts';
import type { Bar } from '../../domain/market/bar.ts';
import type { Lots } from '../../domain/units/lots.ts';
import type { Ticks } from '../../domain/units/ticks.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import type { BarsAround } from '../../features/bar-steps.ts';
import { startOnBars } from '../../features/compute-on-bars.ts';
import { findFormula } from '../../formulas/registry/find-formula.ts';
import { resolveParams } from '../../formulas/resolve-params.ts';
import { anchoredVwap, vwapWith } from '../../market/bars/anchored-vwap.ts';
import type { BarPyramid } from '../../market/bars/bar-pyramid.ts';
import type { BarBook, NumberedSeries } from './bar-book.ts';
import { type AskedFormula, type ColumnParts, studyColumn } from './study-columns.ts';

/** Extra bars before the first one shown, so that indicators are warm there; more where one needs more. */
const WARM_UP_BARS = 300;
const MOST_WARM_UP_BARS = 3000;
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

/** Bars of the same rule of the other instruments of a session. */
export type OtherBars = () => Pick<BarsAround, 'symbols' | 'leader'> & {
  readonly pyramids: readonly BarPyramid[];
};

/** What values of formulas are computed with besides the bars. */
export interface StudyParts {
  /** Asked only where a formula reads the bars of all. */
  readonly others?: OtherBars;
  /** Lets others at work: resolves at once while little was done, later otherwise. */
  readonly breathe: () => Promise<void> | undefined;
}

/** Values of formulas on bars of any kind. */
export async function answerChartIndicators(
  { formulas, from, to }: RequestOf<'chartIndicators'>,
  { generation, series }: NumberedSeries,
  { breathe, others }: StudyParts,
): Promise<Answer<'chartIndicators'>> {
  if (to - from > MOST_BARS) {
    const detail = `indicators are computed on at most ${MOST_BARS} bars, were ${to - from}`;
    return { ok: false, failure: { code: 'invalid-parameter', detail } };
  }
  const first = Math.max(from, series.bars.first);
  try {
    const begin = Math.max(series.bars.first, first - warmUpOf(formulas));
    const between = (start: number, end: number) => barsBetween(series.bars, start, end);
    const parts = { series, begin, first, to, barsBetween: between, breathe };
    const values: Float64Array[] = [];
    for (const asked of formulas)
      values.push(
        await (readsPeers(asked) ? columnAmongAll(asked, parts, others) : studyColumn(asked, parts)),
      );
    return { ok: true, reply: { first, values, generation } };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { ok: false, failure: { code: 'invalid-parameter', detail: error.message } };
  }
}

/** A column of a formula that reads the bars of all instruments; what those were is not kept. */
async function columnAmongAll(
  { id, params }: AskedFormula,
  { begin, breathe, first, series, to }: ColumnParts,
  others: OtherBars | undefined,
): Promise<Float64Array> {
  const bars = barsBetween(series.bars, begin, to);
  const run = startOnBars(id, params, barsAround(bars, others));
  const column = new Float64Array(Math.max(0, bars.length - (first - begin)));
  for (const [at, bar] of bars.entries()) {
    // A column cannot hold "no value", so not-a-number stands for it on the way to the window.
    const value = run(bar) ?? Number.NaN;
    if (at >= first - begin) column[at - (first - begin)] = value;
    const pause = breathe();
    if (pause !== undefined) await pause;
  }
  return column;
}

/** Bars that warm the slowest of the formulas. */
function warmUpOf(formulas: readonly AskedFormula[]): number {
  const needed = formulas.map(({ id, params }) => {
    const formula = findFormula(id);
    return formula.warmUp(resolveParams(formula, params));
  });
  return Math.min(MOST_WARM_UP_BARS, Math.max(WARM_UP_BARS, ...needed));
}

const readsPeers = ({ id }: AskedFormula): boolean => findFormula(id).reads?.includes('peers') ?? false;

function barsAround(bars: readonly Bar[], others: OtherBars | undefined): BarsAround | undefined {
  const [oldest] = bars;
  const newest = bars.at(-1);
  if (others === undefined || oldest === undefined || newest === undefined) return undefined;
  const { pyramids, ...around } = others();
  return {
    ...around,
    others: pyramids.map((pyramid) =>
      barsBetween(
        pyramid,
        pyramid.placeAt(oldest.openTime) ?? pyramid.first,
        (pyramid.placeAt(newest.openTime) ?? pyramid.first - 1) + 1,
      ),
    ),
  };
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
