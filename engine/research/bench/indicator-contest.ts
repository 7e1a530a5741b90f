/** The indicators in which libraries meet, each with the customary settings. */
export const INDICATORS = [
  'ema',
  'rsi',
  'atr',
  'bollinger',
  'sma',
  'macd',
  'stochastic',
  'cci',
  'adx',
  'mfi',
  'psar',
  'vortex',
  'choppiness',
  'connors',
  'moneyFlow',
  'donchian',
  'bandwidth',
  'rogersSatchell',
  'vwap',
] as const;
export type IndicatorName = (typeof INDICATORS)[number];

/** Settings everybody is given. */
export const SETTINGS = {
  ema: 20,
  rsi: 14,
  atr: 14,
  bollinger: 20,
  deviations: 2,
  sma: 20,
  fast: 12,
  slow: 26,
  macdSignal: 9,
  stochastic: 14,
  stochasticSmoothing: 3,
  cci: 20,
  adx: 14,
  mfi: 14,
  psarStep: 0.02,
  psarMax: 0.2,
  vortex: 14,
  choppiness: 14,
  connors: 3,
  connorsStreak: 2,
  connorsRank: 100,
  moneyFlow: 20,
  donchian: 20,
  rogersSatchell: 50,
  vwap: 60,
} as const;

/** One bar as the libraries take it. */
export interface Candle {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** The same series in every form a contender asks for. */
export interface ContestSeries {
  readonly highs: number[];
  readonly lows: number[];
  readonly closes: number[];
  readonly volumes: number[];
  readonly candles: readonly Candle[];
}

/** What a contender answers with, besides its values: nothing is timed that is not also compared. */
export interface Contender {
  readonly library: string;
  readonly indicator: IndicatorName;
  /** `streaming` takes a value at a time as a live feed must; `batch` gets the whole series at once. */
  readonly form: 'streaming' | 'batch';
  /**
   * Works through the series. The last value belongs to the last bar; NaN where there is none. Of the
   * Bollinger bands, all three are computed and the upper one is given; of MACD the line, of the stochastic
   * the smoothed %K, of the vortex the line upwards, of the Donchian channel the upper edge.
   */
  run(): ArrayLike<number>;
  /** How far a value may be from ours, relative to it; rounding alone when left out. */
  readonly tolerance?: number;
  /** Bars until another way to begin has faded; the first 500 when left out. */
  readonly comparedFrom?: number;
  /** Set when the library means something else by the name, with what it means: timed, not compared. */
  readonly means?: string;
}

/** Rows for values of `count` bars. */
export const emptyRow = (count: number): Float64Array => new Float64Array(count).fill(NaN);

const BEGINNING = 500;
const ROUNDING = 1e-9;

/** @throws {Error} naming the first bar in which a contender differs from us. */
export function expectSameValues(ours: ArrayLike<number>, contender: Contender): number {
  const theirs = contender.run();
  const { comparedFrom = BEGINNING, indicator, library, tolerance = ROUNDING } = contender;
  let compared = 0;
  for (let bar = comparedFrom; bar < ours.length; bar += 1) {
    const expected = ours[bar] ?? NaN;
    const actual = theirs[theirs.length - ours.length + bar] ?? NaN;
    if (!(Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected))))
      throw new Error(`${indicator} of ${library} at bar ${bar} must be ${expected}, was ${actual}`);
    compared += 1;
  }
  return compared;
}
