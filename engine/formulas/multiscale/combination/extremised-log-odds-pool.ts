import { VOTE_HORIZON_MS, type VoteGroup } from '../../../domain/vote/vote-group.ts';
import { positive } from '../../../numerics/checked-numbers.ts';
import { clip as clipped } from '../../../numerics/clip.ts';
import { defineFormula, type MarketStep } from '../../formula.ts';
import { DIRECTION, withReadings } from '../../readings.ts';
import { withRefit } from '../../refit.ts';
import type { Opinions } from '../../step-contents.ts';
import { ExtremisingOutcomes, fitExponent } from './extremising-exponent.ts';

/** The formula whose probability is pooled with those of the votes. */
const LEARNER = 229;
/** Votes are of one category and the learner of another; each category has half of the weight. */
const CATEGORY_WEIGHT = 0.5;

/**
 * Probability of a rise from those of the fast, the medium and the slow vote and of the logistic learner 229,
 * each while it is not older than its horizon. The exponent that undoes the caution of averaging is `a` at
 * first and learned from what the next bars bring. `group` 3 stands for all votes. Warm with the first vote.
 */
export const extremisedLogOddsPool = defineFormula({
  id: 'F400',
  key: 'extremised-log-odds-pool',
  title: 'Extremised geometric pool of probabilities across time frames',
  family: 'multiscale',
  output: { unit: 'probability', min: 0, max: 1 },
  role: 'direction',
  source:
    "Satopaa, V. A. et al., 'Combining multiple probability predictions using a simple logit model', International Journal of Forecasting 30(2), 2014; logarithmic pool: Genest & Zidek 1986",
  catalogue: {
    inputs: ['external'],
    params: {
      a: {
        unit: '1',
        meaning:
          'extremising exponent; refitted in [1,2.5] by log score over 500 outcomes, shrunk to 1 with weight 200',
      },
      clip: { unit: 'probability', meaning: 'inputs clipped to [clip,1-clip]' },
      weights: { fixed: 'by category', unit: '1', meaning: 'sum to 1' },
    },
    definition: `
      Probabilities p_k of an up move from the ensemble members and time frames (vote posteriors at 1m,
      5m, 15m, 1h, 4h; members ids 229, 335, 353, 387, 389). L = sum_k w_k*ln(p_k/(1-p_k)), sum w = 1.
      Pooled p = 1/(1+exp(-a*L)). a > 1 undoes the over-cautious averaging of partly independent sources;
      a = 1 is the plain geometric pool.
    `,
    update: 'O(K) per bar.',
    signal: 'signal = 2p-1; confidence = |2p-1|*(share of members with the sign of L).',
    range: '(0,1)',
  },
  defaults: { a: 1.3, clip: 0.02, group: 3 },
  input: 'step',
  reads: ['vote', 'opinions', 'bar'],
  readings: {
    ...DIRECTION,
    /** Exponent used now. */
    exponent: { unit: '1', min: 1, max: 2.5 },
    /** Members that speak now. */
    members: { unit: 'members', min: 0 },
  },
  warmUp: () => 1,
  fit: fitExponent,

  start({ a, clip }) {
    if (!(clip > 0 && clip < 0.5)) throw new RangeError(`clip must lie between 0 and one half, was ${clip}`);
    const members = new PooledMembers(clip);
    const outcomes = new ExtremisingOutcomes();
    let exponent = clipped(positive('a', a), 1, 2.5);
    const pooled: Pool = { logOdds: 0, count: 0, agreeing: 0 };
    const probability = () => 1 / (1 + Math.exp(-exponent * pooled.logOdds));

    const take = (step: MarketStep): void => {
      if (step.kind === 'vote') members.vote(step.time, step.vote.group ?? 'medium', step.vote.probabilityUp);
      if (step.kind === 'opinions') members.learn(step.time, step.opinions);
      if (step.kind === 'bar') outcomes.push(step.bar.close);
      members.pool(step.time, pooled);
      if (step.kind !== 'bar' && pooled.count > 0) outcomes.say(pooled.logOdds, step.time);
    };
    const run = withReadings(
      (step: MarketStep) => {
        take(step);
        return pooled.count > 0 ? probability() : undefined;
      },
      {
        signal: () => 2 * probability() - 1,
        confidence: () => Math.abs(2 * probability() - 1) * (pooled.agreeing / pooled.count),
        exponent: () => exponent,
        members: () => pooled.count,
      },
    );
    return withRefit(run, {
      due: () => outcomes.due(),
      accept: ([found = exponent]) => {
        exponent = found;
      },
    });
  },
});

