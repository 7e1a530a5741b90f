import { clip } from '../../numerics/clip.ts';
import { cointegrationCriticalValues, type CriticalValues } from '../../numerics/mackinnon.ts';
import { defineFormula } from '../formula.ts';
import { leaderBar } from '../leader-bar.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { CointegratedPair } from './cointegrated-pair.ts';
import { secondTurn } from '../turns.ts';

/**
 * Test statistic of what is left of the own log price on that of the leader: the further below zero, the
 * surer it is pulled back. The signal leans against the distance from the line. Warm after `n` bars of both;
 * no value at a time at which the leader has no bar.
 */
export const engleGrangerCointegration = defineFormula({
  id: 'F48',
  key: 'engle-granger-cointegration',
  title: 'Engle-Granger cointegration test and residual signal',
  family: 'time-series',
  output: { unit: 't-statistic' },
  role: 'direction',
  source:
    "Engle, R. F. and Granger, C. W. J., 'Co-Integration and Error Correction', Econometrica, 1987; critical values MacKinnon, J. G., 'Critical Values for Cointegration Tests', 2010",
  catalogue: {
    inputs: ['bars', 'external'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      p: { unit: 'lags', meaning: 'lagged differences' },
      k: { unit: 'bars', meaning: 'refit interval' },
    },
    definition: `
      External: closes of the pair symbol. y=ln c, x=ln c' over W_n. OLS y=a+b*x+e. OLS without constant
      de_t on (e_{t-1},de_{t-1..t-p}); tau=t-value of e_{t-1}, residual variance SSR/(T-p-1). Critical
      values with T=n-1: 1 %: -3.89644-10.9519/T-33.527/T^2; 5 %: -3.33613-6.1101/T-6.823/T^2; 10 %:
      -3.04445-4.2412/T-2.720/T^2. Between refits e_t uses frozen a, b. z=e_t/sd0(e). Value tau. Warm-up
      n.
    `,
    update: 'O(1) per bar for e_t; refit O(n) every k bars.',
    signal: `
      signal = -clip(z/2.5,-1,1); confidence = 1 if tau below the 1 % value, 0.75 below 5 %, 0.4 below 10
      %, else 0.
    `,
    range: '(-inf,inf)',
  },
  defaults: { n: 400, p: 1, k: 20 },
  input: 'step',
  reads: ['peers'],
  readings: {
    ...DIRECTION,
    /** Distance from the line in deviations; above zero the own price is high. */
    z: { unit: 'sd units' },
    /** Own log return that goes with a log return of the leader of one. */
    hedgeRatio: { unit: '1' },
    /** Value at which a pair without a tie is rejected in 5 of 100 cases. */
    critical: { unit: 't-statistic', max: 0 },
  },
  warmUp: ({ n }) => n,

  start(params) {
    const pair = new CointegratedPair({ ...params, second: secondTurn(48, params.k) });
    const critical = cointegrationCriticalValues(params.n - 1);

    return withReadings(
      (input) => {
        const leader = input.kind === 'peers' ? leaderBar(input.peers) : undefined;
        const own = input.kind === 'peers' ? input.peers.bars[0] : undefined;
        if (own === undefined || leader === undefined) return undefined;
        pair.push(own.close, leader.close);
        return pair.found?.test.tau;
      },
      {
        signal: () => -clip(pair.z / 2.5, -1, 1),
        confidence: () => confidenceOfTau(pair.found?.test.tau ?? 0, critical),
        z: () => pair.z,
        hedgeRatio: () => pair.found?.slope,
        critical: () => critical.at5,
      },
    );
  },
});

/** How sure a statistic makes one of a pull, in the steps of its critical values. */
export function confidenceOfTau(tau: number, { at1, at5, at10 }: CriticalValues): number {
  if (tau < at1) return 1;
  if (tau < at5) return 0.75;
  return tau < at10 ? 0.4 : 0;
}
