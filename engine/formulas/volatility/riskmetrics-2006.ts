import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { SIZE, withReadings } from '../readings.ts';
import { volatilityScale } from './volatility-scale.ts';

const FIRST = 20;

/**
 * Volatility with a long memory: a mixture of exponential means whose time constants grow from `tau1` by
 * the factor `rho`, the longer ones weighing less. Log return of the next bar, never negative. Warm after
 * 20 returns.
 */
export const riskMetrics2006 = defineFormula({
  id: 'F151',
  key: 'riskmetrics-2006',
  title: 'RiskMetrics 2006 long-memory volatility',
  family: 'volatility',
  output: { unit: 'log return per bar', min: 0 },
  role: 'size',
  source: "Zumbach, G., 'The RiskMetrics 2006 methodology', RiskMetrics Group, 2007",
  catalogue: {
    inputs: ['returns'],
    params: {
      tau0: { unit: 'bars', meaning: 'logarithmic decay constant' },
      tau1: { unit: 'bars', meaning: 'shortest time constant' },
      kmax: { unit: '1', meaning: 'number of components' },
      rho: { unit: '1', meaning: 'ratio of time constants' },
      target: { unit: 'annual vol', meaning: 'volatility target' },
    },
    definition: `
      tau_k=tau1*rho^k, k=0..kmax-1. mu_k=exp(-1/tau_k). Weights w_k=(1-ln tau_k/ln tau0), divided by
      their sum. s2_k,t=mu_k*s2_k,t-1+(1-mu_k)*r_t^2, each started with the mean of the first 20 r^2.
      Value s=sqrt(sum w_k*s2_k,t), the forecast of the next bar's volatility. Warm-up 20 bars (longest
      time constant 362 bars).
    `,
    update: 'O(kmax) per bar.',
    signal: 'size: scale = min(1, target/(s*sqrt(A))).',
    range: '(0,inf)',
  },
  defaults: { tau0: 1560, tau1: 4, kmax: 14, rho: 1.4142135623730951, target: 0.4 },
  input: 'bar',
  readings: SIZE,
  warmUp: () => FIRST + 1,

  start({ kmax, rho, target, tau0, tau1 }) {
    const { memories, weights } = riskMetricsComponents({ kmax, rho, tau0, tau1 });
    const variances = new Float64Array(kmax);
    const returns = new CloseReturns();
    let count = 0;
    let intervalMs = 0;
    let volatility = 0;

    const step = (bar: { readonly close: number; readonly intervalMs: number }): number | undefined => {
      const logReturn = returns.next(bar.close);
      if (!Number.isFinite(logReturn)) return undefined;
      count += 1;
      let mixed = 0;
      for (let k = 0; k < kmax; k += 1) {
        const weight = count <= FIRST ? 1 / count : 1 - (memories[k] as number);
        const before = variances[k] as number;
        const variance = before + weight * (logReturn * logReturn - before);
        variances[k] = variance;
        mixed += (weights[k] as number) * variance;
      }
      if (count < FIRST) return undefined;
      intervalMs = bar.intervalMs;
      volatility = Math.sqrt(Math.max(0, mixed));
      return volatility;
    };
    return withReadings(step, { scale: () => volatilityScale(target, volatility, intervalMs) });
  },
});

/**
 * Smoothing factor and weight of every component, the shortest first; the weights sum to 1.
 * @throws {RangeError} when `kmax` is not a whole number of at least 1.
 */
export function riskMetricsComponents({
  kmax,
  rho,
  tau0,
  tau1,
}: {
  readonly kmax: number;
  readonly rho: number;
  readonly tau0: number;
  readonly tau1: number;
}): { readonly memories: readonly number[]; readonly weights: readonly number[] } {
  const taus = Array.from({ length: wholeNumber('kmax', kmax) }, (_, k) => tau1 * rho ** k);
  const raw = taus.map((tau) => 1 - Math.log(tau) / Math.log(tau0));
  const total = raw.reduce((sum, each) => sum + each, 0);
  return {
    memories: taus.map((tau) => Math.exp(-1 / tau)),
    weights: raw.map((each) => each / total),
  };
}
