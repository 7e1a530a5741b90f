import type { Bar } from '../../domain/market/bar.ts';
import { unixMs } from '../../domain/units/time.ts';
import { exponentialMovingAverage } from '../filtering/exponential-moving-average.ts';
import { simpleMovingAverage } from '../filtering/simple-moving-average.ts';
import { relativeStrengthIndex } from '../mean-reversion/relative-strength-index.ts';
import { meanTrueRange } from '../volatility/mean-true-range.ts';
import { bipowerVariation } from '../volatility/bipower-variation.ts';
import { bollingerBand } from '../volatility/bollinger-band.ts';
import { bollingerWidth } from '../volatility/bollinger-width.ts';
import { realizedVolatility } from '../volatility/realized-volatility.ts';
import { trueRange } from '../volatility/true-range.ts';
import { rollingVwap } from '../volume/rolling-vwap.ts';
import { sessionVwapDeviation } from '../volume/session-vwap-deviation.ts';
import { sessionVwap } from '../volume/session-vwap.ts';
import type { Adapter } from './adapter.ts';
import { number, numbers } from './case-values.ts';
import type { ReferenceCase } from './reference-vectors.ts';
import { prices } from './sample-inputs.ts';

const closes = (given: ReferenceCase) => prices(...numbers(given, 'close'));

/** Bars of one second, so that even a long series stays inside one day. */
function barsOf(given: ReferenceCase): Bar[] {
  const [high, low, close] = ['high', 'low', 'close'].map((name) => numbers(given, name));
  const volume = given.inputs['volume'] === undefined ? undefined : numbers(given, 'volume');
  return (close ?? []).map((each, i) => ({
    openTime: unixMs(i * 1000),
    intervalMs: 1000,
    open: each,
    high: high?.[i] ?? NaN,
    low: low?.[i] ?? NaN,
    close: each,
    volumeBase: volume?.[i] ?? 0,
    buyVolumeBase: 0,
    tradeCount: 0,
  }));
}

function bollinger(given: ReferenceCase) {
  const [window, k] = [number(given, 'n'), number(given, 'k')];
  const band = (at: number) => closes(given).map(bollingerBand.start({ window, k: at }));
  const [middle, upper, lower] = [band(0), band(k), band(-k)];
  const percentB = numbers(given, 'close').map((close, i) => {
    const [high, low] = [upper[i], lower[i]];
    return high === undefined || low === undefined || high <= low ? undefined : (close - low) / (high - low);
  });
  return {
    middle,
    upper,
    lower,
    percentB,
    bandwidth: closes(given).map(bollingerWidth.start({ window, k })),
  };
}

/** The vectors give log returns; the formulas take the closes those returns lead to. */
function realized(given: ReferenceCase) {
  const window = number(given, 'window');
  let logPrice = 0;
  const path = [1, ...numbers(given, 'r').map((each) => Math.exp((logPrice += each)))];
  const valuesOf = (run: (point: { time: number; value: number }) => number | undefined) =>
    prices(...path)
      .map(run)
      .slice(1);
  const realised = valuesOf(realizedVolatility.start({ window }));
  const bipower = valuesOf(bipowerVariation.start({ window }));
  const jumpShare = realised.map((each, i) => {
    const smooth = bipower[i];
    return each === undefined || smooth === undefined ? undefined : Math.max(0, 1 - smooth / (each * each));
  });
  return { realised, bipower, jumpShare };
}

export const indicatorAdapters: Readonly<Record<string, Adapter>> = {
  sma: (given) => ({ y: closes(given).map(simpleMovingAverage.start({ window: number(given, 'n') })) }),
  ema: (given) => ({
    y: closes(given).map(exponentialMovingAverage.start({ window: number(given, 'n'), seedMean: 0 })),
  }),
  emaSmaSeed: (given) => ({
    y: closes(given).map(exponentialMovingAverage.start({ window: number(given, 'n'), seedMean: 1 })),
  }),
  rsi: (given) => ({ y: closes(given).map(relativeStrengthIndex.start({ n: number(given, 'n') })) }),
  trueRange: (given) => {
    const rows = barsOf(given);
    return { y: rows.map((bar, i) => (i === 0 ? undefined : trueRange(bar, rows[i - 1]?.close ?? NaN))) };
  },
  atr: (given) => ({ y: barsOf(given).map(meanTrueRange.start({ n: number(given, 'n'), firstBar: 0 })) }),
  bollinger,
  vwap: (given) => ({
    vwapCumulative: barsOf(given).map(sessionVwap.start({})),
    vwapRolling: barsOf(given).map(rollingVwap.start({ window: number(given, 'n') })),
    vwapBandsSd: barsOf(given).map(sessionVwapDeviation.start({})),
  }),
  realisedVolatility: realized,
};
