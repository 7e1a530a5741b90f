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
    const hedge = new DriftingHedge({ drift: delta / (1 - delta), Ve });
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
        hedge.push(Math.log(other / origin.other), Math.log(own / origin.own));
        z = hedge.error / Math.sqrt(hedge.variance);
        return bars < WARM ? undefined : z;
      },
      {
        signal: () => -clip(z / (2 * entry), -1, 1),
        confidence: () => clip(Math.abs(z) / (2 * entry), 0, 1),
        slope: () => hedge.slope,
      },
    );
  },
});

/** A line that may drift: it drifts, and then a pair is seen. */
export class DriftingHedge {
  slope = 1;
  intercept = 0;
  /** How surely the line is known: variance of the slope, covariance, variance of the intercept. */
  readonly P = Float64Array.of(1, 0, 1);
  /** Error of the forecast of the last pair, and its variance. */
  error = NaN;
  variance = NaN;
  readonly #drift: number;
  readonly #noise: number;

  constructor({ Ve, drift }: { readonly drift: number; readonly Ve: number }) {
    this.#drift = drift;
    this.#noise = Ve;
  }

  push(x: number, y: number): void {
    const { P, intercept, slope } = this;
    const ss = (P[0] as number) + this.#drift;
    const both = P[1] as number;
    const ii = (P[2] as number) + this.#drift;
    const bySlope = ss * x + both;
    const byIntercept = both * x + ii;
    const error = y - slope * x - intercept;
    const variance = bySlope * x + byIntercept + this.#noise;
    const slopeGain = bySlope / variance;
    const interceptGain = byIntercept / variance;
    this.slope = slope + slopeGain * error;
    this.intercept = intercept + interceptGain * error;
    P[0] = ss - slopeGain * bySlope;
    P[1] = both - slopeGain * byIntercept;
    P[2] = ii - interceptGain * byIntercept;
    this.error = error;
    this.variance = variance;
  }
}