/** Pooled log odds, how many members speak and how many of them have the same sign. */
interface Pool {
  logOdds: number;
  count: number;
  agreeing: number;
}

interface Spoken {
  readonly name: string;
  readonly time: number;
  readonly horizonMs: number;
  readonly logOdds: number;
  readonly isVote: boolean;
}

const isFresh = (said: Spoken, time: number): boolean => time - said.time <= said.horizonMs;

class PooledMembers {
  readonly #clip: number;
  /** What each member said last, in the order of their first words. */
  readonly #spoken: Spoken[] = [];

  constructor(clip: number) {
    this.#clip = clip;
  }

  vote(time: number, group: VoteGroup, probabilityUp: number): void {
    this.#say(group, { time, group, isVote: true }, probabilityUp);
  }

  learn(time: number, { group = 'medium', ids, isReady, values }: Opinions): void {
    const place = ids.indexOf(LEARNER);
    if (isReady[place] === 1) this.#say('learner', { time, group, isVote: false }, values[place] as number);
  }

  /** Pools those who speak at a time into `pooled`. */
  pool(time: number, pooled: Pool): void {
    const spoken = this.#spoken;
    let count = 0;
    let votes = 0;
    for (let i = 0; i < spoken.length; i += 1) {
      const each = spoken[i] as Spoken;
      if (!isFresh(each, time)) continue;
      count += 1;
      if (each.isVote) votes += 1;
    }
    const categories = (votes > 0 ? 1 : 0) + (count > votes ? 1 : 0);
    const share = categories === 2 ? CATEGORY_WEIGHT : 1;
    let logOdds = 0;
    for (let i = 0; i < spoken.length; i += 1) {
      const each = spoken[i] as Spoken;
      if (isFresh(each, time)) logOdds += (each.logOdds * share) / (each.isVote ? votes : 1);
    }
    let agreeing = 0;
    for (let i = 0; i < spoken.length; i += 1) {
      const each = spoken[i] as Spoken;
      if (isFresh(each, time) && Math.sign(each.logOdds) === Math.sign(logOdds)) agreeing += 1;
    }
    pooled.logOdds = logOdds;
    pooled.count = count;
    pooled.agreeing = agreeing;
  }

  #say(
    name: string,
    { group, isVote, time }: { readonly time: number; readonly group: VoteGroup; readonly isVote: boolean },
    probability: number,
  ): void {
    if (!(probability >= 0 && probability <= 1)) return;
    const p = clipped(probability, this.#clip, 1 - this.#clip);
    const horizonMs = VOTE_HORIZON_MS[group];
    const before = this.#spoken.findIndex((each) => each.name === name);
    const place = before < 0 ? this.#spoken.length : before;
    this.#spoken[place] = { name, time, horizonMs, isVote, logOdds: Math.log(p / (1 - p)) };
  }
}

/** Pools probabilities by their log odds and makes them more extreme by an exponent above 1. */
export function extremisedPool(
  probabilities: readonly number[],
  weights: readonly number[],
  exponent: number,
): { readonly logOdds: number; readonly probability: number } {
  const logOdds = probabilities.reduce(
    (sum, p, k) => sum + (weights[k] as number) * Math.log(p / (1 - p)),
    0,
  );
  return { logOdds, probability: 1 / (1 + Math.exp(-exponent * logOdds)) };
}
