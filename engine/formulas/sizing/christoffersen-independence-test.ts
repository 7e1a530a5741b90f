import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { chiSquaredTail } from '../../numerics/tail-probabilities.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';
import { logLikelihood, RETURNS_TO_FORECAST, varHits } from './var-hits.ts';

const FEWEST_TRANSITIONS = 100;
const FEWEST_HITS = 2;
const ALPHA = 0.99;

/** How often a bar without (0) or with (1) a hit was followed by one without or with: n00, n01, n10, n11. */
export type Transitions = [number, number, number, number];

/**
 * How much losses beyond the value at risk come one after the other, as a likelihood ratio. The forecasts
 * tested are those of the historical value at risk of 500 bars at 99 %. Where hits cluster, entries are
 * blocked for the expected length of a cluster after each. Warm after 100 returns, 101 forecasts and two hits.
 */
export const christoffersenIndependenceTest = defineFormula({
  id: 'F219',
  key: 'christoffersen-independence-test',
  title: 'Christoffersen independence test of VaR hits',
  family: 'sizing',
  output: { unit: 'LR statistic', min: 0 },
  role: 'filter',
  source: "Christoffersen, P. F., 'Evaluating Interval Forecasts', International Economic Review 39(4), 1998",
  catalogue: {
    inputs: ['returns'],
    params: {
      window: { unit: 'forecasts', meaning: 'hits kept' },
      level: { unit: 'probability', meaning: 'test confidence' },
    },
    definition: `
      Transitions of the hit sequence I: n_ab = #{t: I_{t-1}=a, I_t=b}. p01 = n01/(n00+n01), p11 =
      n11/(n10+n11), p = (n01+n11)/(n00+n01+n10+n11). LR_ind = -2*[ (n00+n10)ln(1-p) + (n01+n11)ln p - n00
      ln(1-p01) - n01 ln p01 - n10 ln(1-p11) - n11 ln p11 ], 0*ln0 = 0, an empty row contributes 0.
      Chi-square(1). Warm-up: at least 100 transitions and 2 hits.
    `,
    update: 'Four counters with ring-buffer removal, O(1).',
    signal: `
      filter: p-value < 1-level and p11 > p01 (losses cluster) -> after a hit, block new entries for
      ceil(1/(1-p11)) bars.
    `,
    range: '[0,inf)',
  },
  defaults: { window: 500, level: 0.95 },
  input: 'bar',
  readings: {
    ...FILTER,
    /** Probability of a ratio at least as large if hits did not depend on each other. */
    pValue: { unit: 'probability', min: 0, max: 1 },
    /** Probability of a hit after a hit. */
    repeat: { unit: 'probability', min: 0, max: 1 },
  },
  warmUp: () => RETURNS_TO_FORECAST + FEWEST_TRANSITIONS + 2,

  start({ level, window }) {
    const hits = new RecentValues(wholeNumber('a window', window, FEWEST_TRANSITIONS + 1));
    const counts: Transitions = [0, 0, 0, 0];
    const returns = new CloseReturns();
    const hitOf = varHits(ALPHA);
    let held = 0;
    let sinceHit = Infinity;
    let ratio = 0;

    const pValue = () => chiSquaredTail(ratio, 1);
    const repeat = () => repeatRate(counts);
    const clusters = () => repeat() > firstRate(counts) && pValue() < 1 - level;
    const count = (before: number, after: number, change: 1 | -1): void => {
      const place = 2 * before + after;
      counts[place] = (counts[place] as number) + change;
    };
    const take = (hit: number): void => {
      if (hits.isFull) {
        count(hits.at(window - 1), hits.at(window - 2), -1);
        held -= hits.at(window - 1);
      }
      if (hits.count > 0) count(hits.at(0), hit, 1);
      hits.push(hit);
      held += hit;
      sinceHit = hit === 1 ? 0 : sinceHit + 1;
    };

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        const hit = Number.isFinite(logReturn) ? hitOf(logReturn) : NaN;
        if (Number.isNaN(hit)) return undefined;
        take(hit);
        if (hits.count <= FEWEST_TRANSITIONS || held < FEWEST_HITS) return undefined;
        ratio = independenceRatio(counts);
        return ratio;
      },
      {
        gate: () => (clusters() && sinceHit < Math.ceil(1 / (1 - repeat()) - 1e-9) ? 0 : 1),
        pValue,
        repeat,
      },
    );
  },
});

/** Likelihood ratio of hits that depend on the bar before against hits that do not. */
export function independenceRatio(counts: Transitions): number {
  const n00 = counts[0];
  const n01 = counts[1];
  const n10 = counts[2];
  const n11 = counts[3];
  const all = (n01 + n11) / (n00 + n01 + n10 + n11);
  const afterNone = firstRate(counts);
  const afterHit = repeatRate(counts);
  const alike = logLikelihood(n00 + n10, 1 - all) + logLikelihood(n01 + n11, all);
  const apart =
    logLikelihood(n00, 1 - afterNone) +
    logLikelihood(n01, afterNone) +
    logLikelihood(n10, 1 - afterHit) +
    logLikelihood(n11, afterHit);
  return Math.max(0, -2 * (alike - apart));
}

/** Probability of a hit after none; 0 where there was no bar without. */
const firstRate = (counts: Transitions): number =>
  counts[1] === 0 ? 0 : counts[1] / (counts[0] + counts[1]);
/** Probability of a hit after a hit; 0 where there was none. */
const repeatRate = (counts: Transitions): number =>
  counts[3] === 0 ? 0 : counts[3] / (counts[2] + counts[3]);
