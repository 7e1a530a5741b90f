import { BackwardDifferences } from '../../numerics/backward-differences.ts';
import { clip } from '../../numerics/clip.ts';
import { ExponentialAverage } from '../../numerics/exponential-average.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

const ORDERS = 4;
const LEAST_SCALE = 1e-12;

/**
 * Where speed, acceleration, jerk and snap carry the smoothed log price in `h` bars: above zero higher. Told
 * against the deviation of the `n` forecasts before. Warm after `span + 5 + n` bars.
 */
export const taylorKinematicForecast = defineFormula({
  id: 'F57',
  key: 'taylor-kinematic-forecast',
  title: 'Velocity, acceleration, jerk and snap forecast',
  family: 'time-series',
  output: { unit: 'log price' },
  role: 'direction',
  source:
    "Newton's backward difference formula, Abramowitz, M. and Stegun, I. A., 'Handbook of Mathematical Functions', section 25.2, 1964; the four derivatives are the quantities of source document 001",
  catalogue: {
    inputs: ['bars'],
    params: {
      span: { unit: 'bars', meaning: 'EMA span of the smoothed log price' },
      h: { unit: 'bars', meaning: 'horizon' },
      n: { unit: 'bars', meaning: 'window of the forecast scale' },
    },
    definition: `
      p=EMA of ln c with span \`span\`. Backward differences at t: v=p_t-p_{t-1}; a=second, j=third,
      s=fourth difference. Newton backward extrapolation: F_h = p_t + sum_{k=1..4} C(h+k-1,k)*D_k with
      D=(v,a,j,s). D_h=F_h-p_t. Scale = sd0_n of D_h over past bars (den=0: null). SNR=|D_h|/scale. Value
      D_h; v, a, j, s are published. Warm-up span+5+n.
    `,
    update: 'O(1) per bar (difference table) plus rolling variance.',
    signal: 'signal = tanh(D_h/scale); confidence = clip((SNR-0.5)/1.5,0,1), halved when sgn(v) != sgn(a).',
    range: '(-inf,inf)',
  },
  defaults: { span: 8, h: 3, n: 100 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** First to fourth backward difference of the smoothed log price. */
    velocity: { unit: 'log price' },
    acceleration: { unit: 'log price' },
    jerk: { unit: 'log price' },
    snap: { unit: 'log price' },
  },
  warmUp: ({ n, span }) => span + ORDERS + 1 + n,

  start({ h, n, span }) {
    const smooth = new ExponentialAverage(span);
    const table = new BackwardDifferences(ORDERS);
    const past = new RollingMoments(n);
    let count = 0;
    let move = 0;
    let scale = NaN;

    return withReadings(
      ({ close }) => {
        smooth.push(Math.log(close));
        table.push(smooth.value);
        count += 1;
        if (count < span + ORDERS + 1) return undefined;
        move = table.extrapolated(h);
        scale = past.isFull ? Math.sqrt(past.populationVariance) : NaN;
        past.push(move);
        return scale > LEAST_SCALE ? move : undefined;
      },
      {
        signal: () => Math.tanh(move / scale),
        confidence: () => {
          const strength = clip((Math.abs(move) / scale - 0.5) / 1.5, 0, 1);
          return Math.sign(table.at(1)) === Math.sign(table.at(2)) ? strength : strength / 2;
        },
        velocity: () => table.at(1),
        acceleration: () => table.at(2),
        jerk: () => table.at(3),
        snap: () => table.at(4),
      },
    );
  },
});
