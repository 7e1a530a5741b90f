import type { Bar } from '../../domain/market/bar.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { Histogram } from '../../numerics/histogram.ts';
import { defineFormula } from '../formula.ts';
import { nodesOf, smoothed } from './profile-nodes.ts';

/** Closes a breakout is told by. */
const BREAKOUT_BARS = 5;

/** What a bar leaves for the profile. */
interface Kept {
  readonly low: number;
  readonly high: number;
  readonly close: number;
  readonly volume: number;
}

/**
 * Pull of the volume profile of the last `n` bars, in `bins` rows: towards the nearer row of high volume
 * (above `hi` mean rows), from -1 (it is right below) to +1 (right above), 0 inside one. In a row of low
 * volume (below `lo`) prices break out, and the value is the sign of the last five bars. No value where
 * the price has not moved. Warm after `n` / 4 bars.
 */
export const volumeNodeProfile = defineFormula({
  id: 'F111',
  key: 'volume-node-profile',
  title: 'High- and low-volume nodes of the price profile',
  family: 'microstructure',
  input: 'bar',
  output: { unit: 'ratio', min: -1, max: 1 },
  role: 'direction',
  source: 'Steidlmayer & Koy (1986), Markets and Market Logic, Porcupine Press',
  defaults: { n: 1440, bins: 100, hi: 1.5, lo: 0.5 },
  warmUp: ({ n }) => Math.ceil(n / 4),

  start({ n, bins, hi, lo }) {
    wholeNumber('n', n);
    wholeNumber('bins', bins, 3);
    const kept: Kept[] = [];

    return ({ close, high, low, volumeBase }: Bar) => {
      kept.push({ low, high, close, volume: volumeBase });
      if (kept.length > n) kept.shift();
      return kept.length < n / 4 ? undefined : pullOf(kept, { bins, hi, lo });
    };
  },
});

function pullOf(
  kept: readonly Kept[],
  { bins, hi, lo }: { readonly bins: number; readonly hi: number; readonly lo: number },
): number | undefined {
  let [bottom, top] = [Infinity, -Infinity];
  for (const { high, low } of kept) {
    bottom = Math.min(bottom, low);
    top = Math.max(top, high);
  }
  const width = (top - bottom) / bins;
  if (!(width > 0)) return undefined;
  const profile = new Histogram(bottom, width, bins);
  for (const { high, low, volume } of kept) profile.spread(low, high, volume);

  const nodes = nodesOf(smoothed(profile.weights), hi, lo);
  const close = kept.at(-1)?.close ?? bottom;
  const here = Math.min(bins - 1, Math.floor((close - bottom) / width));
  if (nodes.low.includes(here)) return Math.sign(close - (kept.at(-1 - BREAKOUT_BARS)?.close ?? close));
  if (nodes.high.includes(here)) return 0;
  const centers = nodes.high.map((row) => bottom + (row + 0.5) * width);
  return pullBetween(centers, close, { bottom, top });
}

/** How much nearer the next center above is than the next below; an end of the window where there is none. */
function pullBetween(
  centers: readonly number[],
  close: number,
  { bottom, top }: { readonly bottom: number; readonly top: number },
): number | undefined {
  const up = Math.min(...centers.filter((center) => center > close), top) - close;
  const down = close - Math.max(...centers.filter((center) => center < close), bottom);
  return up + down > 0 ? (down - up) / (up + down) : undefined;
}
