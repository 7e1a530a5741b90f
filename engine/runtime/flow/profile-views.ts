import {
  MOST_PROFILE_ROWS,
  type TpoProfileView,
  type ValuePricesView,
  type VolumeProfileView,
} from '../../contract/footprint-commands.ts';
import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { TradeLog } from '../../market/trade-log.ts';
import { niceSteps } from '../../numerics/nice-steps.ts';
import type { ValuePrices } from '../../market/profile/value-prices.ts';
import { type Span, tpoBookOf, volumeBookOf } from './profile-books.ts';

/** Rows a profile has about when the window leaves their height to us. */
const FITTING_ROWS = 60;
/** Nodes told of each kind: a profile has dozens, most of them noise of a single row. */
const MOST_NODES = 5;

/** What is asked of a span. */
export interface ProfileQuestion extends Span {
  readonly instrument: Instrument;
  readonly trades: TradeLog;
  readonly rowTicks: number | 'auto';
  readonly share: number;
}

/** Volume at price in a span; undefined when nothing traded. @throws {RangeError} when it has too many rows. */
export function volumeProfileView(question: ProfileQuestion): VolumeProfileView | undefined {
  const { instrument, share, trades } = question;
  const book = volumeBookOf(trades, instrument, question);
  const rowTicks = rowTicksOf(question);
  const profile = book.profile.inRowsOf(rowTicks);
  const reading = profile.reading(share);
  if (reading === undefined) return undefined;
  const rows = profile.rows();
  const weights = rows.map(({ buyLots, sellLots }) => buyLots + sellLots);
  const { bias, deltaBase, volumeBase } = reading;
  const fromTicks = rows[0]?.ticks ?? 0;
  return {
    fromMs: book.firstTime,
    toMs: book.lastTime,
    fromTicks,
    rowTicks,
    ...distinctNodes(reading, weights),
    buyLots: Float64Array.from(rows, ({ buyLots }) => buyLots),
    sellLots: Float64Array.from(rows, ({ sellLots }) => sellLots),
    volumeBase,
    deltaBase,
    bias,
  };
}

/** Time at price in a span; undefined when nothing traded. @throws {RangeError} when it has too many rows. */
export function tpoProfileView(question: ProfileQuestion, periodMs: number): TpoProfileView | undefined {
  const { fromMs, instrument, share, toMs, trades } = question;
  const rowTicks = rowTicksOf(question);
  const book = tpoBookOf(trades, instrument, { fromMs, toMs, rowTicks, periodMs });
  const reading = book.profile.reading(share);
  if (reading === undefined) return undefined;
  const rows = book.profile.rows();
  let end = 0;
  const weights = rows.map(({ periods }) => periods.length);
  const { initialBalanceHigh, initialBalanceLow, singlePrints } = reading;
  return {
    fromMs: book.firstTime,
    toMs: book.lastTime,
    fromTicks: rows[0]?.ticks ?? 0,
    rowTicks,
    ...distinctNodes(reading, weights),
    periodMs,
    firstPeriodMs: Math.floor(book.firstTime / periodMs) * periodMs,
    periods: Uint16Array.from(rows.flatMap(({ periods }) => periods)),
    rowEnds: Uint32Array.from(rows, ({ periods }) => (end += periods.length)),
    initialBalanceLow,
    initialBalanceHigh,
    singlePrints,
  };
}

/** The height asked for, or one that gives a few dozen rows. */
function rowTicksOf({ rowTicks, ...question }: ProfileQuestion): number {
  const { height } = volumeBookOf(question.trades, question.instrument, question).profile;
  const chosen = rowTicks === 'auto' ? niceSteps(height / FITTING_ROWS) : rowTicks;
  const rows = Math.ceil(height / chosen);
  if (rows > MOST_PROFILE_ROWS) {
    throw new RangeError(
      `a profile has at most ${MOST_PROFILE_ROWS} rows, ${chosen} ticks a row give ${rows}`,
    );
  }
  return chosen;
}

/** The heaviest high nodes and the lightest low nodes only. */
function distinctNodes(reading: ValuePrices, weights: readonly number[]): ValuePricesView {
  const { pointOfControl, valueAreaHigh, valueAreaLow, valueShare, highNodes, lowNodes } = reading;
  const places = (isPeak: boolean) =>
    weights.flatMap((weight, at) => {
      const [below, above] = [weights[at - 1], weights[at + 1]];
      if (below === undefined || above === undefined) return [];
      return (isPeak ? weight > below && weight > above : weight < below && weight < above) ? [weight] : [];
    });
  const ranked = (nodes: readonly number[], sizes: readonly number[], sign: 1 | -1) =>
    nodes
      .map((price, at) => ({ price, size: sizes[at] ?? 0 }))
      .toSorted((a, b) => sign * (b.size - a.size))
      .slice(0, MOST_NODES)
      .map(({ price }) => price);
  return {
    pointOfControl,
    valueAreaLow,
    valueAreaHigh,
    valueShare,
    highNodes: ranked(highNodes, places(true), 1),
    lowNodes: ranked(lowNodes, places(false), -1),
  };
}
