import type { Bar } from '../../domain/market/bar.ts';
import { unixMs } from '../../domain/units/time.ts';
import { Histogram } from '../../numerics/histogram.ts';
import { normalCdf } from '../../numerics/normal-distribution.ts';
import { classicErrors, ordinaryLeastSquares } from '../../numerics/ordinary-least-squares.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { RollingRegression } from '../../numerics/rolling-regression.ts';
import { localPeaks, localTroughs, valueArea } from '../../numerics/value-area.ts';
import { abdiRanaldoSpread } from '../execution-cost/abdi-ranaldo-spread.ts';
import { edgeSpread } from '../execution-cost/edge-spread.ts';
import { squareRootImpactOf } from '../execution-cost/square-root-impact.ts';
import { highLowSpread } from '../execution-cost/high-low-spread.ts';
import { amihudIlliquidity } from '../microstructure/amihud-illiquidity.ts';
import { rollSpread } from '../microstructure/roll-spread.ts';
import { VolumeBuckets } from '../microstructure/volume-buckets.ts';
import { LeeReadyRule } from '../order-flow/trade-sign.ts';
import type { Adapter } from './adapter.ts';
import { number, numbers } from './case-values.ts';
import type { ReferenceCase } from './reference-vectors.ts';
import { prices } from './sample-inputs.ts';

function kyleLambda(given: ReferenceCase) {
  const [changes, volumes] = [numbers(given, 'priceChange'), numbers(given, 'signedVolume')];
  const line = new RollingRegression(changes.length, 0);
  changes.forEach((change, i) => line.push(volumes[i] ?? NaN, change));
  const fit = line.fit();
  const table = ordinaryLeastSquares(
    volumes.map((volume) => [1, volume]),
    changes,
  );
  const error = table && classicErrors(table)[1];
  return {
    lambda: fit?.slope,
    intercept: fit?.intercept,
    r2: fit?.rSquared,
    t: (fit?.slope ?? NaN) / (error ?? NaN),
  };
}

/** Bars of whatever of open, high, low, close and volume a case gives, the close in place of the others. */
function barsOf(given: ReferenceCase): Bar[] {
  const closes = numbers(given, 'close');
  const column = (name: string) => (name in given.inputs ? numbers(given, name) : closes);
  const [opens, highs, lows, volumes] = ['open', 'high', 'low', 'volume'].map(column);
  return closes.map((close, i) => ({
    openTime: unixMs(i * 60_000),
    intervalMs: 60_000,
    open: opens?.[i] ?? NaN,
    high: highs?.[i] ?? NaN,
    low: lows?.[i] ?? NaN,
    close,
    volumeBase: volumes?.[i] ?? NaN,
    buyVolumeBase: 0,
    tradeCount: 1,
  }));
}

function amihud(given: ReferenceCase) {
  const rows = barsOf(given);
  // The formula answers per million of quote volume.
  const value = rows.map(amihudIlliquidity.start({ n: rows.length, N: 1 })).at(-1);
  return { value: value === undefined ? undefined : value / 1e6 };
}

/** The vectors know no spread where the formula of the catalogue says 0: returns that follow each other. */
function roll(given: ReferenceCase): number | undefined {
  const closes = prices(...numbers(given, 'close'));
  const spread = closes.map(rollSpread.start({ n: closes.length - 1 })).at(-1);
  return spread === 0 ? undefined : spread;
}

/**
 * The vectors take a gap back in logs, the catalogue’s formula in prices, so only the step of a pair is
 * the engine’s here.
 */
function highLowSpreads(rows: readonly Bar[]): number[] {
  return rows.slice(1).map((bar, i) => {
    const before = rows[i] ?? bar;
    const [top1, bottom1, close1] = [Math.log(before.high), Math.log(before.low), Math.log(before.close)];
    const [top, bottom] = [Math.log(bar.high), Math.log(bar.low)];
    const gap = Math.max(0, close1 - top) + Math.min(0, close1 - bottom);
    const joint = (Math.max(top + gap, top1) - Math.min(bottom + gap, bottom1)) ** 2;
    return highLowSpread((top - bottom) ** 2 + (top1 - bottom1) ** 2, joint);
  });
}

