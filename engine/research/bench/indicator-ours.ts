import type { Bar } from '../../domain/market/bar.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { FormulaRun } from '../../formulas/formula.ts';
import { relativeStrengthIndex } from '../../formulas/mean-reversion/relative-strength-index.ts';
import { meanTrueRange } from '../../formulas/volatility/mean-true-range.ts';
import { bollingerBand } from '../../formulas/volatility/bollinger-band.ts';
import { ParabolicStop } from '../../formulas/direction/parabolic-sar.ts';
import { parabolicStops } from '../../formulas/direction/parabolic-stops.ts';
import { ExponentialAverage, exponentialAverages } from '../../numerics/exponential-average.ts';
import { MacdLines, macdSeries } from '../../numerics/macd-lines.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { RollingSum, rollingSums } from '../../numerics/rolling-sum.ts';
import { type Candle, type Contender, type ContestSeries, emptyRow, SETTINGS } from './indicator-contest.ts';

const library = 'edgewright';
const form = 'streaming';

/**
 * Our own kernels and formulas, a value at a time; formulas are fed as features are, one input object used again
 * for every value.
 */
export function ourContenders(series: ContestSeries): Contender[] {
  const { closes } = series;
  return [
    { library, form, indicator: 'ema', run: averages(closes) },
    { library, form, indicator: 'sma', run: means(closes) },
    {
      library,
      form,
      indicator: 'rsi',
      run: ofCloses(closes, () => relativeStrengthIndex.start({ n: SETTINGS.rsi })),
    },
    { library, form, indicator: 'atr', run: trueRanges(series) },
    { library, form, indicator: 'bollinger', run: allBands(closes) },
    { library, form, indicator: 'macd', run: macdLines(closes) },
    { library, form, indicator: 'psar', run: stops(series) },
  ];
}

/** Our loops over a whole series, where there is one: for libraries that are given all of it too. */
export function ourBatchContenders(series: ContestSeries): Contender[] {
  const { closes } = series;
  const values = emptyRow(closes.length);
  const batch = { library, form: 'batch' } as const;
  const { ema, fast, macdSignal, slow, sma } = SETTINGS;
  const lengths = { fast, slow, signal: macdSignal };
  const [macd, signal, histogram] = [values, values.slice(), values.slice()];
  const lines = { macd, macdSignal: signal, histogram };
  return [
    { ...batch, indicator: 'ema', run: () => exponentialAverages(closes, ema, values) },
    {
      ...batch,
      indicator: 'sma',
      run() {
        rollingSums(closes, sma, values);
        for (let i = 0; i < values.length; i += 1) values[i] = (values[i] as number) / sma;
        return values;
      },
    },
    { ...batch, indicator: 'macd', run: () => macdSeries(closes, lengths, lines).macd },
    {
      ...batch,
      indicator: 'psar',
      run: () => parabolicStops(series, { first: SETTINGS.psarStep, most: SETTINGS.psarMax }, values),
    },
  ];
}

type Run = () => Float64Array;

function averages(closes: readonly number[]): Run {
  const values = emptyRow(closes.length);
  return () => {
    const average = new ExponentialAverage(SETTINGS.ema);
    for (let i = 0; i < closes.length; i += 1) {
      average.push(closes[i] as number);
      values[i] = average.value;
    }
    return values;
  };
}

function means(closes: readonly number[]): Run {
  const values = emptyRow(closes.length);
  return () => {
    const sums = new RollingSum(SETTINGS.sma);
    for (let i = 0; i < closes.length; i += 1) {
      const sum = sums.push(closes[i] as number);
      values[i] = sum === undefined ? NaN : sum / SETTINGS.sma;
    }
    return values;
  };
}

/** A formula of the product fed with closes. */
export function ofCloses(closes: readonly number[], start: () => FormulaRun<'price'>): Run {
  const values = emptyRow(closes.length);
  const point = { time: 0, value: 0 };
  return () => {
    const next = start();
    for (let i = 0; i < closes.length; i += 1) {
      point.value = closes[i] as number;
      values[i] = next(point) ?? NaN;
    }
    return values;
  };
}

/** A minute with no prices yet, used again for every candle of a series. */
export const barToFill = (): { -readonly [Name in keyof Bar]: Bar[Name] } => ({
  openTime: unixMs(0),
  intervalMs: 60_000,
  open: 0,
  high: 0,
  low: 0,
  close: 0,
  volumeBase: 1,
  buyVolumeBase: 0,
  tradeCount: 1,
});

function trueRanges({ closes, highs, lows }: ContestSeries): Run {
  const values = emptyRow(closes.length);
  const bar = barToFill();
  return () => {
    const next = meanTrueRange.start({ n: SETTINGS.atr, firstBar: 1 });
    for (let i = 0; i < closes.length; i += 1) {
      bar.high = highs[i] as number;
      bar.low = lows[i] as number;
      bar.close = closes[i] as number;
      values[i] = next(bar) ?? NaN;
    }
    return values;
  };
}

/** One band as the formula of the catalogue gives it. */
export const oneBand = (closes: readonly number[]): Run =>
  ofCloses(closes, () => bollingerBand.start({ window: SETTINGS.bollinger, k: SETTINGS.deviations }));

/** All three lines, which the formula of the catalogue sets against the usual move besides. */
function macdLines(closes: readonly number[]): Run {
  const [macd, signal, histogram] = [
    emptyRow(closes.length),
    emptyRow(closes.length),
    emptyRow(closes.length),
  ];
  return () => {
    const lines = new MacdLines(SETTINGS.fast, SETTINGS.slow, SETTINGS.macdSignal);
    for (let i = 0; i < closes.length; i += 1) {
      lines.push(closes[i] as number);
      macd[i] = lines.macd;
      signal[i] = lines.macdSignal;
      histogram[i] = lines.histogram;
    }
    return macd;
  };
}

/** The stop alone, whose distance the formula of the catalogue measures in ranges besides. */
function stops({ candles }: ContestSeries): Run {
  const values = emptyRow(candles.length);
  return () => {
    const sar = new ParabolicStop({ first: SETTINGS.psarStep, most: SETTINGS.psarMax });
    for (let i = 0; i < candles.length; i += 1) {
      sar.push(candles[i] as Candle);
      values[i] = sar.stop;
    }
    return values;
  };
}

/** All three bands from one set of moments, as other libraries give them. */
function allBands(closes: readonly number[]): Run {
  const [lower, middle, upper] = [emptyRow(closes.length), emptyRow(closes.length), emptyRow(closes.length)];
  return () => {
    const moments = new RollingMoments(SETTINGS.bollinger);
    for (let i = 0; i < closes.length; i += 1) {
      moments.push(closes[i] as number);
      if (!moments.isFull) continue;
      const { mean } = moments;
      const reach = SETTINGS.deviations * Math.sqrt(moments.populationVariance);
      lower[i] = mean - reach;
      middle[i] = mean;
      upper[i] = mean + reach;
    }
    return upper;
  };
}
