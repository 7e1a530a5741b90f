import { z } from 'zod';
import { barSpec } from './flow.ts';

const instrument = z.string().max(80);
const place = z.number().int();
const unixMs = z.number().int().nonnegative().describe('milliseconds since 1970-01-01T00:00:00Z');
const points = z.number().int().min(1).max(2000);

/** One bar as a chart sees it; the names of `ChartColumns`. */
export interface ChartBarView {
  readonly openTimeMs: number;
  readonly closeTimeMs: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volumeBase: number;
  /** The part of the volume whose aggressor is known; delta is `2 * buyBase - knownBase`. */
  readonly knownBase: number;
  readonly buyBase: number;
  readonly tradeCount: number;
}

/** Bars column by column, one number a point. */
export type ChartColumns = Readonly<Record<keyof ChartBarView, Float64Array>>;

/** Part of a history. Places never change within a `generation`, also when older bars come. */
export interface ChartBarsReply {
  readonly columns: ChartColumns;
  /** Place of the first bar of the first point. */
  readonly first: number;
  /** Bars in each point but the last, which may hold fewer; a power of two. */
  readonly merged: number;
  /** Place of the oldest bar kept, and of the next one to close. */
  readonly oldest: number;
  readonly total: number;
  readonly forming: ChartBarView | null;
  /** Changes when the same places mean other bars. */
  readonly generation: number;
}

/** What the watch kind `bars` tells: what closed since the update before, and the bar that is open. */
export interface BarsUpdate {
  readonly generation: number;
  /** Place of the first bar in `closed`. */
  readonly from: number;
  readonly total: number;
  /** Place of the oldest bar kept: lower than before when older ones were put in front. */
  readonly oldest: number;
  /** Null when more closed than is worth telling: ask with `chartBars`. */
  readonly closed: ChartColumns | null;
  readonly forming: ChartBarView | null;
}

/** Volume-weighted mean price since an anchor, one value a point. */
export interface AnchoredVwapReply {
  readonly first: number;
  readonly merged: number;
  readonly vwap: Float64Array;
  /** One standard deviation in quote units. */
  readonly deviation: Float64Array;
  /** With the bar that is open; null when there is none. */
  readonly now: { readonly vwap: number; readonly deviation: number } | null;
  /** Share of the volume priced by its trades; the rest by the typical price of one-minute bars. */
  readonly tradedShare: number;
  readonly generation: number;
}

/** Trades at or above a rolling quantile of sizes. */
export interface BigTradesReply {
  readonly timesMs: Float64Array;
  readonly prices: Float64Array;
  /** Base units; above zero the buyer crossed the spread. */
  readonly signedBase: Float64Array;
  /** Size as a multiple of the quantile. */
  readonly timesQuantile: Float64Array;
}

/** What a price chart asks. */
export const chartCommands = {
  /** Bars of any kind from place `from` up to but without `to`; places below zero count from the newest. */
  chartBars: {
    request: z.strictObject({ instrument, bars: barSpec, from: place, to: place.nullable(), most: points }),
    reply: z.custom<ChartBarsReply>(),
  },
  /** Where moments lie among the bars: whole places are beginnings of bars, parts of them parts of a bar. */
  chartPlaces: {
    request: z.strictObject({ instrument, bars: barSpec, timesMs: z.array(unixMs).max(500) }),
    reply: z.custom<{ places: Float64Array; generation: number }>(),
  },
  /** The mean price paid since the bar that holds `anchorMs`, for points of `merged` bars. */
  anchoredVwap: {
    request: z.strictObject({
      instrument,
      bars: barSpec,
      anchorMs: unixMs,
      from: place.nonnegative(),
      to: place.nonnegative(),
      merged: z.number().int().min(1).max(1_048_576),
    }),
    reply: z.custom<AnchoredVwapReply>(),
  },
  /** The largest trades between two moments, of those at or above the quantile. */
  bigTrades: {
    request: z.strictObject({
      instrument,
      fromMs: unixMs,
      toMs: unixMs,
      share: z.number().min(0.5).max(0.9999).describe('share of the trades that are smaller'),
      most: points,
    }),
    reply: z.custom<BigTradesReply>(),
  },
  /** Values of formulas on bars of any kind, one column a formula; NaN where a formula is not warm. */
  chartIndicators: {
    request: z.strictObject({
      instrument,
      bars: barSpec,
      from: place.nonnegative(),
      to: place.nonnegative(),
      formulas: z
        .array(
          z.strictObject({
            id: z.string().min(1).max(80),
            params: z.record(z.string().max(60), z.number()).default({}),
          }),
        )
        .max(12),
    }),
    reply: z.custom<{ first: number; values: readonly Float64Array[]; generation: number }>(),
  },
} as const;
