import { clip } from '../../numerics/clip.ts';
import { nelderMead } from '../../numerics/nelder-mead.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { SCALE, withReadings } from '../readings.ts';
import { withRefit } from '../refit.ts';
import { backcast, ConditionalVariance, fitVariance, varianceLikelihood } from './conditional-variance.ts';
import { volatilityScale } from './volatility-scale.ts';

const START = [0, 0.1, -0.05, 0.999 * Math.tanh(2)] as const;
const MEAN_SIZE = Math.sqrt(2 / Math.PI);
const ASYMMETRIC = 0.05;
const AFTER_A_FALL = 0.8;

/**
 * Volatility forecast of the next bar by EGARCH(1,1), in which falls may raise it more than rises. Log
 * return per bar, never negative. Fitted first on `n / 2` returns; warm with the next.
 */
export const egarch11 = defineFormula({
  id: 'F153',
  key: 'egarch-11',
  title: 'EGARCH(1,1) with leverage',
  family: 'volatility',
  output: { unit: 'log return per bar', min: 0 },
  role: 'size',
  source:
    "Nelson, D. B., 'Conditional Heteroskedasticity in Asset Returns: A New Approach', Econometrica, 1991",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      k: { unit: 'bars', meaning: 'refit interval' },
      target: { unit: 'annual vol', meaning: 'volatility target' },
    },
    definition: `
      Returns scaled by window sd0 and demeaned. ln s_t=w+b*ln s_{t-1}+a*(|z_{t-1}|-sqrt(2/pi))+g*z_{t-1},
      z=e/sqrt(s); ln s_1=ln(backcast of 152). Gaussian logL; NM over (w,a,g,x) with b=0.999*tanh(x) from
      (0,0.1,-0.05,2). ln s clipped to [-20,20]. Value sqrt(s_{t+1}) unscaled; g is published (negative:
      falls raise volatility more). Warm-up n/2.
    `,
    update: 'Filter O(1); refit 4*10^5 operations every k bars.',
    signal: `
      size: scale = min(1, target/(value*sqrt(A))); with g significantly below 0 (|g|>0.05) longs after a
      fall are scaled by a further 0.8.
    `,
    range: '(0,inf)',
  },
  defaults: { n: 1000, k: 200, target: 0.4 },
  input: 'bar',
  readings: {
    scale: SCALE,
    /** The scale of longs: lower by a fifth after a fall where the asymmetry is below -0.05. */
    longScale: SCALE,
    /** How the sign of a return moves the log variance; below zero falls raise it more. */
    asymmetry: { unit: '1' },
  },
  warmUp: (params) => ConditionalVariance.firstValueAt(params) + 1,
  fit: (job) => fitVariance(job, egarchStep, searchEgarch),

  start(params) {
    const model = new ConditionalVariance(params, egarchStep);
    const returns = new CloseReturns();
    let intervalMs = 0;
    let volatility = 0;
    let lastReturn = 0;
    const asymmetry = () => model.theta?.[2] ?? 0;
    const scale = () => volatilityScale(params.target, volatility, intervalMs);

    const step = ({ close, intervalMs: length }: { close: number; intervalMs: number }) => {
      lastReturn = returns.next(close);
      if (!Number.isFinite(lastReturn)) return undefined;
      model.push(lastReturn);
      if (model.theta === undefined) return undefined;
      intervalMs = length;
      volatility = model.scale * Math.sqrt(model.variance);
      return volatility;
    };
    const readings = {
      scale,
      longScale: () => scale() * (asymmetry() < -ASYMMETRIC && lastReturn < 0 ? AFTER_A_FALL : 1),
      asymmetry,
    };
    return withRefit(withReadings(step, readings), model);
  },
});

/** The recursion of log variances for `theta` w, a, g, b; log variances stay within -20 to 20. */
export function egarchStep(theta: readonly number[], innovation: number, variance: number): number {
  const [w = 0, a = 0, g = 0, b = 0] = theta;
  const z = innovation / Math.sqrt(variance);
  return Math.exp(clip(w + b * Math.log(variance) + a * (Math.abs(z) - MEAN_SIZE) + g * z, -20, 20));
}

function searchEgarch(innovations: Float64Array, last: readonly number[] = START): readonly number[] {
  const first = backcast(innovations);
  const bounded = ([w = 0, a = 0, g = 0, x = 0]: readonly number[]) => [w, a, g, 0.999 * Math.tanh(x)];
  const [w = 0, a = 0, g = 0, b = 0] = last;
  const { point } = nelderMead(
    (x) => -varianceLikelihood(egarchStep, bounded(x), innovations, first),
    [w, a, g, Math.atanh(clip(b / 0.999, -1 + 1e-9, 1 - 1e-9))],
  );
  return bounded(point);
}
