import type { Bar } from '../../domain/market/bar.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { confidenceOfZ } from '../../numerics/confidence.ts';
import { shrinkTowardsMean } from '../../numerics/james-stein.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

const TINY = 1e-12;

/**
 * Mean return of the own symbol in units of its volatility, pulled towards the mean of all followed
 * symbols as far as their differences may be chance: above zero it drifts up. A symbol counts from its
 * `n`-th return in a row and begins anew where a bar is missing. No value below `k_min` symbols.
 */
export const jamesSteinShrinkage = defineFormula({
  id: 'F30',
  key: 'james-stein-shrinkage',
  title: "James-Stein shrinkage of the symbols' mean returns",
  family: 'statistics',
  output: { unit: 'standardised mean return' },
  role: 'direction',
  source:
    "James, W. and Stein, C., 'Estimation with Quadratic Loss', 1961; shrinkage to the grand mean: Efron, B. and Morris, C., JASA, 1973",
  catalogue: {
    inputs: ['returns', 'external'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      k_min: { unit: 'symbols', meaning: 'fewest symbols' },
    },
    definition: `
      External: the returns of all K followed symbols on the same bars. x_i = mean over W_n of symbol i
      divided by its own sd1 (standardised mean), so var(x_i)=1/n. m=mean of x_i, V=sum (x_i-m)^2, factor
      f=max(0,1-(K-3)*(1/n)/V) (0 if V=0). Shrunk th_i=m+f*(x_i-m). Value th of the traded symbol.
      K<k_min: null. Warm-up n.
    `,
    update: 'O(K) per bar with rolling sums per symbol.',
    signal: 'signal = tanh(th*sqrt(n)/2); confidence = zc(th*sqrt(n)).',
    range: '(-inf,inf)',
  },
  defaults: { n: 100, k_min: 4 },
  input: 'step',
  reads: ['peers'],
  tellsSymbolsApart: true,
  readings: {
    ...DIRECTION,
    /** Symbols that count now. */
    symbols: { unit: 'symbols', min: 0 },
  },
  warmUp: ({ n }) => n + 1,

  start({ k_min: least, n }) {
    wholeNumber('a window', n, 2);
    const tracks = new Map<string, ReturnTrack>();
    let means = new Float64Array(0);
    let counted = 0;
    let drift = 0;

    /** Standardized means of all symbols that have one, the own first; false where the own has none. */
    const gather = (symbols: readonly string[], bars: readonly (Bar | undefined)[]): boolean => {
      if (means.length < symbols.length) means = new Float64Array(symbols.length);
      counted = 0;
      let hasOwn = false;
      for (let place = 0; place < symbols.length; place += 1) {
        const symbol = symbols[place] as string;
        const track = tracks.get(symbol) ?? new ReturnTrack(n);
        tracks.set(symbol, track);
        track.push(bars[place]);
        const mean = track.standardizedMean;
        if (mean === undefined) continue;
        if (place === 0) hasOwn = true;
        means[counted] = mean;
        counted += 1;
      }
      // A symbol that is no longer followed would come back with a gap.
      if (tracks.size > symbols.length) forgetOthers(tracks, symbols);
      return hasOwn;
    };

    return withReadings(
      (step) => {
        if (step.kind !== 'peers') return undefined;
        if (!gather(step.peers.symbols, step.peers.bars) || counted < least) return undefined;
        shrinkTowardsMean(means.subarray(0, counted), 1 / n);
        drift = means[0] as number;
        return drift;
      },
      {
        signal: () => Math.tanh((drift * Math.sqrt(n)) / 2),
        confidence: () => confidenceOfZ(drift * Math.sqrt(n)),
        symbols: () => counted,
      },
    );
  },
});

function forgetOthers(tracks: Map<string, ReturnTrack>, symbols: readonly string[]): void {
  for (const symbol of tracks.keys()) if (!symbols.includes(symbol)) tracks.delete(symbol);
}

/** The last returns of one symbol, without a gap. */
class ReturnTrack {
  readonly #length: number;
  #returns = new CloseReturns();
  #moments: RollingMoments;

  constructor(length: number) {
    this.#length = length;
    this.#moments = new RollingMoments(length);
  }

  /** Mean over the standard deviation of the sample; undefined while not full or where nothing moves. */
  get standardizedMean(): number | undefined {
    const deviation = Math.sqrt(this.#moments.sampleVariance);
    return this.#moments.isFull && deviation > TINY ? this.#moments.mean / deviation : undefined;
  }

  push(bar: Bar | undefined): void {
    if (bar === undefined) {
      if (this.#moments.count > 0) this.#moments = new RollingMoments(this.#length);
      this.#returns = new CloseReturns();
      return;
    }
    const logReturn = this.#returns.next(bar.close);
    if (Number.isFinite(logReturn)) this.#moments.push(logReturn);
  }
}
