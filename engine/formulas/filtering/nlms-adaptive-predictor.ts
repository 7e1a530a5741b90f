import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { clip } from '../../numerics/clip.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

const LEARNED = 100;
const UNUSUAL = 4;
/** A label counts where the move is larger than this share of the volatility. */
const LEAST_MOVE = 0.25;

/**
 * Return of the next bar in units of its volatility, predicted from the last `p` by weights that learn
 * with every bar. Its confidence is what its signs were right more often than a coin. Warm after
 * `20 + p + 100` returns.
 */
export const nlmsAdaptivePredictor = defineFormula({
  id: 'F206',
  key: 'nlms-adaptive-predictor',
  title: 'Normalised LMS adaptive predictor',
  family: 'filtering',
  output: { unit: 'sig units' },
  role: 'direction',
  source:
    "Widrow, B. and Hoff, M. E., 'Adaptive Switching Circuits', 1960; normalised form Nagumo, J. and Noda, A., 'A learning method for system identification', IEEE Transactions on Automatic Control, 1967",
  catalogue: {
    inputs: ['returns'],
    params: {
      p: { unit: 'taps', meaning: 'order' },
      mu: { unit: '1', meaning: 'step' },
      eps: { unit: '1', meaning: 'regulariser' },
    },
    definition: `
      u_t=clip(r_t/sig_{t-1},-4,4). x=(u_{t-1},...,u_{t-p}); e=u_t-w'x; w <- w+mu*e*x/(eps+x'x), w=0 at
      start. Forecast f=w'(u_t,...,u_{t-p+1}). Value f. Warm-up 20+p+100.
    `,
    update: 'O(p).',
    signal: 'signal = tanh(4f); confidence = SKILL of sgn(f) (ONLINE, H=1).',
    range: '(-inf,inf)',
  },
  defaults: { p: 8, mu: 0.02, eps: 1 },
  input: 'bar',
  readings: DIRECTION,
  warmUp: ({ p }) => 21 + p + LEARNED,

  start({ eps, mu, p }) {
    const weights = new Float64Array(wholeNumber('p', p));
    // The newest move first.
    const inputs = new Float64Array(p);
    const learning = { eps, mu };
    const returns = new CloseReturns();
    const volatility = new BarVolatility();
    let count = 0;
    let held = 0;
    let forecast = 0;
    let hitRate = 0.5;

    const learn = (scaled: number): void => {
      const move = clip(scaled, -UNUSUAL, UNUSUAL);
      if (held === p) {
        if (Math.abs(scaled) > LEAST_MOVE) {
          const isHit = Math.sign(forecast) === Math.sign(scaled);
          hitRate = 0.99 * hitRate + (isHit ? 0.01 : 0);
        }
        nlmsStep(weights, inputs, move, learning);
      }
      for (let i = p - 1; i > 0; i -= 1) inputs[i] = inputs[i - 1] as number;
      inputs[0] = move;
      held = Math.min(p, held + 1);
      let sum = 0;
      for (let i = 0; i < p; i += 1) sum += (weights[i] as number) * (inputs[i] as number);
      forecast = sum;
    };

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        count += 1;
        if (volatility.isWarm) learn(logReturn / volatility.value);
        volatility.push(logReturn);
        return count < 20 + p + LEARNED ? undefined : forecast;
      },
      {
        signal: () => Math.tanh(4 * forecast),
        confidence: () => clip(10 * (hitRate - 0.5), 0, 1),
      },
    );
  },
});

/** One step of learning: moves the weights so that the inputs, newest first, say `target` better. */
export function nlmsStep(
  weights: Float64Array,
  inputs: Float64Array,
  target: number,
  { eps, mu }: { readonly eps: number; readonly mu: number },
): void {
  let predicted = 0;
  let energy = 0;
  for (let i = 0; i < weights.length; i += 1) {
    const x = inputs[i] as number;
    predicted += (weights[i] as number) * x;
    energy += x * x;
  }
  const step = (mu * (target - predicted)) / (eps + energy);
  for (let i = 0; i < weights.length; i += 1)
    weights[i] = (weights[i] as number) + step * (inputs[i] as number);
}
