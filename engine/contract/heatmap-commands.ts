import { z } from 'zod';

const instrument = z.string().max(80);
const unixMs = z.number().int().nonnegative().describe('milliseconds since 1970-01-01T00:00:00Z');

/** How long a column of the heatmap can be, in ms, finest first. */
export const HEATMAP_COLUMN_MS = [100, 1000, 10_000, 60_000] as const;

/** The most columns one answer holds. */
export const HEATMAP_PAGE = 256;

/**
 * The book through time, packed: span `at` of the list holds rows `starts[at]` up to `starts[at + 1]` of
 * `ticks` and `sizesBase`. Spans in which neither a book was known nor anything traded are left out.
 */
export interface HeatmapColumns {
  readonly columnMs: number;
  /** Begin of each span, Unix ms. */
  readonly times: Float64Array;
  /** Lowest and highest price within sight in ticks; both 0 while no book was known. */
  readonly lowTicks: Int32Array;
  readonly highTicks: Int32Array;
  /** Best prices at the end of the span in ticks, 0 where there was none. */
  readonly bidTicks: Int32Array;
  readonly askTicks: Int32Array;
  /** What takers bought and sold in the span, base units, and the mean price of it in ticks, by size. */
  readonly boughtBase: Float32Array;
  readonly soldBase: Float32Array;
  readonly boughtTicks: Float64Array;
  readonly soldTicks: Float64Array;
  readonly starts: Uint32Array;
  readonly ticks: Int32Array;
  /** What rested there in the mean, base units. */
  readonly sizesBase: Float32Array;
}

/** A stretch of time of which everything known is told: spans missing in it are gaps. */
export interface HeatmapStretch {
  readonly columns: HeatmapColumns;
  /** The stretch goes from here up to, not including, `toMs`; Unix ms, both borders of spans. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** What the watch `heatmap` tells. */
export interface HeatmapUpdate {
  /** Spans that ended since the update before. */
  readonly closed?: HeatmapStretch;
  /** The span that has not ended yet: the book as it stands and what traded so far. */
  readonly forming?: HeatmapColumns;
}

/** What was traded at each price in this session, packed. */
export interface TradedPrices {
  readonly ticks: Int32Array;
  /** What takers bought and sold there since the session began, base units. */
  readonly boughtBase: Float64Array;
  readonly soldBase: Float64Array;
}

/** Questions of the displays of the book. */
export const heatmapCommands = {
  /** Spans that begin at `fromMs` or later and ended by `toMs`, at most `HEATMAP_PAGE` of them: the first. */
  heatmap: {
    request: z.strictObject({
      instrument,
      columnMs: z.union([z.literal(100), z.literal(1000), z.literal(10_000), z.literal(60_000)]),
      fromMs: unixMs,
      toMs: unixMs,
    }),
    reply: z.custom<HeatmapStretch>(),
  },
  /** What was traded at every price of this session so far. */
  tradedPrices: {
    request: z.strictObject({ instrument }),
    reply: z.custom<TradedPrices>(),
  },
} as const;
