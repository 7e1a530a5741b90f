import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { Johansen, JOHANSEN_AT_5 } from '../../numerics/johansen.ts';
import { meanAndDeviation } from '../../numerics/mean-and-deviation.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import type { PeerBars } from '../step-contents.ts';
import { Turns } from '../turns.ts';

const NEAREST = 1e-12;

/**
 * Distance of the strongest tie between the own symbol and its partners from its mean, in deviations of the
 * window. Partners are the leader and the first other followed symbol, or whichever of the two there is.
 * Fitted every `k` bars, warm after `n` of all of them.
 */
export const johansenTraceSpread = defineFormula({
  id: 'F137',
  key: 'johansen-trace-spread',
  title: 'Johansen cointegration and its first spread',
  family: 'mean-reversion',
  output: { unit: 'sd units' },
  role: 'direction',
  source:
    "Johansen, S., 'Estimation and Hypothesis Testing of Cointegration Vectors in Gaussian Vector Autoregressive Models', Econometrica, 1991",
  catalogue: {
    inputs: ['bars', 'external'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      k: { unit: 'bars', meaning: 'refit interval' },
      p: { unit: 'lags', meaning: 'lagged differences' },
    },
    definition: `
      External: closes of one or two partner symbols (K=2 or 3). Y=log prices. Regress dY_t and Y_{t-1} on
      (1,dY_{t-1..t-p}); residuals R0,R1 (T rows); S_ij=Ri'Rj/T. Eigenvalues l_1>=..>=l_K of S11^{-1} S10
      S00^{-1} S01, eigenvector v of l_1 scaled so that the own symbol has weight 1. Trace statistic for
      rank 0: -T*sum ln(1-l_i). 5 % critical values (unrestricted constant; MacKinnon, Haug and Michelis
      1999): 15.4943 for K=2, 29.7961 for K=3. Spread s_t=v'Y_t; z=(s_t-mean)/sd0 of the window. Value z.
      Warm-up n.
    `,
    update: 'O(K) per bar, refit O(n) every k bars.',
    signal: `
      signal = -clip(z/2,-1,1) if the trace statistic exceeds its critical value, else 0; confidence =
      clip((|z|-0.5)/2,0,1).
    `,
    range: '(-inf,inf)',
  },
  defaults: { n: 500, k: 50, p: 1 },
  input: 'step',
  reads: ['peers'],
  readings: {
    ...DIRECTION,
    /** Statistic against no tie at all. */
    trace: { unit: 'statistic', min: 0 },
    /** What it has to exceed. */
    critical: { unit: 'statistic', min: 0 },
  },
  warmUp: ({ n }) => n,

  start({ k, n, p }) {
    wholeNumber('lags', p, 0);
    wholeNumber('a window', n, 4 * (p + 2));
    const places: number[] = [];
    let logs: readonly RecentValues[] = [];
    let turns = new Turns(137, k);
    let johansen = new Johansen(0, n, p);
    const spreads = new Float64Array(n);
    let tie: Tie | undefined;
    let z = 0;

    return withReadings(
      (input) => {
        if (input.kind !== 'peers') return undefined;
        const { bars } = input.peers;
        choosePlaces(input.peers, places);
        if (places.length < 2) return undefined;
        for (let i = 0; i < places.length; i += 1)
          if (bars[places[i] as number] === undefined) return undefined;
        if (logs.length !== places.length) {
          logs = places.map(() => new RecentValues(n));
          turns = new Turns(137, k);
          johansen = new Johansen(places.length, n, p);
        }
        for (let i = 0; i < places.length; i += 1)
          logs[i]?.push(Math.log(bars[places[i] as number]?.close as number));
        if (!logs[0]?.isFull) return undefined;
        if (turns.isDue()) {
          for (let i = 0; i < logs.length; i += 1) logs[i]?.copyTo(johansen.series[i] as Float64Array);
          tie = tieOf(johansen, spreads);
        }
        if (tie === undefined) return undefined;
        let spread = 0;
        for (let i = 0; i < tie.weights.length; i += 1)
          spread += (tie.weights[i] as number) * (logs[i]?.at(0) ?? NaN);
        z = (spread - tie.mean) / tie.deviation;
        return z;
      },
      {
        signal: () => (tie !== undefined && tie.trace > tie.critical ? -clip(z / 2, -1, 1) : 0),
        confidence: () => clip((Math.abs(z) - 0.5) / 2, 0, 1),
        trace: () => tie?.trace,
        critical: () => tie?.critical,
      },
    );
  },
});

interface Tie {
  readonly weights: readonly number[];
  readonly mean: number;
  readonly deviation: number;
  readonly trace: number;
  readonly critical: number;
}

/** Writes into `places` the own place, then those of up to two partners: the leader and the first of the others. */
function choosePlaces({ bars, leader }: PeerBars, places: number[]): void {
  const other = leader === 1 ? 2 : 1;
  places.length = 0;
  places.push(0);
  if (leader > 0) places.push(leader);
  if (other < bars.length) places.push(other);
}

/** The strongest tie of the series; works in the list of spreads that is given. */
function tieOf(johansen: Johansen, spreads: Float64Array): Tie | undefined {
  const found = johansen.test();
  if (found === undefined) return undefined;
  const { series } = johansen;
  const { trace, weights } = found;
  spreads.fill(0);
  for (let i = 0; i < series.length; i += 1) {
    const values = series[i] as Float64Array;
    const weight = weights[i] as number;
    for (let t = 0; t < spreads.length; t += 1)
      spreads[t] = (spreads[t] as number) + weight * (values[t] as number);
  }
  const { deviation, mean } = meanAndDeviation(spreads);
  if (!(deviation > NEAREST)) return undefined;
  return {
    weights,
    mean,
    deviation,
    trace: trace[0] ?? 0,
    critical: JOHANSEN_AT_5.trace[series.length] ?? NaN,
  };
}
