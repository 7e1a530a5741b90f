import { confidenceOfZ } from '../../numerics/confidence.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

/**
 * Whether the signs of the last `n` returns alternate (above zero) or cluster (below zero), in standard
 * deviations of a random order. Returns of zero do not count. Warm after `n` returns.
 */
export const waldWolfowitzRuns = defineFormula({
  id: 'F26',
  key: 'wald-wolfowitz-runs',
  title: 'Runs test of return signs',
  family: 'statistics',
  output: { unit: 'z-score' },
  role: 'direction',
  source:
    "Wald, A. and Wolfowitz, J., 'On a Test Whether Two Samples are from the Same Population', Annals of Mathematical Statistics, 1940",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
    },
    definition: `
      Signs of the non-zero returns in W_n (zeros dropped, N left). n1 plus, n2 minus, R runs.
      mu=2*n1*n2/N+1; var=2*n1*n2*(2*n1*n2-N)/(N^2*(N-1)); z=(R-mu)/sqrt(var), no continuity correction.
      n1=0 or n2=0 or var=0: 0. Value z: negative = signs cluster (persistence), positive = they
      alternate. Warm-up n.
    `,
    update: 'Counts of +, - and sign changes kept for the window: O(1) per bar.',
    signal: 'signal = -tanh(z/2)*sgn(r_t); confidence = zc(z).',
    range: '(-inf,inf)',
  },
  defaults: { n: 60 },
  input: 'bar',
  readings: DIRECTION,
  warmUp: ({ n }) => n + 1,

  start({ n }) {
    const returns = new CloseReturns();
    const signs = new RecentValues(n);
    let z = 0;

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        signs.push(Math.sign(logReturn));
        if (!signs.isFull) return undefined;
        z = runsScore(signs);
        return z;
      },
      { signal: () => -Math.tanh(z / 2) * signs.at(0), confidence: () => confidenceOfZ(z) },
    );
  },
});

/** Runs of equal signs, more or less than expected, in standard deviations; 0 where only one sign occurs. */
export function runsScore(signs: RecentValues): number {
  let rises = 0;
  let falls = 0;
  let runs = 0;
  let last = 0;
  for (let age = 0; age < signs.count; age += 1) {
    const sign = signs.at(age);
    if (sign === 0) continue;
    if (sign > 0) rises += 1;
    else falls += 1;
    if (sign !== last) runs += 1;
    last = sign;
  }
  const count = rises + falls;
  const pairs = 2 * rises * falls;
  const variance = (pairs * (pairs - count)) / (count * count * (count - 1));
  return variance > 0 ? (runs - pairs / count - 1) / Math.sqrt(variance) : 0;
}
