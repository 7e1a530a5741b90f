import { positive } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { defineFormula } from '../formula.ts';
import { leaderPair } from '../leader-pair.ts';
import { DIRECTION, withReadings } from '../readings.ts';

const WARM = 100;

/**
 * Surprise of the own log price, given that of the leader and a hedge ratio that may drift, in its own
 * deviations: above zero the own price is high. Warm after 100 bars of both.
 */
export const kalmanHedgeRatioSpread = defineFormula({
  id: 'F136',
  key: 'kalman-hedge-ratio-spread',
  title: 'Kalman-filter hedge ratio spread',
  family: 'mean-reversion',
  output: { unit: 'sd units' },
  role: 'direction',
  source:
    "Elliott, R. J., van der Hoek, J. and Malcolm, W. P., 'Pairs trading', Quantitative Finance, 2005; dynamic regression form Chan, E. P., 'Algorithmic Trading', 2013",
  catalogue: {
    inputs: ['bars', 'external'],
    params: {
      delta: { unit: '1', meaning: 'state noise: Vw=delta/(1-delta)' },
      Ve: { unit: '1', meaning: 'measurement noise' },
      entry: { unit: 'sd', meaning: 'full signal at 2*entry' },
    },
    definition: `
      External: closes of the pair symbol. y=ln c - ln c_0, x=ln c' - ln c'_0 (first values). State
      b=(slope, intercept), b=(1,0), P=I at the start. Each bar: R=P+Vw*I; F=(x,1); e=y-F b; S=F R F'+Ve;
      K=R F'/S; b <- b+K*e; P <- R-K F R. Value z=e/sqrt(S). Warm-up 100 bars.
    `,
    update: 'O(1): 2x2 algebra.',
    signal: 'signal = -clip(z/(2*entry),-1,1); confidence = clip(|z|/(2*entry),0,1). Hedge units: slope.',
    range: '(-inf,inf)',
  },
  defaults: { delta: 0.0001, Ve: 0.001, entry: 1 },
  input: 'step',
  reads: ['peers'],
  readings: {
    ...DIRECTION,
    /** Units of the leader against one of the own, in log prices. */
    slope: { unit: '1' },
  },
  warmUp: () => WARM,

  start({ Ve, delta, entry }) {
    positive('Ve', Ve);
    positive('entry', entry);
    if (!(delta > 0 && delta < 1)) throw new RangeError(`delta must lie in 0 to 1, was ${delta}`);
    const drift = delta / (1 - delta);
    let state: HedgeState = { slope: 1, intercept: 0, P: [1, 0, 1] };
    let origin = { own: NaN, other: NaN };
    let bars = 0;
    let z = 0;

    return withReadings(
      (input) => {
        const pair = leaderPair(input);
        if (pair === undefined) return undefined;
        const own = pair.own.close;
        const other = pair.leader.close;
        if (bars === 0) origin = { own, other };
        bars += 1;
        const seen = hedgeStep(state, Math.log(other / origin.other), Math.log(own / origin.own), {
          drift,
          Ve,
        });
        ({ state } = seen);
        z = seen.error / Math.sqrt(seen.variance);
        return bars < WARM ? undefined : z;
      },
      {
        signal: () => -clip(z / (2 * entry), -1, 1),
        confidence: () => clip(Math.abs(z) / (2 * entry), 0, 1),
        slope: () => state.slope,
      },
    );
  },
});

/** A line that may drift, and how surely it is known: variance of the slope, covariance, variance of the intercept. */
export interface HedgeState {
  readonly slope: number;
  readonly intercept: number;
  readonly P: readonly [slope: number, both: number, intercept: number];
}

/** The line after it drifted and a pair was seen, with the error of its forecast and the variance of that error. */
export function hedgeStep(
  { P, intercept, slope }: HedgeState,
  x: number,
  y: number,
  { Ve, drift }: { readonly drift: number; readonly Ve: number },
): { readonly state: HedgeState; readonly error: number; readonly variance: number } {
  const ss = P[0] + drift;
  const [, both] = P;
  const ii = P[2] + drift;
  const bySlope = ss * x + both;
  const byIntercept = both * x + ii;
  const error = y - slope * x - intercept;
  const variance = bySlope * x + byIntercept + Ve;
  const gain = { slope: bySlope / variance, intercept: byIntercept / variance };
  return {
    state: {
      slope: slope + gain.slope * error,
      intercept: intercept + gain.intercept * error,
      P: [ss - gain.slope * bySlope, both - gain.slope * byIntercept, ii - gain.intercept * byIntercept],
    },
    error,
    variance,
  };
}
