import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { confidenceOfZ } from '../../numerics/confidence.ts';
import { IntervalWindow } from '../../numerics/interval-window.ts';
import { plainVarianceRatio, varianceRatio } from '../../numerics/variance-ratio.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

/**
 * Variance of moves of `q` bars against `q` times that of one bar: above 1 moves go on, below 1 they turn
 * back. The signal is the move of the last `q` bars, followed or faded. Warm after `n + 1` bars; no value
 * where the price does not move around its drift.
 */
export const loMackinlayVarianceRatio = defineFormula({
  id: 'F37',
  key: 'lo-mackinlay-variance-ratio',
  title: 'Variance ratio test (heteroskedasticity robust)',
  family: 'time-series',
  output: { unit: 'ratio', min: 0 },
  role: 'direction',
  source:
    "Lo, A. W. and MacKinlay, A. C., 'Stock Market Prices Do Not Follow Random Walks: Evidence from a Simple Specification Test', Review of Financial Studies, 1988",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'returns in the window' },
      q: { unit: 'bars', meaning: 'aggregation' },
    },
    definition: `
      y=ln c at n+1 closes, d_i the n returns, mu=(y_n-y_0)/n. sa=sum (d_i-mu)^2/(n-1); m=q(n-q+1)(1-q/n);
      sc=(1/m)*sum_{t=q..n} (y_t-y_{t-q}-q*mu)^2; VR=sc/sa. delta_j = n*sum_{i>j} (d_i-mu)^2
      (d_{i-j}-mu)^2/[sum (d_i-mu)^2]^2; theta=sum_{j=1..q-1} (2(q-j)/q)^2*delta_j;
      z=sqrt(n)*(VR-1)/sqrt(theta). sa=0: null. Value VR. Warm-up n+1.
    `,
    update: 'Rolling sums for fixed q would need re-centring; recomputed O(n*q)=2000 operations per bar.',
    signal: `
      signal = tanh(z/2)*tanh(ln(c_t/c_{t-q})/(sig_t*sqrt(q))): trends persist when VR>1, revert when
      VR<1; confidence = zc(z).
    `,
    range: '(0,inf)',
  },
  defaults: { n: 240, q: 8 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Distance of the ratio from 1 in standard errors. */
    z: { unit: 'z-score' },
  },
  warmUp: ({ n }) => n + 1,

  start({ n, q }) {
    const logs = new IntervalWindow(n + 1, 1, { least: wholeNumber('q', q, 2) + 2 });
    const returns = new CloseReturns();
    const volatility = new BarVolatility();
    let window: Float64Array | undefined;
    // Its standard error is nearly all of the work, and only the readings ask for it.
    const z = () => (window && varianceRatio(window, q)?.z) ?? NaN;

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (Number.isFinite(logReturn)) volatility.push(logReturn);
        window = logs.push(Math.log(close));
        return window && plainVarianceRatio(window, q);
      },
      {
        signal: () => {
          const move = logs.at(0) - logs.at(q);
          return Math.tanh(z() / 2) * Math.tanh(move / (volatility.value * Math.sqrt(q)));
        },
        confidence: () => confidenceOfZ(z()),
        z,
      },
    );
  },
});