function spreadEstimators(given: ReferenceCase) {
  const rows = barsOf(given);
  const pairs = rows.length - 1;
  const highLow = highLowSpreads(rows);
  const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / pairs;
  return {
    roll: roll(given),
    csMean: mean(highLow),
    csZero: mean(highLow.map((spread) => Math.max(0, spread))),
    ar: rows.map(abdiRanaldoSpread.start({ window: pairs, pooled: 1 })).at(-1),
    edge: rows.map(edgeSpread.start({ window: rows.length })).at(-1),
  };
}

/** Volume classified in bulk by price changes against the deviation of all of them. */
function vpin(given: ReferenceCase) {
  const [closes, volumes] = [numbers(given, 'close'), numbers(given, 'volume')];
  const changes = closes.map((close, i) => close - (closes[i - 1] ?? NaN));
  const moments = new RollingMoments(changes.length - 1);
  for (const change of changes.slice(1)) moments.push(change);
  const deviation = Math.sqrt(moments.sampleVariance);
  const buyShare = changes.map((change, i) => (i === 0 ? undefined : normalCdf(change / deviation)));

  const buckets = new VolumeBuckets(number(given, 'n'));
  const bucketImbalance: number[] = [];
  const means: (number | undefined)[] = [];
  buyShare.forEach((share, i) => {
    if (share === undefined) return;
    buckets.pour(volumes[i] ?? NaN, share, number(given, 'bucketVolume'), (imbalance) => {
      bucketImbalance.push(imbalance);
      means.push(buckets.mean);
    });
  });
  return { buyShare, bucketImbalance, vpin: means };
}

function leeReady(given: ReferenceCase) {
  const [bids, asks] = [numbers(given, 'bid'), numbers(given, 'ask')];
  const rule = new LeeReadyRule();
  return {
    sign: numbers(given, 'price').map((price, i) =>
      rule.push(price, ((bids[i] ?? NaN) + (asks[i] ?? NaN)) / 2),
    ),
  };
}

function profile(given: ReferenceCase, fill: (histogram: Histogram) => void) {
  const [origin, size] = [number(given, 'origin'), number(given, 'size')];
  const histogram = new Histogram(origin, size, number(given, 'bins'));
  fill(histogram);
  const area = valueArea(histogram.weights, number(given, 'share'));
  if (area === undefined) return undefined;
  return {
    volumes: [...histogram.weights],
    pocBin: area.peak,
    valBin: area.low,
    vahBin: area.high,
    poc: origin + (area.peak + 0.5) * size,
    val: origin + area.low * size,
    vah: origin + (area.high + 1) * size,
    share: area.share,
    hvn: localPeaks(histogram.weights),
    lvn: localTroughs(histogram.weights),
  };
}

export const flowAdapters: Readonly<Record<string, Adapter>> = {
  kyleLambda,
  amihud,
  spreadEstimators,
  spreadRoll: (given) => ({ roll: roll(given) }),
  vpin,
  leeReady,
  squareRootImpact: (given) => ({
    impact: squareRootImpactOf(
      number(given, 'Y'),
      number(given, 'sigma'),
      number(given, 'Q'),
      number(given, 'V'),
    ),
  }),
  profileTrades: (given) =>
    profile(given, (histogram) => {
      const volumes = numbers(given, 'volume');
      numbers(given, 'price').forEach((price, i) => histogram.add(price, volumes[i] ?? NaN));
    }),
  profileBars: (given) =>
    profile(given, (histogram) => {
      const [lows, volumes] = [numbers(given, 'low'), numbers(given, 'volume')];
      numbers(given, 'high').forEach((high, i) => histogram.spread(lows[i] ?? NaN, high, volumes[i] ?? NaN));
    }),
};
