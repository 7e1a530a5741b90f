import { z } from 'zod';
import { barSpec, deltaStart, footprintMarkSettings, rowTicks } from './flow.ts';

const instrument = z.string().max(80);
const unixMs = z.number().int().nonnegative().describe('milliseconds since 1970-01-01T00:00:00Z');
const number = z.number().int().nonnegative();

/**
 * Bars with who crossed the spread in them, packed. They are numbered from the first of the session; the
 * last one here is still forming when its number is `closedBars`, and all before it never change.
 */
export interface FlowBars {
  /** Changes when the same numbers mean other bars. */
  readonly generation: number;
  readonly firstBar: number;
  readonly closedBars: number;
  /** Number of the oldest bar the engine still has. */
  readonly oldestBar: number;
  /** As many numbers a bar as `FLOW_BAR_FIELDS` has names. */
  readonly totals: Float64Array;
  /** Where the rows of each bar end in `rows`, counted in rows. */
  readonly rowEnds: Uint32Array;
  /** `ROW_WIDTH` numbers for every row that traded, bar by bar, lowest first. */
  readonly rows: Float64Array;
  /** Points of control no trade has come back to: number of the bar and lowest tick of the row. Left out when unchanged. */
  readonly naked?: Float64Array;
  /** 1 for bearish or 0 for bullish, and the numbers of the two swing bars. Left out when unchanged. */
  readonly divergences?: Float64Array;
  /** Time of the first trade in the cumulative delta; null before it. */
  readonly cvdBeganAtMs: number | null;
  /** False while trades of the past are still being read: then newer bars follow. */
  readonly isComplete: boolean;
}

/** Bars on each side of a swing of price in a divergence. */
export const SWING_REACH = 3;

/** Market orders, or prints, packed; numbered from the first. Only the newest may still grow. */
export interface MarketOrders {
  readonly firstOrder: number;
  /** Number the next order will have. */
  readonly total: number;
  readonly oldestOrder: number;
  readonly orders: Float64Array;
  /** Base units an order must exceed to be big, very big and huge; null until enough were seen. */
  readonly bigBase: readonly number[] | null;
  /** Over the last `SPEED_WINDOW_MS`. */
  readonly tradesPerSecond: number;
  readonly buyBasePerSecond: number;
  readonly sellBasePerSecond: number;
}

/** Length of the window of speeds. */
export const SPEED_WINDOW_MS = 10_000;

/** Which trades a profile is made of: a UTC day counts back from today, 0 being today. */
export const profileRange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('session') }),
  z.strictObject({ kind: z.literal('day'), daysBack: z.number().int().min(0).max(60) }),
  z.strictObject({ kind: z.literal('days'), count: z.number().int().min(1).max(10) }),
  z.strictObject({ kind: z.literal('between'), fromMs: unixMs, toMs: unixMs }),
]);
export type ProfileRange = z.output<typeof profileRange>;

/** Prices in quote units. */
export interface ValuePricesView {
  readonly pointOfControl: number;
  readonly valueAreaLow: number;
  readonly valueAreaHigh: number;
  /** Part of all activity inside the value area. */
  readonly valueShare: number;
  /** The most distinct of them, heaviest high nodes and lightest low nodes first. */
  readonly highNodes: readonly number[];
  readonly lowNodes: readonly number[];
}

interface ProfileRows {
  readonly fromMs: number;
  readonly toMs: number;
  /** Lowest tick of the first row and how many ticks each row has. */
  readonly fromTicks: number;
  readonly rowTicks: number;
}

/** Volume at price. */
export interface VolumeProfileView extends ProfileRows, ValuePricesView {
  readonly buyLots: Float64Array;
  readonly sellLots: Float64Array;
  readonly volumeBase: number;
  /** Buys less sells. */
  readonly deltaBase: number;
  /** From -1 (the last price is under all volume) to +1 (over all of it). */
  readonly bias: number;
}

/** Time at price. */
export interface TpoProfileView extends ProfileRows, ValuePricesView {
  readonly periodMs: number;
  /** Begin of period 0. */
  readonly firstPeriodMs: number;
  /** Numbers of the periods of all rows, row after row, and where each row ends. */
  readonly periods: Uint16Array;
  readonly rowEnds: Uint32Array;
  /** Range of the first two periods. */
  readonly initialBalanceLow: number;
  readonly initialBalanceHigh: number;
  /** Lowest tick of each row that one period touched. */
  readonly singlePrints: readonly number[];
}

/** The most rows a profile may have. */
export const MOST_PROFILE_ROWS = 3000;

const profileRequest = {
  instrument,
  rowTicks: z.union([rowTicks, z.literal('auto')]),
  range: profileRange,
  share: z.number().min(0.05).max(1).default(0.7).describe('share of the activity in the value area'),
};

/** Questions of the footprint, delta, profile and time & sales displays. */
export const footprintCommands = {
  /** The newest bars, or those before a number. */
  footprint: {
    request: z.strictObject({
      instrument,
      bars: barSpec,
      rowTicks,
      marks: footprintMarkSettings,
      count: z.number().int().min(1).max(1000),
      before: number.optional(),
    }),
    reply: z.custom<FlowBars>(),
  },
  /** The same bars without rows; cumulative delta begins where asked for. */
  deltaBars: {
    request: z.strictObject({
      instrument,
      bars: barSpec,
      since: deltaStart,
      count: z.number().int().min(1).max(3000),
      before: number.optional(),
    }),
    reply: z.custom<FlowBars>(),
  },
  /** The newest market orders or prints, or those before a number. */
  marketOrders: {
    request: z.strictObject({
      instrument,
      asPrints: z.boolean().default(false),
      count: z.number().int().min(1).max(3000),
      before: number.optional(),
    }),
    reply: z.custom<MarketOrders>(),
  },
  /** Volume at price, one profile a part of the range that has trades. */
  volumeProfile: {
    request: z.strictObject(profileRequest),
    reply: z.custom<{ profiles: readonly VolumeProfileView[] }>(),
  },
  /** Time at price in periods of `periodMs`. */
  tpoProfile: {
    request: z.strictObject({
      ...profileRequest,
      periodMs: z.number().int().min(60_000).max(86_400_000).default(1_800_000),
    }),
    reply: z.custom<{ profiles: readonly TpoProfileView[] }>(),
  },
} as const;
