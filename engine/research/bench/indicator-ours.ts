import type { Bar } from '../../domain/market/bar.ts';
import { unixMs } from '../../domain/units/time.ts';
import { exponentialMovingAverage } from '../../formulas/filtering/exponential-moving-average.ts';
import { simpleMovingAverage } from '../../formulas/filtering/simple-moving-average.ts';
import { relativeStrengthIndex } from '../../formulas/mean-reversion/relative-strength-index.ts';
import { meanTrueRange } from '../../formulas/volatility/mean-true-range.ts';
import { bollingerBand } from '../../formulas/volatility/bollinger-band.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { type Contender, type ContestSeries, emptyRow, SETTINGS } from './indicator-contest.ts';

const library = 'edgewright';
const form = 'streaming';

/** Our own formulas, fed as features are: one input object used again for every value. */
export function ourContenders(series: ContestSeries): Contender[] {
  const { closes } = series;
  return [
    { library, form, indicator: 'ema', run: movingAverage(closes) },
    { library, form, indicator: 'sma', run: simpleAverage(closes) },
    { library, form, indicator: 'rsi', run: relativeStrength(closes) },
    { library, form, indicator: 'atr', run: trueRanges(series) },
    { library, form, indicator: 'bollinger', run: allBands(closes) },
  ];
}

type Run = () => Float64Array;

function movingAverage(closes: readonly number[]): Run {
  const values = emptyRow(closes.length);
  const point = { time: 0, value: 0 };
  return () => {
    const next = exponentialMovingAverage.start({ window: SETTINGS.ema, seedMean: 0 });
    for (let i = 0; i < closes.length; i += 1) {
      point.value = closes[i] as number;
      values[i] = next(point) ?? NaN;
    }
    return values;
  };
}

function simpleAverage(closes: readonly number[]): Run {
  const values = emptyRow(closes.length);
  const point = { time: 0, value: 0 };
  return () => {
    const next = simpleMovingAverage.start({ window: SETTINGS.sma });
    for (let i = 0; i < closes.length; i += 1) {
      point.value = closes[i] as number;
      values[i] = next(point) ?? NaN;
    }
    return values;
  };
}

function relativeStrength(closes: readonly number[]): Run {
  const values = emptyRow(closes.length);
  const point = { time: 0, value: 0 };
  return () => {
    const next = relativeStrengthIndex.start({ n: SETTINGS.rsi });
    for (let i = 0; i < closes.length; i += 1) {
      point.value = closes[i] as number;
      values[i] = next(point) ?? NaN;
    }
    return values;
  };
}

function trueRanges({ closes, highs, lows }: ContestSeries): Run {
  const values = emptyRow(closes.length);
  const bar: { -readonly [Name in keyof Bar]: Bar[Name] } = {
    openTime: unixMs(0),
    intervalMs: 60_000,
    open: 0,
    high: 0,
    low: 0,
    close: 0,
    volumeBase: 1,
    buyVolumeBase: 0,
    tradeCount: 1,
  };
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
export function oneBand(closes: readonly number[]): Run {
  const values = emptyRow(closes.length);
  const point = { time: 0, value: 0 };
  return () => {
    const next = bollingerBand.start({ window: SETTINGS.bollinger, k: SETTINGS.deviations });
    for (let i = 0; i < closes.length; i += 1) {
      point.value = closes[i] as number;
      values[i] = next(point) ?? NaN;
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
