import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { clip } from '../../numerics/clip.ts';
import { HitRateSkill } from '../../numerics/hit-rate-skill.ts';
import { normalQuantile } from '../../numerics/normal-distribution.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

const WARM = 100;
const LOW = 0.25;
const HIGH = 0.75;
const LEAST_WIDTH = 1e-6;

/**
 * Which side of zero the middle half of the next return lies on, learned at every bar: 1 where all of it
 * lies above, -1 where all lies below. Warm after 100 bars. A return of zero has no sign and teaches nothing
 * of the skill.
 */
export const onlineQuantileAutoregression = defineFormula({
  id: 'F54',
  key: 'online-quantile-autoregression',
  title: 'Online quantile autoregression',
  family: 'time-series',
  output: { unit: '1', min: -1, max: 1 },
  role: 'direction',
  source:
    "Koenker, R. and Xiao, Z., 'Quantile Autoregression', JASA, 2006; pinball loss: Koenker, R. and Bassett, G., Econometrica, 1978",
  catalogue: {
    inputs: ['returns'],
    params: {
      eta: { unit: '1', meaning: 'learning rate' },
      taus: { fixed: '0.25,0.75', unit: '1', meaning: 'quantile levels' },
    },
    definition: `
      u_t=r_t/sig_{t-1}, x=(1,u_{t-1},u_{t-2}). For each tau a weight vector w_tau, start
      (Phi_inv(tau),0,0). Update with target u_t: w_tau += eta*(tau-1[u_t < w_tau'x])*x. Then
      q_tau=w_tau'(1,u_t,u_{t-1}); if q_0.25>q_0.75 both are swapped. Value
      B=(q_0.25+q_0.75)/(q_0.75-q_0.25), clipped to [-1,1]; 0 if the denominator < 1e-6. Warm-up 100 bars.
    `,
    update: 'O(1) per bar.',
    signal: 'signal = B; confidence = SKILL of sgn(B) (ONLINE, H=1)*|B|.',
    range: '[-1,1]',
  },
  defaults: { eta: 0.02 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Where a quarter and three quarters of next returns lie below. */
    lowerQuartile: { unit: 'sig units' },
    upperQuartile: { unit: 'sig units' },
  },
  warmUp: () => WARM,

  start({ eta }) {
    const low = quantileWeights(LOW);
    const high = quantileWeights(HIGH);
    const lowStep = { tau: LOW, eta };
    const highStep = { tau: HIGH, eta };
    const closes = new CloseReturns();
    const volatility = new BarVolatility();
    const skill = new HitRateSkill();
    // A constant and the last two moves.
    const x = Float64Array.of(1, NaN, NaN);
    let bars = 0;
    let lower = 0;
    let upper = 0;
    let bias = 0;

    return withReadings(
      ({ close }) => {
        const logReturn = closes.next(close);
        const before = volatility.value;
        bars += 1;
        if (!Number.isFinite(logReturn)) return undefined;
        volatility.push(logReturn);
        if (!Number.isFinite(before)) return undefined;
        const move = logReturn / before;
        if (bias * move !== 0) skill.push(bias > 0 === move > 0);
        if (!Number.isNaN(x[2])) {
          learnQuantile(low, x, move, lowStep);
          learnQuantile(high, x, move, highStep);
        }
        x[2] = x[1] as number;
        x[1] = move;
        if (Number.isNaN(x[2])) return undefined;
        const one = valueAt(low, x);
        const other = valueAt(high, x);
        lower = Math.min(one, other);
        upper = Math.max(one, other);
        const width = upper - lower;
        bias = width < LEAST_WIDTH ? 0 : clip((lower + upper) / width, -1, 1);
        return bars < WARM ? undefined : bias;
      },
      {
        signal: () => bias,
        confidence: () => skill.value * Math.abs(bias),
        lowerQuartile: () => lower,
        upperQuartile: () => upper,
      },
    );
  },
});

/** Weights of the quantile of a standard normal move: a constant, and nothing of the moves before. */
const quantileWeights = (tau: number): Float64Array => Float64Array.of(normalQuantile(tau), 0, 0);

/** Moves the weights of the quantile `tau` towards a move that was seen after `x`. */
export function learnQuantile(
  weights: Float64Array,
  x: Float64Array,
  move: number,
  { eta, tau }: { readonly eta: number; readonly tau: number },
): void {
  const step = eta * (tau - (move < valueAt(weights, x) ? 1 : 0));
  for (let i = 0; i < weights.length; i += 1) {
    weights[i] = (weights[i] as number) + step * (x[i] as number);
  }
}

function valueAt(weights: Float64Array, x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i += 1) sum += (weights[i] as number) * (x[i] as number);
  return sum;
}
