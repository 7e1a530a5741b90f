import { ForecastCalibration } from '../../numerics/forecast-calibration.ts';
import { MacdLines } from '../../numerics/macd-lines.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { RollingExtreme } from '../../numerics/rolling-extreme.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { RollingSum } from '../../numerics/rolling-sum.ts';
import type { Bar } from '../../domain/market/bar.ts';
import { unixMs } from '../../domain/units/time.ts';
import { CloseReturns } from '../close-returns.ts';
import { derivativeWeights } from '../filtering/savitzky-golay-derivatives.ts';
import { placeInRange } from '../mean-reversion/stochastic-oscillator.ts';
import { garmanKlass } from '../volatility/garman-klass.ts';
import { parkinson } from '../volatility/parkinson.ts';
import { rogersSatchell } from '../volatility/rogers-satchell.ts';
import { yangZhang } from '../volatility/yang-zhang.ts';
import type { Adapter } from './adapter.ts';
import { number, numbers } from './case-values.ts';
import type { ReferenceCase } from './reference-vectors.ts';

type Column = (number | undefined)[];

/** Days as formulas read them. */
function daysOf(given: ReferenceCase): Bar[] {
  const [open, high, low, close] = ['open', 'high', 'low', 'close'].map((name) => numbers(given, name));
  return (close ?? []).map((each, i) => ({
    openTime: unixMs(i * 86_400_000),
    intervalMs: 86_400_000,
    open: open?.[i] ?? NaN,
    high: high?.[i] ?? NaN,
    low: low?.[i] ?? NaN,
    close: each,
    volumeBase: 1,
    buyVolumeBase: 0,
    tradeCount: 0,
  }));
}

/** Of a window that moves, or where `n` is `all`, the last value of a window over everything. */
function rangeVolatility(given: ReferenceCase) {
  if (given.params['n'] !== 'all') return rangeColumns(given, number(given, 'n'), number(given, 'n'));
  const days = numbers(given, 'close').length;
  const columns = Object.entries(rangeColumns(given, days, days - 1));
  return Object.fromEntries(columns.map(([name, column]) => [name, column.at(-1)]));
}

/** The estimators of the catalogue are per bar; the numbers of the reference are a year. */
function rangeColumns(given: ReferenceCase, n: number, returnCount: number) {
  const year = Math.sqrt(number(given, 'periods'));
  const days = daysOf(given);
  const yearly = (run: (bar: Bar) => number | undefined): Column =>
    days.map((bar) => {
      const value = run(bar);
      return value === undefined ? undefined : year * value;
    });
  const returns = new CloseReturns();
  const moments = new RollingMoments(returnCount);
  return {
    closeToClose: yearly(({ close }) => {
      const change = returns.next(close);
      if (Number.isFinite(change)) moments.push(change);
      return moments.isFull ? Math.sqrt(moments.sampleVariance) : undefined;
    }),
    parkinson: yearly(parkinson.start({ n })),
    garmanKlass: yearly(garmanKlass.start({ ...garmanKlass.defaults, n })),
    rogersSatchell: yearly(rogersSatchell.start({ n })),
    yangZhang: yearly(yangZhang.start({ n })),
  };
}

function macdFirst(given: ReferenceCase) {
  const lines = new MacdLines(number(given, 'fast'), number(given, 'slow'), number(given, 'signal'));
  const rows = numbers(given, 'close').map((close) => {
    lines.push(close);
    return { line: lines.macd, signal: lines.macdSignal, histogram: lines.histogram };
  });
  return {
    line: rows.map(({ line }) => line),
    signal: rows.map(({ signal }) => signal),
    histogram: rows.map(({ histogram }) => histogram),
  };
}

/** Mean of the last `length` of a column that begins with gaps. */
function smoothed(column: Column, length: number): Column {
  const sums = new RollingSum(length);
  return column.map((each) => {
    const sum = each === undefined ? undefined : sums.push(each);
    return sum === undefined ? undefined : sum / length;
  });
}

function stochastic(given: ReferenceCase) {
  const n = number(given, 'n');
  const [highest, lowest] = [new RollingExtreme(n, 1), new RollingExtreme(n, -1)];
  const [high, low] = [numbers(given, 'high'), numbers(given, 'low')];
  const rawK = numbers(given, 'close').map((close, i) => {
    highest.push(high[i] as number);
    lowest.push(low[i] as number);
    return highest.isFull ? placeInRange(close, lowest.value, highest.value) : undefined;
  });
  const slowK = smoothed(rawK, number(given, 'smoothK'));
  return { rawK, slowK, slowD: smoothed(slowK, number(given, 'd')) };
}

function zscore(given: ReferenceCase) {
  const moments = new RollingMoments(number(given, 'n'));
  return {
    y: numbers(given, 'close').map((close) => {
      moments.push(close);
      return moments.isFull ? (close - moments.mean) / Math.sqrt(moments.sampleVariance) : undefined;
    }),
  };
}

function donchian(given: ReferenceCase) {
  const n = number(given, 'n');
  const extremes = (values: readonly number[], direction: 1 | -1): Column => {
    const extreme = new RollingExtreme(n, direction);
    return values.map((value) => {
      extreme.push(value);
      return extreme.isFull ? extreme.value : undefined;
    });
  };
  return { upper: extremes(numbers(given, 'high'), 1), lower: extremes(numbers(given, 'low'), -1) };
}

function returns(given: ReferenceCase) {
  const run = new CloseReturns();
  const log = numbers(given, 'price').map((price) => run.next(price));
  const sums: number[] = [];
  for (const each of log) sums.push((sums.at(-1) ?? 0) + (Number.isNaN(each) ? 0 : each));
  const total = sums.at(-1) ?? 0;
  return {
    log,
    simple: log.map(Math.expm1),
    cumulative: log.map((each, i) => (Number.isNaN(each) ? undefined : Math.expm1(sums[i] as number))),
    totalSimple: Math.expm1(total),
    totalLog: total,
  };
}

function savgolCausal(given: ReferenceCase) {
  const length = number(given, 'window');
  const [speeds = [], accelerations = []] = derivativeWeights(length, number(given, 'polyorder'));
  const recent = new RecentValues(length);
  const window = new Float64Array(length);
  const rows = numbers(given, 'x').map((value) => {
    recent.push(value);
    if (!recent.isFull) return undefined;
    recent.copyTo(window);
    const weighed = (weights: readonly number[]) =>
      weights.reduce((sum, weight, i) => sum + weight * ((window[i] as number) - value), 0);
    return { velocity: weighed(speeds), acceleration: weighed(accelerations) };
  });
  return {
    velocity: rows.map((row) => row?.velocity),
    acceleration: rows.map((row) => row?.acceleration),
  };
}

function scores(given: ReferenceCase) {
  const calibration = new ForecastCalibration();
  const happened = numbers(given, 'y');
  numbers(given, 'p').forEach((p, i) => calibration.push(p, 0.5, happened[i] === 1));
  return { brier: calibration.brier, ece: calibration.calibrationError };
}

export const windowAdapters: Readonly<Record<string, Adapter>> = {
  rangeVolatility,
  macdFirst,
  stochastic,
  zscore,
  donchian,
  returns,
  savgolCausal,
  scores,
};
